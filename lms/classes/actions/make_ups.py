"""A place in one session, for a block missed elsewhere."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete

from lms.accounts.actions import record
from lms.classes import queries
from lms.classes.actions.bookings import book_session, release
from lms.classes.actions.locks import coming_seats, hold_classes, hold_enrolment
from lms.classes.actions.offers import offer_free_seats
from lms.classes.models import MakeUp, TrainingClass
from lms.classes.rules import Reason
from lms.classes.rules.make_ups import why_not
from lms.core.database import db
from lms.core.errors import Refused
from lms.registration import queries as registration


def book_make_up(*, session_id: int, enrolment_id: int, block: str, by: int | None, at: datetime) -> MakeUp:
    """A place in a session that teaches everything of the missed `block`. Booking twice is booking once.

    Raises Refused(FOR_TRAINERS, CANCELLED, BEGUN, OTHER_BLOCK, ENDS_AFTER_DEPARTURE, HAS_SEAT, MAKE_UP_BOOKED,
    FOR_WOMEN, FOR_MEN, FOR_OTHER_LANGUAGE, CLASH_OF_PERSON or FULL)."""
    enrolment = hold_enrolment(enrolment_id)
    session = queries.session(session_id)
    hold_classes({session.class_id})
    if queries.for_trainers(session.training_class):
        raise Refused(Reason.FOR_TRAINERS)
    booked = queries.make_ups(enrolment_id, after=at)
    for each in booked:
        if each.session_id == session_id:
            return each
    needed = queries.block_of(enrolment, block)
    missed = queries.missed_by([(enrolment, needed)], [session]).lacks[0]
    sits_there = any(each.class_id == session.class_id for each in coming_seats(enrolment_id, at))
    against = why_not(queries.chances_of([session])[0], replace(missed, sits_there=sits_there), now=at)
    if Reason.OTHER_BLOCK not in against and _teaches(booked, needed):
        raise Refused(Reason.MAKE_UP_BOOKED)
    if against:
        raise Refused(against[0])
    book_session(session, registration_id=enrolment.registration_id)
    number = _guest_number(session.training_class, enrolment_id)
    made = MakeUp(session_id=session_id, enrolment_id=enrolment_id, number=number, taken_at=at)
    db.session.add(made)
    db.session.flush()
    record(action="make-up-booked", kind="class", subject=session.class_id, by=by, at=at)
    return made


def cancel_make_up(*, session_id: int, enrolment_id: int, by: int | None, at: datetime) -> None:
    """Give the place back; whoever waits for a chair in that class is asked. Raises Refused(BEGUN) once the session has
    begun."""
    session = queries.session(session_id)
    if at >= session.starts_at:
        raise Refused(Reason.BEGUN)
    hold_classes({session.class_id})
    gone = delete(MakeUp).where(MakeUp.session_id == session_id, MakeUp.enrolment_id == enrolment_id)
    if not db.session.execute(gone).rowcount:
        return
    key = registration.enrolment(enrolment_id).registration_id
    release(class_id=session.class_id, person_keys=[key], session_id=session_id)
    record(action="make-up-cancelled", kind="class", subject=session.class_id, by=by, at=at)
    offer_free_seats(class_id=session.class_id, at=at)


def _guest_number(found: TrainingClass, enrolment_id: int) -> int:
    """The number that a guest of another session of the class has already, or the next: never one that somebody had who
    called off, for a sheet may be printed with it."""
    if known := queries.guest_numbers([each.id for each in found.sessions]).get(enrolment_id):
        return known
    found.guests_ever += 1
    return found.guests_ever


def _teaches(booked: list[MakeUp], needed: tuple[str, ...]) -> bool:
    return any(set(needed) <= set(queries.block_modules(each.session)) for each in booked)
