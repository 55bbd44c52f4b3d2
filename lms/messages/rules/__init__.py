"""How a message travels, what becomes of it, and how often it is tried. Standard library only."""

from datetime import timedelta
from enum import StrEnum

MOST_TRIES = 8
FIRST_PAUSE = timedelta(minutes=2)
# How long a worker has for what it took out, and how long one message may take on a line that just does not fall
# silent: a mail server may take its time over each of a dozen steps. What a worker has no time for any more it puts
# back: what is still being sent is not sent by another worker too.
LEASE, LONGEST, BATCH, LONGEST_TIMEOUT = timedelta(minutes=5), timedelta(minutes=4), 10, 20.0
DEAD_LINE = 3  # so many messages in a row without an answer: the line is down, not the messages bad
# Whom a message is for that is not for somebody registered: before the number of an account, or of a guest of a class
# who has none.
STAFF, GUEST = "staff-", "guest-"


class Channel(StrEnum):
    """How a message reaches somebody; a printed slip is handed over at the desk."""

    SMS = "sms"
    EMAIL = "email"
    PRINT = "print"


class State(StrEnum):
    """What became of a message."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # it could not be sent: somebody must phone, or print it
    LATE = "late"  # it was not sent before it lost its sense
    WITHDRAWN = "withdrawn"  # what it said is not true any more
    PRINTED = "printed"
    TOLD = "told"


class Fault(StrEnum):
    """Why a message could not be sent."""

    NO_ANSWER = "no-answer"
    REFUSED = "refused"


class Undeliverable(Exception):
    """The line said that it will never deliver this message. Says nothing of what the line answered: answers quote
    addresses."""


def pause_after(tries: int) -> timedelta:
    """How long a message is left alone after so many tries in vain: twice as long each time, so that a dead line is
    not rung all night."""
    return FIRST_PAUSE * 2 ** max(0, tries - 1)


def staff_key(user_id: int) -> str:
    """Whom a message to a colleague is for."""
    return f"{STAFF}{user_id}"


def guest_key(trainer_id: int) -> str:
    """Whom a message to a guest is for who has no account to be reached by."""
    return f"{GUEST}{trainer_id}"
