"""Counting what is opened."""

from contextlib import suppress
from datetime import date

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError, OperationalError

from lms.core.database import db, noting
from lms.curriculum.models import OpenedCount
from lms.curriculum.rules.opened import What


def count_opened_while_reading(*, what: What, key: str, on: date) -> None:
    """Count an opening from the page that is opened; ends the transaction in which it was read. A page is worth more
    than its count: where another writer keeps the database too long, this one is not counted."""
    with suppress(OperationalError), noting():
        count_opened(what=what, key=key, on=on)


def count_opened(*, what: What, key: str, on: date) -> None:
    """Count one more opening in the month of a day (E72). Takes no `by`: nobody can find out who it was."""
    one = {"month": on.replace(day=1), "what": what.value, "key": key}
    more = update(OpenedCount).filter_by(**one).values(count=OpenedCount.count + 1)
    if db.session.execute(more).rowcount:
        return
    try:
        with db.session.begin_nested():
            db.session.execute(insert(OpenedCount).values(**one, count=1))
    except IntegrityError:  # somebody else opened the first one meanwhile
        db.session.execute(more)
