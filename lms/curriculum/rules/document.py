"""A programme out of its published document."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from lms.curriculum.rules.module import ProviderKind
from lms.curriculum.rules.programme import Block, Break, Day, Need, Programme, Rules, TakesPart, Variant
from lms.curriculum.rules.terms import Duty, Extra, Kind, Mandate, Place, Prior, Setting, terms_from


def programme_from(document: Mapping[str, Any], *, edition_id: int, number: int) -> Programme:
    """A programme from its published document."""
    rules = document["rules"]
    return Programme(
        edition_id=edition_id,
        number=number,
        slug=document["slug"],
        kind=Kind(document["kind"]),
        origin=document["origin"],
        order=document["order"],
        mandate=Mandate(document["mandate"]),
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
            prior_knowledge=Prior(rules.get("prior_knowledge", Prior.SHORTEN)),
        ),
        variants=tuple(_variant(each) for each in document["variants"]),
        pins=document.get("pins", {}),
        layers=document.get("layers", {}),
        words=document["words"],
        training=document.get("training", 1),
        terms=terms_from(document),
        duties=tuple(_duty(each) for each in document.get("duties", ())),
        extra=tuple(Extra(each["when"], tuple(each["lessons"])) for each in document.get("extra", ())),
    )


def _duty(data: Mapping[str, Any]) -> Duty:
    return Duty(
        since=date.fromisoformat(data["since"]),
        contract_months=data.get("contract_months", 0),
        regions=tuple(data.get("regions", ())),
        source=data.get("source"),
    )


def _variant(data: Mapping[str, Any]) -> Variant:
    return Variant(
        id=data["id"],
        when=data["when"],
        online=tuple(data["online"]),
        days=tuple(day for each in data["days"] for day in _days(each)),
        providers=tuple(map(ProviderKind, data.get("providers", ()))),
        hours=data.get("hours"),
        promised_days=data.get("promised_days"),
        practice_hours=data.get("practice_hours", 0),
        learned=tuple(data.get("learned", ())),
    )


def _days(data: Mapping[str, Any]) -> Iterator[Day]:
    """A day as often as it is repeated: the second one's id and those of its blocks end in "-2"."""
    for number in range(1, data.get("repeat", 1) + 1):
        yield _day(data, f"-{number}" if number > 1 else "")


def _day(data: Mapping[str, Any], ending: str) -> Day:
    plan = data.get("plan", "full")
    return Day(
        id=data["id"] + ending,
        starts=time.fromisoformat(data["starts"]),
        agenda=tuple(_item(each, plan, ending) for each in data["agenda"]),
        when=data.get("when", {}),
        place=Place(data.get("place", Place.CENTRE)),
        provider=ProviderKind(data["provider"]) if "provider" in data else None,
        promised=data.get("net_minutes"),
    )


def _item(data: Mapping[str, Any], plan: str, ending: str) -> Block | Break:
    if "break" in data:
        return Break(data["break"], data["minutes"])
    return Block(
        id=data["block"] + ending,
        modules=tuple(data.get("modules", ())),
        minutes=data["minutes"],
        plan=data.get("plan", plan),
        takes_part=TakesPart(data.get("takes_part", TakesPart.MIGRANT)),
        required=data.get("required", True),
        methods=tuple(data.get("methods", ())),
        setting=Setting(data.get("setting", Setting.CLASS)),
    )
