"""Reads of what people allow."""

from sqlalchemy import func, select

from lms.core.database import db
from lms.registration.models.consents import Consent, EntryCheck
from lms.registration.rules.consents import ALLOWED_UNTIL_REFUSED, Purpose


def allowed(registration_id: int) -> dict[Purpose, bool]:
    """Each purpose, and whether somebody allows it now."""
    said = db.session.execute(
        select(Consent.purpose, Consent.given).where(Consent.registration_id == registration_id).order_by(Consent.id)
    )
    now = {Purpose(purpose): given for purpose, given in said}
    return {each: now.get(each, each in ALLOWED_UNTIL_REFUSED) for each in Purpose}


def refused(purpose: Purpose) -> set[int]:
    """The registrations whose last word on this purpose is no."""
    last = select(func.max(Consent.id)).where(Consent.purpose == purpose).group_by(Consent.registration_id)
    return set(
        db.session.scalars(select(Consent.registration_id).where(Consent.id.in_(last), Consent.given.is_(False)))
    )


def entry_check(registration_id: int) -> EntryCheck | None:
    """What is noted of whether somebody looked if the country is closed to them."""
    return db.session.scalar(select(EntryCheck).where(EntryCheck.registration_id == registration_id))
