"""Guests of a block, who come besides its trainer (E95)."""

from datetime import datetime

from lms.accounts.actions import record
from lms.classes import queries
from lms.classes.actions.locks import hold_classes
from lms.classes.queries import tellers
from lms.classes.rules import Reason
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.trainers import queries as trainers


def invite_guest(*, session_id: int, guest_id: int, by: int | None, at: datetime) -> None:
    """Book a guest for a block that is still to come; one who was booked before is not any more. Whoever is booked
    already stays, whatever became of their authorisation since.

    Raises NotThere when they may not tell of anything in it, and Refused(BEGUN, CANCELLED or GUEST_BUSY)."""
    trainers.hold([guest_id])
    found = queries.session(session_id)
    hold_classes({found.class_id})
    if found.guest_id == guest_id:
        return
    if not tellers.may_tell(trainers.trainer(guest_id), found):
        raise NotThere
    if found.cancelled_at:
        raise Refused(Reason.CANCELLED)
    if found.starts_at <= at:
        raise Refused(Reason.BEGUN)
    if tellers.is_busy(guest_id, found):
        raise Refused(Reason.GUEST_BUSY)
    found.guest_id = guest_id
    db.session.flush()
    record(action="guest-invited", kind="session", subject=session_id, by=by, at=at)


def call_guest_off(*, session_id: int, by: int | None, at: datetime) -> None:
    """Nobody comes as a guest to this block any more. Raises NotThere."""
    found = queries.session(session_id)
    hold_classes({found.class_id})
    if found.guest_id is not None:
        found.guest_id = None
        db.session.flush()
        record(action="guest-called-off", kind="session", subject=session_id, by=by, at=at)
