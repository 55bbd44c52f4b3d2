"""How far somebody is in a lesson. Standard library only."""

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


def place(screens_read: int, screens: int) -> int:
    """The screen at which to go on, counted from 1: the first unread one; of a read lesson the first."""
    return 1 if screens_read >= screens else screens_read + 1


def is_open(screen: int, screens_read: int) -> bool:
    """Whether a screen may be opened: those already read, and the next one."""
    return screen <= screens_read + 1


def after_reading(screen: int, screens_read: int) -> int:
    """Screens read, from the first on, once `screen` is read too. Never goes back, never leaps over an unread one."""
    return screen if screen == screens_read + 1 else screens_read
