"""A session held for a roll call, and the roll call itself."""

from datetime import datetime

from sqlalchemy import select

from lms.attendance import queries
from lms.attendance.models import RollCall
from lms.attendance.rules import Reason, is_too_early
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.core import clock
from lms.core.database import db, held_anew
from lms.core.errors import NotThere, Refused


def held(session_id: int) -> ClassSession:
    """The session, held until the end of the transaction: two phones that send at once wait for each other."""
    db.session.execute(held_anew(select(ClassSession.id).where(ClassSession.id == session_id), key_share=True))
    session = classes.session(session_id)
    if session.block is None:
        raise NotThere
    return session


def hold_class(class_id: int) -> None:
    """Hold a class until the end of the transaction: two who note something of it at once wait for each other."""
    wanted = select(TrainingClass.id).where(TrainingClass.id == class_id)
    db.session.execute(held_anew(wanted, key_share=True))


def opened(session: ClassSession, *, by: int | None, at: datetime) -> RollCall:
    """Its roll call, opened if it was not. Raises Refused(TOO_EARLY, CLASS_CANCELLED)."""
    if session.cancelled_at is not None:
        raise Refused(Reason.CLASS_CANCELLED)
    held_on = clock.local(session.starts_at).date()
    if is_too_early(clock.local(at).date(), held_on):
        raise Refused(Reason.TOO_EARLY, date=held_on)
    found = queries.roll_call(session.id)
    if found is None:
        found = RollCall(session_id=session.id, opened_at=at, opened_by_id=by)
        db.session.add(found)
        db.session.flush()
    return found
