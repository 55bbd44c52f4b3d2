"""How far somebody is in a lesson. Standard library only."""

from collections.abc import Collection
from enum import StrEnum


class State(StrEnum):
    """How far a lesson is read."""

    NOT_STARTED = "not-started"
    STARTED = "started"
    READ = "read"


def state_of(screens_read: int, screens: int) -> State:
    """The state of a lesson of `screens` screens of which the first `screens_read` were read."""
    if screens_read >= screens:
        return State.READ
    return State.STARTED if screens_read else State.NOT_STARTED


def next_unread(screens_read: int, screens: int, not_needed: Collection[int] = ()) -> int:
    """The first screen, counted from 1, that is neither read nor left out as known; one past the last when there is
    none (E157)."""
    left = (each for each in range(screens_read + 1, screens + 1) if each not in not_needed)
    return next(left, screens + 1)


def place(screens_read: int, screens: int, not_needed: Collection[int] = ()) -> int:
    """The screen at which to go on, counted from 1: the first unread one that is needed; of a read lesson the first."""
    found = next_unread(screens_read, screens, not_needed)
    return 1 if found > screens else found


def is_open(screen: int, screens_read: int, screens: int, not_needed: Collection[int] = ()) -> bool:
    """Whether a screen may be opened: those already read, those before the next one, and that."""
    return screen <= next_unread(screens_read, screens, not_needed)


def after_reading(screen: int, screens_read: int, screens: int, not_needed: Collection[int] = ()) -> int:
    """Screens done with, from the first on, once `screen` is read too. Never goes back, never leaps over one that is
    needed and unread; behind the last one that is needed the lesson is read."""
    done = screen if screens_read < screen <= next_unread(screens_read, screens, not_needed) else screens_read
    return screens if next_unread(done, screens, not_needed) > screens else done


def pages_left(screens_read: int, screens: int, not_needed: Collection[int] = ()) -> int:
    """How many screens are to be read yet."""
    return sum(each not in not_needed for each in range(screens_read + 1, screens + 1))


def minutes_for(minutes: int, pages: int, screens: int) -> int:
    """How long `pages` of a lesson's `screens` take, when all take `minutes`: rounded up, none for none."""
    return -(-minutes * pages // screens) if screens else 0
