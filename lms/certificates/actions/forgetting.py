"""Forgetting whose an old certificate was."""

from sqlalchemy import delete, select

from lms.certificates.models import Certificate, NamesSaid
from lms.core.database import db
from lms.registration.actions.forgetting import NOBODY


def forget_names(*, registration_id: int) -> None:
    """Take the names and the number from certificates that have long expired, and what was said about the names. That
    they were issued, and for what, stays."""
    db.session.execute(delete(NamesSaid).where(NamesSaid.registration_id == registration_id))
    for each in db.session.scalars(select(Certificate).where(Certificate.registration_id == registration_id)):
        each.name = each.latin_name = NOBODY
        each.evidence = {**each.evidence, "registration_number": ""}
    db.session.flush()
