"""Activities: what a group does in a step of a session plan (E66, E67). Standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How hard an activity is, so that everybody takes part (E67)."""

    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Activity:
    """What the group does in a step, at two or three levels, each of the `roles` with a card to hand out (E66, E67). It
    goes with the fewest and the most `people` in the room, with any number where that is not said; it takes `minutes`,
    those of its step where that is not said."""

    id: str
    step: str
    method: str
    levels: tuple[Level, ...]
    roles: tuple[str, ...] = ()
    people: tuple[int, int] | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class SaidActivity:
    """An activity in the words of a session plan: how it goes, step by step, with which materials, what is asked at
    each level, and the cards."""

    id: str
    title: str
    method: str
    how: str
    levels: tuple[tuple[Level, str], ...]
    cards: tuple[Mapping[str, str], ...]
    people: tuple[int, int] | None
    minutes: int
    steps: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()


def activity_from(row: Mapping[str, Any]) -> Activity:
    """An activity from its row in a published document."""
    people = row.get("people")
    return Activity(
        row["id"], row["step"], row["method"], tuple(map(Level, row["levels"])), tuple(row["roles"]),
        people=(min(people), max(people)) if people else None, minutes=row.get("minutes"),
    )  # fmt: skip


def said_activity(activity: Activity, said: Mapping[str, Any], minutes: int) -> SaidActivity:
    """An activity in its words; `minutes` are those of its step."""
    return SaidActivity(
        id=activity.id,
        title=said["title"],
        method=activity.method,
        how=said["how"],
        levels=tuple((each, said["levels"][each]) for each in activity.levels),
        cards=tuple(said["roles"][each] for each in activity.roles),
        people=activity.people,
        minutes=activity.minutes or minutes,
        steps=tuple(said.get("steps", ())),
        materials=tuple(said.get("materials", ())),
    )
