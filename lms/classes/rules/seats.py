"""Seats and their numbers. Standard library only."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeatCount:
    """How full a class is. `guests` is the most make-up places booked in any one of its sessions; `family` are those
    who come along to the joint blocks; `room` and `most` are how many people the smallest of its rooms takes, with one
    square metre for each and with the least that is allowed (E74)."""

    capacity: int
    taken: int = 0
    offered: int = 0
    guests: int = 0
    waiting: int = 0
    family: int = 0
    room: int = 1_000
    most: int = 1_000

    @property
    def people(self) -> int:
        """Everybody for whom there must be a chair."""
        return self.taken + self.offered + self.guests + self.family

    @property
    def free(self) -> int:
        """Seats that anybody may take now."""
        seats = free_seats(capacity=self.capacity, taken=self.taken, offered=self.offered, guests=self.guests)
        return min(seats, self.chairs)

    @property
    def chairs(self) -> int:
        """Chairs that are left in the room, for trainees or their families."""
        return max(0, self.room - self.people)

    @property
    def above(self) -> int:
        """Chairs that could still be put in, by somebody who permits it and says why."""
        return max(0, self.most - self.people)


def hard_capacity(*, planned: int, room: int, largest: int) -> int:
    """How many seats a class has: as many as planned, never more than the room or a class may hold (E69)."""
    return min(planned, room, largest)


def free_seats(*, capacity: int, taken: int, offered: int, guests: int = 0) -> int:
    """Seats nobody sits on and nobody was offered; a guest of a make-up needs a chair too."""
    return max(0, capacity - taken - offered - guests)


def next_number(taken: Iterable[int], capacity: int) -> int | None:
    """The lowest number of a seat that is not taken, or None."""
    occupied = set(taken)
    return next((number for number in range(1, capacity + 1) if number not in occupied), None)


def number_above(taken: Iterable[int], capacity: int) -> int:
    """The lowest number above the capacity that is not taken: the seat of somebody for whom a chair is put in."""
    occupied = set(taken)
    return next(number for number in range(capacity + 1, capacity + 2 + len(occupied)) if number not in occupied)
