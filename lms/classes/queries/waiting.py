"""Who waits for a seat, in which order, and who of them can still come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from lms.classes.models import ClassSession, Companion, Seat, TrainingClass, Wait
from lms.classes.queries.bookings import days_of, taken_times
from lms.classes.queries.seats import seat_counts
from lms.classes.queries.timetable import TIME_LOG
from lms.classes.rules.audience import why_not_invited
from lms.classes.rules.timetable import Interval, clashes
from lms.classes.rules.window import in_time
from lms.classes.rules.waiting import Line, Waiter, waiting_order
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.registration import queries as registration
from lms.registration.models import Enrolment


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place on a waiting list, counted from 1, and why: whether somebody leaves for the first time, or repeats a
    course that still holds."""

    place: int
    wait: Wait
    first_time: bool
    repeats: bool


def waiting_list(class_id: int) -> list[Waiting]:
    """Those who wait for a seat in a class, in the order in which they are asked."""
    rows = db.session.execute(
        select(Wait, Enrolment)
        .join(Enrolment, Enrolment.id == Wait.enrolment_id)
        .where(Wait.class_id == class_id, Wait.ended_at.is_(None))
        .options(joinedload(Enrolment.registration), joinedload(Enrolment.journey))
    ).all()
    waits, again = {wait.id: wait for wait, _ in rows}, registration.repeating(each for _, each in rows)
    order = waiting_order(
        Waiter(
            wait.id, each.journey.departs_on, each.journey.first_time, wait.asked_at, repeats=each.id in again
        )
        for wait, each in rows
    )  # fmt: skip
    return [
        Waiting(place, waits[one.wait_id], one.first_time, one.repeats) for place, one in enumerate(order, 1)
    ]


def own_waits(enrolment_ids: Collection[int], *, at: datetime) -> list[Waiting]:
    """Where somebody waits with these courses and as which in line; offers first. Nobody waits any more for a class
    that has begun."""
    begun = select(ClassSession.id).where(ClassSession.class_id == Wait.class_id, ClassSession.starts_at <= at)
    waits = db.session.scalars(
        select(Wait)
        .join(TrainingClass)
        .where(Wait.enrolment_id.in_(enrolment_ids), Wait.ended_at.is_(None), ~begun.exists())
        .options(joinedload(Wait.training_class).options(TIME_LOG))
        .order_by(TrainingClass.first_day)
    ).all()
    found = [one for wait in waits for one in waiting_list(wait.class_id) if one.wait is wait]
    return sorted(found, key=lambda one: one.wait.offered_until is None)


def waits_with(class_id: int, enrolment_ids: Collection[int]) -> int | None:
    """With which of these courses somebody waits in a class: that for which a seat is held, else the last one asked
    for; None when with none."""
    return db.session.scalar(
        select(Wait.enrolment_id)
        .where(Wait.class_id == class_id, Wait.enrolment_id.in_(enrolment_ids), Wait.ended_at.is_(None))
        .order_by(Wait.offered_until.is_(None), Wait.id.desc())
        .limit(1)
    )


def line(found: TrainingClass, waits: Collection[Wait], *, at: datetime) -> Line:
    """The waiting list of a class as its rules see it."""
    count = seat_counts([found.id])[found.id]
    people = registration.people([wait.enrolment_id for wait in waits])
    taken = taken_times([each.registration_id for each in people.values()], days_of(found))
    family, room = _coming_along(people.keys(), at=at), count.room - count.people + count.offered
    again = registration.repeating(people.values())
    return Line(
        chairs=max(0, min(count.capacity - count.taken - count.guests, room)),
        starts=found.sessions[0].starts_at,
        waiters=tuple(
            replace(
                _waiter(wait, people[wait.enrolment_id], found, taken),
                family=family.get(wait.enrolment_id, 0), repeats=wait.enrolment_id in again,
            )
            for wait in waits
        ),
        room=room,
    )  # fmt: skip


def _coming_along(enrolment_ids: Collection[int], *, at: datetime) -> Mapping[int, int]:
    """How many of the family come along with each in the coming class where they have a seat: they move with them."""
    ahead = select(ClassSession.class_id).where(ClassSession.ends_at > at, ClassSession.cancelled_at.is_(None))
    rows = db.session.execute(
        select(Seat.enrolment_id, func.count())
        .join(Companion, Companion.seat_id == Seat.id)
        .where(Seat.enrolment_id.in_(enrolment_ids), Seat.given_up_at.is_(None), Seat.class_id.in_(ahead))
        .group_by(Seat.enrolment_id)
    )
    return {enrolment_id: number for enrolment_id, number in rows}


def _waiter(
    wait: Wait, enrolment: Enrolment, found: TrainingClass, taken: Mapping[int, Collection[Interval]]
) -> Waiter:
    person, journey = enrolment.registration, enrolment.journey
    invited = not why_not_invited(
        found.audience, class_language=found.language, sex=person.sex, language=person.language
    )
    return Waiter(
        wait.id,
        journey.departs_on,
        journey.first_time,
        wait.asked_at,
        able=invited
        and in_time(curriculum.programme(enrolment.edition_id), journey.departs_on, found.last_day)
        and not clashes(days_of(found), taken.get(person.id, ())),
        offered_until=wait.offered_until,
    )
