"""Seats of a room, licences of a provider. Standard library only."""

from datetime import date
from enum import StrEnum

LARGEST_CLASS = 25  # E69
LEAST_AREA = 0.8  # square metres a person: below it nobody is seated (E74)
GOOD_AREA = 1.0
LARGEST_ROOM = 1000


class Reason(StrEnum):
    """Why something about a centre is refused."""

    CODE_TAKEN = "code-taken"
    ROOM_TAKEN = "room-taken"
    ROOM_SMALL = "room-small"
    ROOM_HUGE = "room-huge"
    LICENCE_BACKWARDS = "licence-backwards"


class ProviderKind(StrEnum):
    """Who may train (D of Appendix 3)."""

    STATE = "state"
    NGO = "ngo"
    AGENCY = "agency"
    EMPLOYER = "employer"


class Licence(StrEnum):
    """How a provider's licence stands on a day."""

    HOLDS = "holds"
    ENDS_SOON = "ends-soon"
    NOT_YET = "not-yet"
    ENDED = "ended"


def seats_in(area: float) -> int:
    """How many people a room takes: one for each full square metre, at most a class (E69, E74)."""
    return min(LARGEST_CLASS, int(area / GOOD_AREA))


def most_in(area: float) -> int:
    """How many would still fit at the least area a person (E74): shown, never planned with."""
    return min(LARGEST_CLASS, int(round(area / LEAST_AREA, 6)))


def licence_holds(licensed_from: date, licensed_until: date | None, day: date) -> bool:
    """Whether a provider may train on a day."""
    return licensed_from <= day and (licensed_until is None or day <= licensed_until)


def licence_state(licensed_from: date, licensed_until: date | None, day: date) -> Licence:
    """How the licence stands; "ends soon" within 60 days, in time to renew it."""
    if day < licensed_from:
        return Licence.NOT_YET
    if licensed_until is not None and licensed_until < day:
        return Licence.ENDED
    return Licence.ENDS_SOON if licensed_until and (licensed_until - day).days <= 60 else Licence.HOLDS


def room_fault(area: float) -> Reason | None:
    """Why a room of this area is refused."""
    if area < GOOD_AREA:
        return Reason.ROOM_SMALL
    return Reason.ROOM_HUGE if area > LARGEST_ROOM else None
