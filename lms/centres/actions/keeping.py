"""Saving rows that two people may save in the same moment."""

from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from lms.centres import queries
from lms.centres.models import Centre, Provider, Room
from lms.centres.rules import Away, Reason
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


def refuse_other_district(place: Away) -> None:
    """Raises NotThere when there is no such jamoat, and Refused(OTHER_DISTRICT) when it is one of another district."""
    if place.jamoat_id is not None:
        jamoat = queries.jamoat(place.jamoat_id)
        if (jamoat.region, jamoat.district) != (place.region, place.district):
            raise Refused(Reason.OTHER_DISTRICT)


def held(table: type[Kept], row_id: int) -> Kept:
    """The row as it is now, until the transaction ends. Raises NotThere."""
    found = get_row(table, row_id, to_change=True)
    if found is None:
        raise NotThere
    return found
