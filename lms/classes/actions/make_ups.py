"""A place in one session, for a block missed elsewhere."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from lms.accounts.actions import record
from lms.classes import queries
from lms.classes.actions.locks import coming_seats, hold_classes, hold_enrolment
from lms.classes.models import ClassSession, MakeUp
from lms.classes.rules import Reason
from lms.classes.rules.timetable import Interval, clashes
from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.registration.models import Enrolment


def book_make_up(*, session_id: int, enrolment_id: int, block: str, by: int | None, at: datetime) -> MakeUp:
    """A place in a session that teaches everything of the missed `block`. Booking twice is booking once.

    Raises Refused(CANCELLED, BEGUN, OTHER_BLOCK, ENDS_AFTER_DEPARTURE, HAS_SEAT, MAKE_UP_BOOKED, CLASH_OF_PERSON
    or FULL)."""
    enrolment = hold_enrolment(enrolment_id)
    session = queries.session(session_id)
    hold_classes({session.class_id})
    booked = queries.make_ups(enrolment_id, after=at)
    for each in booked:
        if each.session_id == session_id:
            return each
    needed = curriculum.programme(enrolment.edition_id).variant(enrolment.variant).block(block).modules
    _refuse_session(session, enrolment, needed, at)
    _refuse_bookings(session, [each.session for each in booked], enrolment_id, needed, at)
    count = queries.seat_counts([session.class_id])[session.class_id]
    guests = queries.guest_counts([session_id]).get(session_id, 0)
    if count.taken + count.offered + guests >= count.capacity:
        raise Refused(Reason.FULL)
    made = MakeUp(session_id=session_id, enrolment_id=enrolment_id, taken_at=at)
    db.session.add(made)
    db.session.flush()
    record(action="make-up-booked", kind="class", subject=session.class_id, by=by, at=at)
    return made


def cancel_make_up(*, session_id: int, enrolment_id: int, by: int | None, at: datetime) -> None:
    """Give the place back. Raises Refused(BEGUN) once the session has begun."""
    session = queries.session(session_id)
    if at >= session.starts_at:
        raise Refused(Reason.BEGUN)
    db.session.execute(delete(MakeUp).where(MakeUp.session_id == session_id, MakeUp.enrolment_id == enrolment_id))
    record(action="make-up-cancelled", kind="class", subject=session.class_id, by=by, at=at)


def _refuse_session(session: ClassSession, enrolment: Enrolment, needed: Collection[str], at: datetime) -> None:
    if session.cancelled_at:
        raise Refused(Reason.CANCELLED)
    if at >= session.starts_at:
        raise Refused(Reason.BEGUN)
    if not set(needed) <= set(queries.block_modules(session)):
        raise Refused(Reason.OTHER_BLOCK)
    if clock.local(session.ends_at).date() >= enrolment.journey.departs_on:
        raise Refused(Reason.ENDS_AFTER_DEPARTURE)


def _refuse_bookings(
    session: ClassSession, booked: list[ClassSession], enrolment_id: int, needed: Collection[str], at: datetime
) -> None:
    if any(set(needed) <= set(queries.block_modules(each)) for each in booked):
        raise Refused(Reason.MAKE_UP_BOOKED)
    seats = [each.class_id for each in coming_seats(enrolment_id, at)]
    if session.class_id in seats:
        raise Refused(Reason.HAS_SEAT)
    own = db.session.scalars(
        select(ClassSession).where(
            ClassSession.class_id.in_(seats), ClassSession.block.is_not(None), ClassSession.cancelled_at.is_(None)
        )
    )
    taken = [Interval(each.starts_at, each.ends_at) for each in [*own, *booked]]
    if clashes([Interval(session.starts_at, session.ends_at)], taken):
        raise Refused(Reason.CLASH_OF_PERSON)
