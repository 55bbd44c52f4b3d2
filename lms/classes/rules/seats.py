"""Seats, their numbers, and who is next in line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

OFFER_HELD = timedelta(hours=24)
SHORTEST_OFFER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SeatCount:
    """How full a class is. `guests` is the most make-up places booked in any one of its sessions."""

    capacity: int
    taken: int = 0
    offered: int = 0
    guests: int = 0
    waiting: int = 0

    @property
    def free(self) -> int:
        """Seats that anybody may take now."""
        return free_seats(capacity=self.capacity, taken=self.taken, offered=self.offered, guests=self.guests)


@dataclass(frozen=True, slots=True)
class InLine:
    """What decides somebody's place on a waiting list."""

    wait_id: int
    departs_on: date
    first_time: bool
    asked_at: datetime


def free_seats(*, capacity: int, taken: int, offered: int, guests: int = 0) -> int:
    """Seats nobody sits on and nobody was offered; a guest of a make-up needs a chair too."""
    return max(0, capacity - taken - offered - guests)


def next_number(taken: Iterable[int], capacity: int) -> int | None:
    """The lowest number of a seat that is not taken, or None."""
    occupied = set(taken)
    return next((number for number in range(1, capacity + 1) if number not in occupied), None)


def waiting_order(people: Iterable[InLine]) -> list[InLine]:
    """The nearest departure first; on one day those who go for the first time (E3); then who asked first."""
    return sorted(people, key=lambda one: (one.departs_on, not one.first_time, one.asked_at, one.wait_id))


def offer_deadline(at: datetime, class_starts: datetime) -> datetime | None:
    """Until when a freed seat is held for the one it is offered to: a day, but never more than half the time that
    is left, so that the next in line has a chance too. None when the class is too near for an offer."""
    held = min(OFFER_HELD, (class_starts - at) / 2)
    return at + held if held >= SHORTEST_OFFER else None
