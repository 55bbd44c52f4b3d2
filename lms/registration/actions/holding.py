"""Holding a record: whoever else would change it waits until the transaction has ended."""

from sqlalchemy import select

from lms.core.database import db, get_row
from lms.core.errors import NotThere
from lms.registration.models import Journey, Registration


def hold(registration_id: int) -> Registration:
    """The record, with its journeys, as it is now. Raises NotThere."""
    found = get_row(Registration, registration_id, to_change=True)
    if found is None:
        raise NotThere
    own = select(Journey).where(Journey.registration_id == registration_id)
    db.session.scalars(own.execution_options(populate_existing=True)).all()
    return found
