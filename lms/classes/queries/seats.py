"""Who sits where, how full a class is, who comes for a make-up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, null, or_, select
from sqlalchemy.orm import joinedload

from lms.centres.models import Room
from lms.centres.rules import GOOD_AREA, LEAST_AREA
from lms.classes.models import LARGEST_CLASS, ClassSession, Companion, MakeUp, Seat, TrainerSeat, TrainingClass, Wait
from lms.classes.permissions import classes_visible_to
from lms.classes.queries.timetable import TIME_LOG
from lms.classes.rules.seats import SeatCount, hard_capacity
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.registration import queries as registration
from lms.registration.models import Enrolment

_seated = select(func.count()).where(Seat.class_id == TrainingClass.id, Seat.given_up_at.is_(None))
_trainers = select(func.count()).where(TrainerSeat.class_id == TrainingClass.id, TrainerSeat.given_up_at.is_(None))
_waits = select(func.count()).where(Wait.class_id == TrainingClass.id, Wait.ended_at.is_(None))
_family = (
    select(func.count())
    .select_from(Companion)
    .join(Seat, Seat.id == Companion.seat_id)
    .where(Seat.class_id == TrainingClass.id, Seat.given_up_at.is_(None))
)
_most_guests = (
    select(func.count())
    .select_from(ClassSession)
    .join(MakeUp, MakeUp.session_id == ClassSession.id)
    .where(ClassSession.class_id == TrainingClass.id)
    .group_by(ClassSession.id)
    .order_by(func.count().desc())
    .limit(1)
)
_smallest_room = (
    select(func.min(Room.area))
    .join(ClassSession, ClassSession.room_id == Room.id)
    .where(ClassSession.class_id == TrainingClass.id)
)
# Asked by every page of classes and whenever somebody sits down: put together once.
_COUNTS = select(
    TrainingClass.id,
    TrainingClass.capacity,
    _smallest_room.scalar_subquery(),
    _seated.scalar_subquery() + _trainers.scalar_subquery(),
    _waits.where(Wait.offered_until.is_not(None)).scalar_subquery(),
    func.coalesce(_most_guests.scalar_subquery(), 0),
    _waits.where(Wait.offered_until.is_(None)).scalar_subquery(),
    _family.scalar_subquery(),
).where(TrainingClass.id.in_(bindparam("class_ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Place:
    """A seat and who sits on it."""

    seat: Seat
    enrolment: Enrolment


def seat(seat_id: int) -> Seat:
    """One seat that is taken, with its class. Raises NotThere."""
    found = db.session.scalar(
        select(Seat)
        .where(Seat.id == seat_id, Seat.given_up_at.is_(None))
        .options(joinedload(Seat.training_class).options(TIME_LOG))
    )
    if found is None:
        raise NotThere
    return found


def seats(class_id: int) -> list[Seat]:
    """The taken seats by number."""
    return list(
        db.session.scalars(
            select(Seat).where(Seat.class_id == class_id, Seat.given_up_at.is_(None)).order_by(Seat.number)
        )
    )


def people_in(class_id: int) -> list[Place]:
    """The roster of a class with its people, by number of the seat: two queries, however many sit there."""
    taken = seats(class_id)
    people = registration.people([each.enrolment_id for each in taken])
    return [Place(each, people[each.enrolment_id]) for each in taken]


def held_during(seat: type[Seat] | type[TrainerSeat]) -> ColumnElement[bool]:
    """Whose seat makes them expected in a session: taken before it was over, not given up before it began."""
    return and_(
        seat.taken_at < ClassSession.ends_at,
        or_(seat.given_up_at.is_(None), seat.given_up_at > ClassSession.starts_at),
    )


def rosters(session_ids: Collection[int]) -> dict[int, dict[int, int | None]]:
    """By session the enrolments expected in it, each with the number of the seat: those in order of their numbers, then
    those who come for a make-up and have none. Two queries, however many sessions.

    A seat given up later does not take somebody off the list of a session that had begun by then."""
    seated = db.session.execute(
        select(ClassSession.id, Seat.enrolment_id, Seat.number)
        .join(Seat, Seat.class_id == ClassSession.class_id)
        .where(ClassSession.id.in_(session_ids), held_during(Seat))
        .order_by(Seat.number, Seat.id)
    )
    guests = db.session.execute(
        select(MakeUp.session_id, MakeUp.enrolment_id, null())
        .where(MakeUp.session_id.in_(session_ids))
        .order_by(MakeUp.id)
    )
    found: dict[int, dict[int, int | None]] = {each: {} for each in session_ids}
    for session_id, enrolment_id, number in (*seated, *guests):
        found[session_id].setdefault(enrolment_id, number)
    return found


def roster(session_id: int) -> list[int]:
    """The same of one session, without the numbers."""
    return list(rosters([session_id])[session_id])


def own_seat(enrolment_id: int) -> Seat | None:
    """The seat in somebody's coming class, else in the latest; with class, centre and time log."""
    return db.session.scalar(
        select(Seat)
        .join(TrainingClass)
        .where(Seat.enrolment_id == enrolment_id, Seat.given_up_at.is_(None))
        .options(joinedload(Seat.training_class).options(TIME_LOG))
        .order_by(TrainingClass.first_day.desc(), Seat.id.desc())
        .limit(1)
    )


