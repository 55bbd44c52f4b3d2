"""Writing down whose time is taken. The database has the last word: nobody is in two places at once."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lms.classes import queries
from lms.classes.models import PERSON_ONCE, Booking, ClassSession, MakeUp, Seat, TrainingClass
from lms.classes.rules import Reason
from lms.classes.rules.timetable import Interval
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.overlap import overlap_of
from lms.registration import queries as registration


def book_seat(seat: Seat, found: TrainingClass, *, registration_id: int) -> None:
    """The days of a class belong to its seats, and the joint blocks also to the family. Raises
    Refused(CLASH_OF_PERSON)."""
    _save(_of_seat(seat, found, registration_id))


def book_session(session: ClassSession, *, registration_id: int) -> None:
    """The time of one session, for a make-up. Raises Refused(CLASH_OF_PERSON)."""
    _save([_of_session(session, registration_id)])


def release(*, class_id: int, person_keys: Collection[int], session_id: int | None = None) -> None:
    """Give people the time of a class back, or that of one session of it."""
    gone = delete(Booking).where(Booking.class_id == class_id, Booking.person_key.in_(person_keys))
    db.session.execute(gone if session_id is None else gone.where(Booking.session_id == session_id))


def release_seat(seat: Seat) -> None:
    """Give a person and the family back the time of a seat; a make-up in the same class stays booked."""
    registration_id = registration.enrolment(seat.enrolment_id).registration_id
    keys = [registration_id, *(-each.family_member_id for each in seat.companions)]
    db.session.execute(
        delete(Booking).where(
            Booking.class_id == seat.class_id, Booking.person_key.in_(keys), Booking.session_id.is_(None)
        )
    )


def rebook(*, class_id: int, at: datetime) -> None:
    """Write the bookings of a class anew, after its times moved or it was cancelled or opened again. The class must be
    held. Raises Refused(CLASH_OF_PERSON) when somebody is booked elsewhere at one of the new times; the old bookings
    stand then, and what moved must be moved back: call it in the savepoint of the change."""
    db.session.flush()
    with db.session.begin_nested():
        db.session.execute(delete(Booking).where(Booking.class_id == class_id))
        _save(_all_of(queries.training_class(class_id)))


def _all_of(found: TrainingClass) -> list[Booking]:
    if found.cancelled_at:
        return []
    seats = queries.seats(found.id)
    guests = list(
        db.session.execute(
            select(MakeUp.enrolment_id, ClassSession)
            .join(MakeUp.session)
            .where(ClassSession.class_id == found.id, ClassSession.cancelled_at.is_(None))
        )
    )
    people = registration.people({*(each.enrolment_id for each in seats), *(each for each, _ in guests)})
    rows = [row for each in seats for row in _of_seat(each, found, people[each.enrolment_id].registration_id)]
    return [*rows, *(_of_session(session, people[each].registration_id) for each, session in guests)]


def _of_seat(seat: Seat, found: TrainingClass, registration_id: int) -> list[Booking]:
    own = _rows(found, registration_id, queries.days_of(found))
    joint = queries.joint_days_of(found) if seat.companions else []
    return [*own, *(row for each in seat.companions for row in _rows(found, -each.family_member_id, joint))]


def _rows(found: TrainingClass, person_key: int, times: Iterable[Interval]) -> list[Booking]:
    return [
        Booking(person_key=person_key, class_id=found.id, starts_at=each.starts, ends_at=each.ends) for each in times
    ]


def _of_session(session: ClassSession, registration_id: int) -> Booking:
    return Booking(
        person_key=registration_id,
        class_id=session.class_id,
        session_id=session.id,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
    )


def _save(rows: list[Booking]) -> None:
    try:
        with db.session.begin_nested():
            db.session.add_all(rows)
    except IntegrityError as error:
        if overlap_of(error) == PERSON_ONCE.name:
            raise Refused(Reason.CLASH_OF_PERSON) from None
        raise
