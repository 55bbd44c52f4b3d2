"""People who came without being on the roll, as a phone wrote them down."""

from datetime import datetime

from sqlalchemy import select

from lms.accounts.actions import record
from lms.attendance import queries
from lms.attendance.actions.opening import held, opened
from lms.attendance.models import WalkIn
from lms.attendance.rules import Reason, believable
from lms.classes import actions as classes
from lms.classes import queries as seats
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.registration import queries as registration


def take_walk_in(
    *, session_id: int, client_id: str, number: str, device: str, said_at: datetime, by: int | None, at: datetime
) -> WalkIn:
    """Give a seat to the person with this registration number; if that cannot be, keep that the person came, with the
    reason, for an officer to look after. Taking it in twice is taking it in once. Raises what `open_roll_call` does."""
    session = held(session_id)
    opened(session, by=by, at=at)
    known = db.session.scalar(select(WalkIn).where(WalkIn.client_id == client_id))
    if known:
        return known
    made = WalkIn(
        client_id=client_id, session_id=session_id, number=number, device=device, said_at=said_at, received_at=at,
        received_by_id=by,
    )  # fmt: skip
    enrolment_id = queries.enrolment_with_number(number, session)
    came = said_at if believable(said_at, session.starts_at, session.ends_at, at) else at
    if enrolment_id is None:
        lost = registration.is_retired(number)
        made.refused = (Reason.CARD_LOST if lost else Reason.NUMBER_UNKNOWN).value
    else:
        made.enrolment_id = enrolment_id
        made.refused = _seat(session.class_id, session_id, enrolment_id, by=by, at=came)
    made.settled_at = None if made.refused else at
    db.session.add(made)
    db.session.flush()
    return made


def settle_walk_in(*, walk_in_id: int, session_id: int, by: int | None, at: datetime) -> None:
    """Say that the matter is looked after: the person has a seat now, or was sent home with another date."""
    found = db.session.get(WalkIn, walk_in_id)
    if found is None or found.session_id != session_id:
        raise NotThere
    if found.settled_at is None:
        found.settled_at, found.settled_by_id = at, by
        record(action="walk-in-settled", kind="class-session", subject=session_id, by=by, at=at)
    db.session.flush()


def _seat(class_id: int, session_id: int, enrolment_id: int, *, by: int | None, at: datetime) -> str | None:
    """Why there is no seat, or None when there is."""
    if enrolment_id in seats.roster(session_id) or enrolment_id in queries.marks_of(session_id):
        return None
    try:
        with db.session.begin_nested():
            classes.seat_walk_in(enrolment_id=enrolment_id, class_id=class_id, by=by, at=at)
    except Refused as refused:
        return refused.reason.value
    return None
