"""How a message travels, and how often it is tried. Standard library only."""

from datetime import timedelta
from enum import StrEnum

MOST_TRIES = 8
LEASE = timedelta(minutes=2)


class Channel(StrEnum):
    """How a message reaches somebody; a printed slip is handed over at the desk and waits for nobody."""

    SMS = "sms"
    EMAIL = "email"
    PRINT = "print"


def lease_after(tries: int) -> timedelta:
    """How long a message is left alone after this many tries: twice as long each time, so that a dead line is not
    rung all night."""
    return LEASE * 2 ** max(0, tries - 1)
