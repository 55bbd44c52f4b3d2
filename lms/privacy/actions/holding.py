"""Keeping a record although its time is over."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.core.database import db, get_row
from lms.core.errors import NotThere, Refused
from lms.privacy import queries
from lms.privacy.models import LegalHold
from lms.privacy.rules.reasons import LONGEST_REASON, fault_of
from lms.registration.models import Registration


def place_hold(*, registration_id: int, reason: str, by: int, at: datetime) -> None:
    """Keep a record from being erased until somebody lets it go; one hold at a time. Raises Refused(WORDS_MISSING or
    TOO_LONG), NotThere when it is erased."""
    reason = reason.strip()
    if wrong := fault_of(reason, LONGEST_REASON):
        raise Refused(wrong, longest=LONGEST_REASON)
    found = get_row(Registration, registration_id, to_change=True)
    if found is None or found.erased_at:  # in this very moment: whoever erases records locks them first
        raise NotThere
    try:
        with db.session.begin_nested():
            db.session.add(
                LegalHold(registration_id=registration_id, reason=reason, placed_at=at, placed_by_id=by)
            )
    except IntegrityError:  # it is held already
        return
    trail.note(what=Deed.HELD, person=registration_id, by=by, at=at, of="hold-placed")


def lift_hold(*, registration_id: int, by: int, at: datetime) -> None:
    """Let it go; what is not held stays as it is."""
    found = queries.hold_on(registration_id)
    if found:
        found.lifted_at, found.lifted_by_id = at, by
        db.session.flush()
        trail.note(what=Deed.HELD, person=registration_id, by=by, at=at, of="hold-lifted")
