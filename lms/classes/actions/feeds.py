"""Giving out and withdrawing the address of a timetable."""

from datetime import datetime

from lms.accounts.actions import record
from lms.classes.models import CalendarFeed
from lms.classes.queries import feeds
from lms.classes.rules.feeds import Whose
from lms.core import chance
from lms.core.database import db
from lms.core.encryption import index_of

SECRET_LENGTH = 32  # 160 bits


def open_feed(*, whose: Whose, subject_id: int, language: str, by: int | None, at: datetime) -> CalendarFeed:
    """A new address for a timetable; the one before answers no more."""
    withdraw_feed(whose=whose, subject_id=subject_id, by=by, at=at)
    secret = chance.letters(SECRET_LENGTH)
    made = CalendarFeed(
        whose=whose.value, subject_id=subject_id, language=language, secret=secret, secret_index=index_of(secret),
        made_at=at, made_by_id=by,
    )  # fmt: skip
    db.session.add(made)
    record(action="calendar-opened", kind=whose.value, subject=subject_id, by=by, at=at)
    db.session.flush()
    return made


def withdraw_feed(*, whose: Whose, subject_id: int, by: int | None, at: datetime) -> None:
    """Close the address of a timetable, if it has one."""
    if found := feeds.open_feed_of(whose, subject_id, to_change=True):
        found.withdrawn_at = at
        record(action="calendar-withdrawn", kind=whose.value, subject=subject_id, by=by, at=at)
        db.session.flush()
