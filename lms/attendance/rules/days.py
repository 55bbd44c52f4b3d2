"""A trainer's day: what to look after before it, who takes a question on, what may go wrong. Standard library only."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum


class Item(StrEnum):
    """What to look at in every room before people come, whatever its equipment (E77)."""

    CHAIRS = "chairs"
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


class Material(StrEnum):
    """With what a block was taught: material for information, education and communication (E65)."""

    BOOKLET = "booklet"
    ROLE_CARDS = "role-cards"
    FLIP_CHART = "flip-chart"
    POSTER = "poster"
    PICTURES = "pictures"
    FILM = "film"
    SOUND = "sound"
    SAMPLES = "samples"
    PHONE = "phone"


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


THING, MATERIAL = "equipment-{}", "material-{}"


def checklist(equipment: Iterable[str], *, child_corner: bool, prayer_room: bool) -> list[str]:
    """What to look at in a room before people come, by key: the equipment that it has (E77), then the room itself; a
    child corner and a prayer room only where there are any."""
    not_here = {Item.CHILD_CORNER: not child_corner, Item.PRAYER_ROOM: not prayer_room}
    things = [THING.format(each) for each in dict.fromkeys(equipment)]
    return [*things, *(each.value for each in Item if not not_here.get(each))]


def minutes_between(began: datetime, ended: datetime) -> int:
    """How many minutes a block really took, by the two times that people read: 8:31–9:41 are 70, whatever the seconds
    (E99)."""
    return (ended.replace(second=0, microsecond=0) - began.replace(second=0, microsecond=0)) // timedelta(minutes=1)


def known(items: Iterable[str], listed: Iterable[str], materials: int) -> list[str]:
    """Those of `items` that can be ticked: what is listed, and so many materials."""
    return sorted({*listed, *to_bring(materials)} & set(items))


def to_bring(materials: int) -> list[str]:
    """What a trainer brings along, by key: so many materials."""
    return [MATERIAL.format(number) for number in range(materials)]


def missing(listed: Iterable[str], done: Collection[str]) -> list[str]:
    """What nobody has looked at yet."""
    return [each for each in listed if each not in done]


def of_room(done: Iterable[str]) -> list[str]:
    """Those of the things looked after that are the room's own: not what a trainer brings along."""
    return [each for each in done if not each.startswith(MATERIAL.format(""))]
