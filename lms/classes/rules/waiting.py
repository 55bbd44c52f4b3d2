"""The waiting list of a class as a state machine. Standard library only.

Somebody waits; is offered a seat, which is held until a deadline; and is out of line: accepted, declined, lapsed, left.
After whatever happens to a class or to its list, `advance` says what follows: whose offer has lapsed, and who is asked
now. There is no other way to a seat that somebody waits for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

OFFER_HELD = timedelta(hours=24)
SHORTEST_OFFER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Waiter:
    """Somebody in line. `able`: the class still ends before the departure, is for this person, and does not clash.
    `repeats`: a course taken before still holds when this person leaves, so that this one is of their own wish (E3).
    `family` come along from the class in which this person has a seat so far; each needs a chair."""

    wait_id: int
    departs_on: date
    first_time: bool
    asked_at: datetime
    able: bool = True
    offered_until: datetime | None = None
    family: int = 0
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A waiting list. `chairs` are the seats of the class on which nobody sits, those offered among them; `room` as
    many chairs as there is place for in its room beside those who sit there."""

    chairs: int
    starts: datetime
    waiters: tuple[Waiter, ...] = ()
    room: int = 1_000

    @property
    def free(self) -> int:
        """Seats that are neither taken nor offered."""
        return max(0, self.chairs - sum(each.offered_until is not None for each in self.waiters))


@dataclass(frozen=True, slots=True)
class Step:
    """What follows now: the waits whose offer nobody answered in time, and until when seats are held for whom."""

    lapsed: tuple[int, ...]
    offers: tuple[tuple[int, datetime], ...]
    line: Line


def waiting_order(people: Iterable[Waiter]) -> list[Waiter]:
    """The nearest departure first; on one day those for whom the course is due before those who repeat it (E3), and of
    these who goes for the first time; then who asked first."""
    return sorted(people, key=_turn)


def _turn(one: Waiter) -> tuple:
    return one.departs_on, one.repeats, not one.first_time, one.asked_at, one.wait_id


def offer_deadline(told_at: datetime, class_starts: datetime) -> datetime | None:
    """Until when a freed seat is held for the one it is offered to: a day from when it may be told, but never more than
    half the time that is left, so that the next in line has a chance too. None when the class is too near for an
    offer."""
    held = min(OFFER_HELD, (class_starts - told_at) / 2)
    return told_at + held if held >= SHORTEST_OFFER else None


def advance(line: Line, at: datetime, *, told_at: datetime) -> Step:
    """Silence passes an offer on; every seat that is free is offered to the first in line who can come with the family.
    `told_at` is when the message may go: at once, or when the quiet hours end, so that no offer lapses in the night it
    was made."""
    lapsed = tuple(each.wait_id for each in line.waiters if each.offered_until is not None and each.offered_until <= at)
    left = replace(line, waiters=tuple(each for each in line.waiters if each.wait_id not in lapsed))
    until = offer_deadline(told_at, line.starts)
    if until is None:
        return Step(lapsed, (), left)
    asked = _asked(left)
    waiters = tuple(
        replace(each, offered_until=until) if each.wait_id in asked else each for each in left.waiters
    )
    return Step(lapsed, tuple((each, until) for each in asked), replace(left, waiters=waiters))


def _asked(line: Line) -> tuple[int, ...]:
    room = line.room - sum(1 + each.family for each in line.waiters if each.offered_until is not None)
    asked: list[int] = []
    for each in waiting_order(line.waiters):
        if len(asked) == line.free:
            break
        if each.able and each.offered_until is None and 1 + each.family <= room:
            asked.append(each.wait_id)
            room -= 1 + each.family
    return tuple(asked)


def joined(line: Line, waiter: Waiter) -> Line:
    """Somebody asks for a seat; asking twice is waiting once."""
    known = any(each.wait_id == waiter.wait_id for each in line.waiters)
    return line if known else replace(line, waiters=(*line.waiters, waiter))


def without(line: Line, wait_id: int) -> Line:
    """Somebody declines, or leaves the line: a seat held for them is free."""
    return replace(line, waiters=tuple(each for each in line.waiters if each.wait_id != wait_id))


def holds_offer(line: Line, wait_id: int, at: datetime) -> bool:
    """Whether a seat is held for this person now."""
    return any(
        each.wait_id == wait_id and each.offered_until is not None and at < each.offered_until
        for each in line.waiters
    )


def accepted(line: Line, wait_id: int, at: datetime) -> Line | None:
    """The person sits down on the seat that was held; None when none is held any more."""
    if not holds_offer(line, wait_id, at):
        return None
    return replace(without(line, wait_id), chairs=line.chairs - 1)
