"""Seats and equipment of rooms, kinds of places, who may train whom where. Standard library only."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from lms.curriculum.rules.module import Layout, ProviderKind

__all__ = ["Layout", "ProviderKind"]

LARGEST_CLASS = 25  # E69
LEAST_AREA = 0.8  # square metres a person: below it nobody is seated (E74)
GOOD_AREA = 1.0
LARGEST_ROOM = 1000
WARN_DAYS = 60  # a licence or a rental that ends is spoken of so many days before


class Reason(StrEnum):
    """Why something about a centre is refused, or why no class may be held there."""

    CODE_TAKEN = "code-taken"
    ROOM_TAKEN = "room-taken"
    ROOM_SMALL = "room-small"
    ROOM_HUGE = "room-huge"
    LICENCE_BACKWARDS = "licence-backwards"
    RENTAL_BACKWARDS = "rental-backwards"
    RENTAL_UNDATED = "rental-undated"
    HOURS_BACKWARDS = "hours-backwards"
    CLOSED_BACKWARDS = "closed-backwards"
    OTHER_DISTRICT = "jamoat-of-other-district"
    CLASSES_AHEAD = "place-has-classes"
    PUT_AWAY = "place-put-away"
    LICENCE_NOT_BEGUN = "licence-not-begun"
    LICENCE_ENDED = "licence-ended"
    OTHER_AUDIENCE = "licence-other-audience"
    OTHER_REGION = "licence-other-region"
    NOT_RENTED = "not-rented"
    CLOSED_DAYS = "closed-days"
    CLOSED_WEEKDAY = "closed-weekday"
    PUBLIC_HOLIDAY = "public-holiday"
    BEFORE_OPENING = "before-opening"
    AFTER_CLOSING = "after-closing"


class Audience(StrEnum):
    """Whom a provider may train."""

    MIGRANT = "migrant"
    FAMILY = "family"
    RETURNED = "returned"
    YOUNG = "young"
    TRAINER = "trainer"


class Tenure(StrEnum):
    """Whether a centre stays where it is (E76, E110)."""

    PERMANENT = "permanent"
    RENTED = "rented"
    MOBILE = "mobile"


class Equipment(StrEnum):
    """What a training room has (E77)."""

    WHITEBOARD = "whiteboard"
    SPEAKERS = "speakers"
    MULTIMEDIA = "multimedia"
    COMPUTER = "computer"
    SCREEN = "screen"
    MOVABLE_DESKS = "movable-desks"
    CUPBOARD = "cupboard"


class Licence(StrEnum):
    """How a provider's licence stands on a day."""

    HOLDS = "holds"
    ENDS_SOON = "ends-soon"
    NOT_YET = "not-yet"
    ENDED = "ended"


class DueKind(StrEnum):
    """What falls due at a centre."""

    LICENCE = "licence"
    RENTAL = "rental"


@dataclass(frozen=True, slots=True)
class Due:
    """Something that ended or ends soon: the licence of a provider or the rental of a centre."""

    kind: DueKind
    thing_id: int
    names: Mapping[str, str]
    on: date


class Licensed(Protocol):
    """What a licence says; nobody and nowhere named means everybody and everywhere."""

    licensed_from: date
    licensed_until: date | None
    audiences: Collection[str]
    regions: Collection[str]


@dataclass(frozen=True, slots=True)
class Away:
    """Where a borrowed place lies that is no room of its centre: a school or a house of culture out in a jamoat, to
    which the centre goes for a class (E110)."""

    region: str
    district: str
    jamoat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """What kind of place a centre is, and what people find there."""

    tenure: Tenure = Tenure.PERMANENT
    rented_from: date | None = None
    rented_until: date | None = None
    prayer_room: bool = False
    child_corner: bool = False
    step_free: bool = False

    def fault(self) -> Reason | None:
        """Why it cannot be so: a rental has dates, in order."""
        if self.tenure is Tenure.RENTED and self.rented_from is None:
            return Reason.RENTAL_UNDATED
        backwards = self.rented_from and self.rented_until and self.rented_until < self.rented_from
        return Reason.RENTAL_BACKWARDS if backwards else None

    def is_had(self, day: date) -> bool:
        """Whether the place can be used on a day: a rented one only while it is rented."""
        if self.tenure is not Tenure.RENTED:
            return True
        return (self.rented_from or day) <= day <= (self.rented_until or day)


def seats_in(area: float) -> int:
    """How many people a room takes: one for each full square metre, at most a class (E69, E74)."""
    return min(LARGEST_CLASS, int(area / GOOD_AREA))


def chairs_in(area: float) -> int:
    """How many chairs a room has place for, a class and the families of the joint blocks together."""
    return int(area / GOOD_AREA)


def most_in(area: float) -> int:
    """How many would still fit at the least area a person (E74): shown, never planned with."""
    return min(LARGEST_CLASS, int(round(area / LEAST_AREA, 6)))


def is_bare_number(name: str) -> bool:
    """Whether a room is called by its number alone ("1", "12а"): nobody understands it without the word before it."""
    return re.fullmatch(r"\d+\w?", name.strip()) is not None


def gaps_in(equipment: Collection[str], tenure: str) -> list[Equipment]:
    """What a room lacks of E77; only a permanent centre needs a cupboard that locks."""
    needed = [each for each in Equipment if each is not Equipment.CUPBOARD or tenure == Tenure.PERMANENT]
    return [each for each in needed if each not in equipment]


def layouts_missing(
    asked: Iterable[Collection[Layout]], layouts: Collection[str], equipment: Collection[str]
) -> list[Layout]:
    """How the chairs should stand and cannot (E75); of several ways that would do, the first one is named. Where
    nothing is recorded they stand in rows, unless the desks can be moved."""
    possible = set(layouts) or (set(Layout) if Equipment.MOVABLE_DESKS in equipment else {Layout.ROWS})
    return [ways[0] for ways in dict.fromkeys(map(tuple, asked)) if not possible & set(ways)]


def licence_holds(licensed_from: date, licensed_until: date | None, day: date) -> bool:
    """Whether a provider may train on a day."""
    return licensed_from <= day and (licensed_until is None or day <= licensed_until)


def licence_state(licensed_from: date, licensed_until: date | None, day: date) -> Licence:
    """How the licence stands; "ends soon" within 60 days, in time to renew it."""
    if day < licensed_from:
        return Licence.NOT_YET
    if licensed_until is not None and licensed_until < day:
        return Licence.ENDED
    return Licence.ENDS_SOON if licensed_until and (licensed_until - day).days <= WARN_DAYS else Licence.HOLDS


def may_train(provider: Licensed, audience: str, region: str, day: date) -> list[Reason]:
    """Why a provider may not train this audience in this region on a day; empty: may."""
    found = []
    if day < provider.licensed_from:
        found.append(Reason.LICENCE_NOT_BEGUN)
    elif not licence_holds(provider.licensed_from, provider.licensed_until, day):
        found.append(Reason.LICENCE_ENDED)
    if provider.audiences and audience not in provider.audiences:
        found.append(Reason.OTHER_AUDIENCE)
    if provider.regions and region not in provider.regions:
        found.append(Reason.OTHER_REGION)
    return found


def room_fault(area: float) -> Reason | None:
    """Why a room of this area is refused."""
    if area < GOOD_AREA:
        return Reason.ROOM_SMALL
    return Reason.ROOM_HUGE if area > LARGEST_ROOM else None
