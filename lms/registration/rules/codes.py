"""Codes by SMS for a new PIN. Standard library only."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

CODE_LENGTH, MOST_TRIES, MOST_CODES = 6, 20, 3  # from one address fewer: see accounts.rules.Door.CODE
CODE_LIVES, HOUR = timedelta(hours=12), timedelta(hours=1)  # in quiet hours an SMS waits for the morning


class Reason(StrEnum):
    """Why no new PIN is set."""

    CODE_WRONG = "code-wrong"


def may_send(before: Sequence[datetime], at: datetime) -> bool:
    """Whether one more code goes out to somebody: at most three an hour."""
    return sum(each > at - HOUR for each in before) < MOST_CODES


def is_open(*, expires_at: datetime, used_at: datetime | None, tries: int, at: datetime) -> bool:
    """Whether a code may still be tried."""
    return used_at is None and at < expires_at and tries < MOST_TRIES