def called_off(enrolment_id: int, *, at: datetime) -> list[TrainingClass]:
    """Coming classes in which somebody had a seat until they were cancelled."""
    return list(
        db.session.scalars(
            select(TrainingClass)
            .join(Seat, Seat.class_id == TrainingClass.id)
            .where(
                Seat.enrolment_id == enrolment_id,
                Seat.given_up_at == TrainingClass.cancelled_at,
                TrainingClass.last_day >= clock.local(at).date(),
            )
            .options(TIME_LOG)
            .order_by(TrainingClass.first_day)
        )
    )


def coming_seats_of(enrolment_ids: Collection[int], *, at: datetime) -> dict[int, Seat]:
    """Who of these people has a seat in a class that is not over, by enrolment; with class and time log."""
    ahead = select(ClassSession.class_id).where(ClassSession.ends_at > at, ClassSession.cancelled_at.is_(None))
    found = db.session.scalars(
        select(Seat)
        .where(Seat.enrolment_id.in_(enrolment_ids), Seat.given_up_at.is_(None), Seat.class_id.in_(ahead))
        .options(joinedload(Seat.training_class).options(TIME_LOG))
    )
    return {each.enrolment_id: each for each in found}


def sits_in_class_of(actor: Actor, enrolment_id: int) -> bool:
    """Whether somebody has a seat in a class that the actor sees."""
    wanted = (
        select(Seat.id)
        .join(TrainingClass, TrainingClass.id == Seat.class_id)
        .where(Seat.enrolment_id == enrolment_id, Seat.given_up_at.is_(None), classes_visible_to(actor))
    )
    return db.session.scalar(select(wanted.exists())) or False


def seat_counts(class_ids: Collection[int]) -> Mapping[int, SeatCount]:
    """How full each class is: one query, for one class as for a hundred."""
    rows = db.session.execute(_COUNTS, {"class_ids": list(class_ids)}) if class_ids else ()
    return {class_id: _count(*facts) for class_id, *facts in rows}


def _count(planned: int, area: float, taken: int, offered: int, guests: int, waiting: int, family: int) -> SeatCount:
    return SeatCount(
        capacity=hard_capacity(planned=planned, room=int(area / GOOD_AREA), largest=LARGEST_CLASS),
        taken=taken,
        offered=offered,
        guests=guests,
        waiting=waiting,
        family=family,
        room=int(area / GOOD_AREA),
        most=int(round(area / LEAST_AREA, 6)),
    )


def guest_counts(session_ids: Collection[int]) -> Mapping[int, int]:
    """How many come to each session for a make-up; sessions without any are left out."""
    rows = db.session.execute(
        select(MakeUp.session_id, func.count()).where(MakeUp.session_id.in_(session_ids)).group_by(MakeUp.session_id)
    )
    return {session_id: guests for session_id, guests in rows}


def guest_numbers(session_ids: Collection[int]) -> dict[int, int]:
    """Enrolments of those who come to one of these sessions for a make-up, each with the guest's number, in order."""
    wanted = select(MakeUp.enrolment_id, MakeUp.number).where(MakeUp.session_id.in_(session_ids))
    return {enrolment_id: number for enrolment_id, number in db.session.execute(wanted.order_by(MakeUp.number))}
