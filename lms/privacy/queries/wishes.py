"""Reads of corrections asked for, and of holds."""

from sqlalchemy import select

from lms.core.database import db
from lms.privacy.models import CorrectionWish, LegalHold
from lms.registration import queries as registration


def open_wishes(registration_id: int) -> list[CorrectionWish]:
    """What somebody asked to be corrected and nobody has looked at yet, the oldest first."""
    return list(
        db.session.scalars(
            select(CorrectionWish)
            .where(CorrectionWish.registration_id == registration_id, CorrectionWish.settled_at.is_(None))
            .order_by(CorrectionWish.id)
        )
    )


def hold_on(registration_id: int) -> LegalHold | None:
    """The oldest hold that stands on a record, or on one that was made one with it."""
    theirs = (registration_id, *registration.merged_into(registration_id))
    return db.session.scalar(
        select(LegalHold)
        .where(LegalHold.registration_id.in_(theirs), LegalHold.lifted_at.is_(None))
        .order_by(LegalHold.id)
        .limit(1)
    )
