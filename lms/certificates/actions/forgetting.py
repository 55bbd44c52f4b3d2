"""Forgetting whose an old certificate was."""

from sqlalchemy import update

from lms.certificates.models import Certificate
from lms.core.database import db


def forget_names(*, registration_id: int) -> None:
    """Take the names from certificates that have long expired. That they were issued, and for what, stays."""
    db.session.execute(
        update(Certificate).where(Certificate.registration_id == registration_id).values(name="—", latin_name="—")
    )
