"""A trainer's day: what to look after before it, who takes a question on, what may go wrong. Standard library only."""

from collections.abc import Collection, Iterable
from enum import StrEnum


class Item(StrEnum):
    """What to look at in the room before people come (E77)."""

    CHAIRS = "chairs"
    BOARD = "board"
    SCREEN = "screen"
    SOUND = "sound"
    POWER = "power"
    LIGHT = "light"
    WATER = "water"
    TOILET = "toilet"
    FIRST_AID = "first-aid"
    WAYS_OUT = "ways-out"
    CHILD_CORNER = "child-corner"
    PRAYER_ROOM = "prayer-room"
    SHEETS = "sheets"
    CARDS = "cards"


class PassedTo(StrEnum):
    """Who answers a question that the trainer cannot."""

    CENTRE = "centre"
    MINISTRY = "ministry"
    CONSULATE = "consulate"
    LAWYER = "lawyer"


class IncidentKind(StrEnum):
    """What kind of thing went wrong."""

    HEALTH = "health"
    SAFETY = "safety"
    QUARREL = "quarrel"
    ROOM = "room"
    PAYMENT = "payment"
    OTHER = "other"


def known(items: Iterable[str], materials: int) -> list[str]:
    """Those of `items` that can be ticked: things of the room, and so many materials ("material-0" and on)."""
    possible = {item.value for item in Item} | {f"material-{number}" for number in range(materials)}
    return sorted(possible & set(items))


def missing(done: Collection[str]) -> list[Item]:
    """What nobody has looked at yet."""
    return [item for item in Item if item.value not in done]
