"""Taking, moving and giving up a seat."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import record
from lms.classes.actions.locks import coming_seats, hold_classes, hold_enrolment, refuse_unless_open
from lms.classes.actions.offers import end_wait, offer_free_seats, pass_lapsed_offers
from lms.classes.models import Seat, TrainingClass, Wait
from lms.classes.queries import make_ups, seat_counts, variant_of
from lms.classes.queries.choosing import covers
from lms.classes.rules import Outcome, Reason
from lms.classes.rules.seats import next_number
from lms.classes.rules.timetable import Interval, clashes, ends_in_time
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.events import SeatFreed, publish
from lms.curriculum import queries as curriculum
from lms.registration.models import Enrolment


def take_seat(*, enrolment_id: int, class_id: int, by: int | None, at: datetime) -> Seat:
    """Sit somebody in a class; a seat in another coming class is given up, so that nobody holds two.

    Who sits there already keeps the seat. Raises Refused(FULL, CANCELLED, BEGUN, ENDS_AFTER_DEPARTURE,
    DOES_NOT_TEACH_ALL or CLASH_OF_PERSON); then nothing of the person's has changed."""
    enrolment = hold_enrolment(enrolment_id)
    before = coming_seats(enrolment_id, at)
    found = hold_classes({class_id, *(each.class_id for each in before)})[class_id]
    for each in before:
        if each.class_id == class_id:
            return each
    refuse_unless_open(found, at)
    refuse_unless_suitable(enrolment, found, at)
    pass_lapsed_offers(at=at, class_id=class_id)
    wait = open_wait(enrolment_id, class_id)
    if not seat_counts([class_id])[class_id].free and not (wait and wait.offered_until):
        raise Refused(Reason.FULL)
    made = _sit(enrolment_id, found, by=by, at=at)
    if wait:
        end_wait(wait, Outcome.ACCEPTED, at=at)
    record(action="seat-taken", kind="class", subject=class_id, by=by, at=at)
    for each in before:
        _leave(each, by=by, at=at)
    return made


def give_up_seat(*, seat_id: int, by: int | None, at: datetime) -> None:
    """Free a seat and offer it to the first in line. Raises NotThere, Refused(BEGUN) when the class is over."""
    found = db.session.get(Seat, seat_id)
    if found is None:
        raise NotThere
    hold_classes({found.class_id})
    db.session.refresh(found)
    if found.given_up_at:
        return
    if at >= found.training_class.sessions[-1].ends_at:
        raise Refused(Reason.BEGUN)
    _leave(found, by=by, at=at)


def refuse_unless_suitable(enrolment: Enrolment, found: TrainingClass, at: datetime) -> None:
    """Whether the class teaches what the person needs, ends before the departure, and leaves other bookings alone."""
    if not ends_in_time(enrolment.journey.departs_on, found.last_day):
        raise Refused(Reason.ENDS_AFTER_DEPARTURE)
    if not covers(variant_of(found), curriculum.programme(enrolment.edition_id).variant(enrolment.variant)):
        raise Refused(Reason.DOES_NOT_TEACH_ALL)
    booked = [Interval(each.session.starts_at, each.session.ends_at) for each in make_ups(enrolment.id, after=at)]
    if clashes(booked, [Interval(each.starts_at, each.ends_at) for each in found.sessions if each.block]):
        raise Refused(Reason.CLASH_OF_PERSON)


def open_wait(enrolment_id: int, class_id: int) -> Wait | None:
    """The person's place on the waiting list of a class."""
    return db.session.scalar(
        select(Wait).where(Wait.enrolment_id == enrolment_id, Wait.class_id == class_id, Wait.ended_at.is_(None))
    )


def _sit(enrolment_id: int, found: TrainingClass, *, by: int | None, at: datetime) -> Seat:
    taken = select(Seat.number).where(Seat.class_id == found.id, Seat.given_up_at.is_(None))
    number = next_number(db.session.scalars(taken), found.capacity)
    if number is None:
        raise Refused(Reason.FULL)
    made = Seat(class_id=found.id, enrolment_id=enrolment_id, number=number, taken_at=at, taken_by_id=by)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the database has the last word on who came first
        raise Refused(Reason.FULL) from None
    return made


def _leave(found: Seat, *, by: int | None, at: datetime) -> None:
    found.given_up_at = at
    db.session.flush()
    record(action="seat-given-up", kind="class", subject=found.class_id, by=by, at=at)
    offer_free_seats(class_id=found.class_id, at=at)
    publish(SeatFreed(at=at, by=by, class_id=found.class_id))
