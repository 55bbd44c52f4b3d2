"""A programme out of its published document."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from lms.curriculum.rules.programme import Block, Break, Day, Need, Programme, Rules, TakesPart, Variant


def programme_from(document: Mapping[str, Any], *, edition_id: int, number: int) -> Programme:
    """A programme from its published document."""
    rules = document["rules"]
    return Programme(
        edition_id=edition_id,
        number=number,
        slug=document["slug"],
        kind=document["kind"],
        origin=document["origin"],
        order=document["order"],
        mandate=document["mandate"],
        validity_months=document["validity_months"],
        window_days=document["window_days"],
        max_class_size=document["max_class_size"],
        net_minutes_per_day=document["net_minutes_per_day"],
        default_language=document["default_language"],
        evaluation=document["evaluation"],
        rules=Rules(
            attendance_percent=rules["attendance_percent"],
            lessons=Need(rules["lessons"]),
            assessment=Need(rules["assessment"]),
            assessment_questions=rules["assessment_questions"],
            pass_percent=rules["pass_percent"],
        ),
        variants=tuple(_variant(each) for each in document["variants"]),
        pins=document.get("pins", {}),
        words=document["words"],
        training=document.get("training", 1),
    )


def _variant(data: Mapping[str, Any]) -> Variant:
    return Variant(data["id"], data["when"], tuple(data["online"]), tuple(_day(each) for each in data["days"]))


def _day(data: Mapping[str, Any]) -> Day:
    plan = data.get("plan", "full")
    return Day(data["id"], time.fromisoformat(data["starts"]), tuple(_item(each, plan) for each in data["agenda"]))


def _item(data: Mapping[str, Any], plan: str) -> Block | Break:
    if "break" in data:
        return Break(data["break"], data["minutes"])
    return Block(
        id=data["block"],
        modules=tuple(data["modules"]),
        minutes=data["minutes"],
        plan=data.get("plan", plan),
        takes_part=TakesPart(data.get("takes_part", TakesPart.MIGRANT)),
        required=data.get("required", True),
    )
