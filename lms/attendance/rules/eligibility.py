"""What somebody can still reach before leaving. Standard library only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lms.attendance.rules import Standing


@dataclass(frozen=True, slots=True)
class Chance:
    """The next session in which a block can be made up: the centre's name per language, and when."""

    block: str
    centre: Mapping[str, str]
    starts: datetime


@dataclass(frozen=True, slots=True)
class Eligibility:
    """How far somebody is, the soonest chance to make something up, and the blocks that nobody teaches any more, as
    planned now, before the departure: with one of them not everything can be attended."""

    standing: Standing
    next: Chance | None
    out_of_reach: tuple[str, ...]
    departs_on: date | None  # none for a course that is taken after it


def eligible(
    found: Standing, unbooked: Iterable[str], chances: Mapping[str, Chance], *, departs_on: date | None
) -> Eligibility:
    """What somebody with this standing can still reach (E19). `unbooked` are the blocks neither attended nor booked;
    `chances` is the soonest session for each of them that has one."""
    missing = [chances[block] for block in found.missing if block in chances]
    return Eligibility(
        found,
        min(missing, key=lambda each: each.starts, default=None),
        tuple(block for block in unbooked if departs_on and block not in chances),
        departs_on,
    )
