"""Saving rows that two people may save in the same moment."""

from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from lms.centres.models import Centre, Provider, Room
from lms.centres.rules import Reason
from lms.core.database import db, get_row
from lms.core.errors import NotThere, Refused

Kept = TypeVar("Kept", Provider, Centre, Room)


def add(made: Provider | Centre | Room, *, otherwise: Reason) -> None:
    """Save a new row; the same form sent twice in the same moment is refused with `otherwise`."""
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise Refused(otherwise) from None


def held(table: type[Kept], row_id: int) -> Kept:
    """The row as it is now, until the transaction ends. Raises NotThere."""
    found = get_row(table, row_id, to_change=True)
    if found is None:
        raise NotThere
    return found
