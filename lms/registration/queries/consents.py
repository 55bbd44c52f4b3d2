"""Reads of what people allow."""

from sqlalchemy import ColumnElement, Select, func, select

from lms.core.database import db
from lms.registration.models import Registration
from lms.registration.models.consents import Consent, EntryCheck
from lms.registration.rules.consents import ALLOWED_UNTIL_REFUSED, Purpose


def allowed(registration_id: int) -> dict[Purpose, bool]:
    """Each purpose, and whether somebody allows it now."""
    said = db.session.execute(
        select(Consent.purpose, Consent.given).where(Consent.registration_id == registration_id).order_by(Consent.id)
    )
    now = dict(map(tuple, said))  # also what was asked for once and is no more
    return {each: now.get(each, each in ALLOWED_UNTIL_REFUSED) for each in Purpose}


def last_word(registration_id: int, purpose: Purpose) -> bool | None:
    """What somebody said last to this; None when nothing yet."""
    said = select(Consent.given).where(Consent.registration_id == registration_id, Consent.purpose == purpose)
    return db.session.scalar(said.order_by(Consent.id.desc()).limit(1))


def refused(purpose: Purpose) -> set[int]:
    """The registrations whose last word on this purpose is no."""
    return set(db.session.scalars(_whose_last_word_is(purpose, given=False)))


def may_be_asked(registration_id: int, purpose: Purpose = Purpose.FOLLOW_UP) -> bool:
    """Whether somebody has said neither yes nor no to this yet: who has is not asked again."""
    return last_word(registration_id, purpose) is None


def allowing(purpose: Purpose) -> ColumnElement[bool]:
    """The condition for those who allow this now: nobody else stands on a list that is made for it."""
    if purpose in ALLOWED_UNTIL_REFUSED:
        return Registration.id.not_in(_whose_last_word_is(purpose, given=False))
    return Registration.id.in_(_whose_last_word_is(purpose, given=True))


def _whose_last_word_is(purpose: Purpose, *, given: bool) -> Select[tuple[int]]:
    last = select(func.max(Consent.id)).where(Consent.purpose == purpose).group_by(Consent.registration_id)
    return select(Consent.registration_id).where(Consent.id.in_(last), Consent.given.is_(given))


def entry_check(registration_id: int) -> EntryCheck | None:
    """What is noted of whether somebody looked if the country is closed to them."""
    return db.session.scalar(select(EntryCheck).where(EntryCheck.registration_id == registration_id))
