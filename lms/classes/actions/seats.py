"""Taking, moving and giving up a seat."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import record
from lms.classes import queries
from lms.classes.actions.bookings import book_seat, release_seat
from lms.classes.actions.locks import coming_seats, hold_classes, hold_enrolment, refuse_unless_open
from lms.classes.actions.offers import end_wait, offer_free_seats, pass_lapsed_offers
from lms.classes.actions.support import carry_over
from lms.classes.models import Companion, Seat, TrainingClass, Wait
from lms.classes.rules import Outcome, Reason
from lms.classes.rules.audience import why_not_invited
from lms.classes.rules.seats import SeatCount, next_number, number_above
from lms.classes.rules.timetable import clashes, ends_in_time
from lms.classes.rules.window import in_time
from lms.core import clock
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.events import SeatFreed, publish
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Programme
from lms.registration import queries as registration
from lms.registration.models import Enrolment


@dataclass(frozen=True, slots=True)
class Permission:
    """Who lets one person more into a full class, and why."""

    name: str
    reason: str


def take_seat(*, enrolment_id: int, class_id: int, by: int | None, at: datetime) -> Seat:
    """Sit somebody in a class; a seat in another coming class is given up, so that nobody holds two.

    Who sits there already keeps the seat. Raises Refused(FULL, CANCELLED, BEGUN, ENDS_AFTER_DEPARTURE, WINDOW_CLOSED,
    BEFORE_ARRIVAL, FINISH_FIRST, DOES_NOT_TEACH_ALL, FOR_TRAINERS, FOR_WOMEN, FOR_MEN, FOR_OTHER_LANGUAGE,
    NO_CHAIR_FOR_FAMILY or CLASH_OF_PERSON); then nothing of the person's has changed."""
    return _take(enrolment_id, class_id, permission=None, by=by, at=at)


def seat_above_capacity(
    *, enrolment_id: int, class_id: int, permitted_by: str, reason: str, by: int | None, at: datetime
) -> Seat:
    """Put a chair for one person more into a full class: never more than the room takes with the least space a person
    that is allowed (E74). Who permitted it and why stays on record.

    Raises Refused(PERMISSION_MISSING, SEATS_FREE, ROOM_FULL) and what `take_seat` raises."""
    permission = Permission(permitted_by.strip(), reason.strip())
    if not permission.name or not permission.reason:
        raise Refused(Reason.PERMISSION_MISSING)
    return _take(enrolment_id, class_id, permission=permission, by=by, at=at)


def seat_walk_in(
    *, enrolment_id: int, class_id: int, by: int | None, at: datetime, only_here: bool = False
) -> Seat:
    """Seat somebody who came without a seat, on the day of the class and before its first block ends. Counted as a
    walk-in. `only_here`: a coming seat at another centre is not given up for it.
    Raises Refused(NOT_TODAY, SEAT_ELSEWHERE) and what `take_seat` raises."""
    found = queries.training_class(class_id)
    if clock.local(at).date() < found.first_day:
        raise Refused(Reason.NOT_TODAY, day=found.first_day)
    if only_here:
        hold_enrolment(enrolment_id)
        if any(each.training_class.centre_id != found.centre_id for each in coming_seats(enrolment_id, at)):
            raise Refused(Reason.SEAT_ELSEWHERE)
    made = _take(enrolment_id, class_id, permission=None, by=by, at=at)
    if made.taken_at == at:
        made.walk_in = True
        db.session.flush()
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
    release_seat(found)
    _leave(found, by=by, at=at)


def refuse_unless_suitable(enrolment: Enrolment, found: TrainingClass) -> None:
    """Whether the class is for this person, teaches what is needed, and ends as long before the departure as
    the programme asks, or is held after it; and whether what must be finished before the course is."""
    person, programme = enrolment.registration, curriculum.programme(enrolment.edition_id)
    if queries.for_trainers(found):
        raise Refused(Reason.FOR_TRAINERS)
    if reason := why_not_invited(
        found.audience, class_language=found.language, sex=person.sex, language=person.language
    ):
        raise Refused(reason)
    _refuse_unless_in_time(programme, enrolment.journey.departs_on, found.last_day)
    if first := registration.to_finish_first(enrolment):
        raise Refused(Reason.FINISH_FIRST, course=curriculum.newest_programme(first[0]).title(person.language))
    if not queries.covers(queries.variant_of(found), registration.asked_variant(enrolment)):
        raise Refused(Reason.DOES_NOT_TEACH_ALL)


def _refuse_unless_in_time(programme: Programme, departs_on: date, last_day: date) -> None:
    if in_time(programme, departs_on, last_day):
        return
    if not programme.before_leaving:
        raise Refused(Reason.BEFORE_ARRIVAL)
    if not ends_in_time(departs_on, last_day):
        raise Refused(Reason.ENDS_AFTER_DEPARTURE)
    raise Refused(Reason.WINDOW_CLOSED, days=programme.terms.window_closes)


def refuse_if_booked(enrolment: Enrolment, found: TrainingClass, *, leaving: tuple[int, ...] = ()) -> None:
    """Whether the person is somewhere else during the class, seats that are left for it aside."""
    days = queries.days_of(found)
    taken = queries.taken_times([enrolment.registration_id], days, but_class=leaving)
    if clashes(days, taken.get(enrolment.registration_id, ())):
        raise Refused(Reason.CLASH_OF_PERSON)


def open_wait(enrolment_id: int, class_id: int) -> Wait | None:
    """The person's place on the waiting list of a class."""
    return db.session.scalar(
        select(Wait).where(Wait.enrolment_id == enrolment_id, Wait.class_id == class_id, Wait.ended_at.is_(None))
    )


def _take(enrolment_id: int, class_id: int, *, permission: Permission | None, by: int | None, at: datetime) -> Seat:
    enrolment = hold_enrolment(enrolment_id)
    before = coming_seats(enrolment_id, at)
    found = hold_classes({class_id, *(each.class_id for each in before)})[class_id]
    for each in before:
        if each.class_id == class_id:
            return each
    refuse_unless_open(found, at)
    refuse_unless_suitable(enrolment, found)
    pass_lapsed_offers(at=at, class_id=class_id)
    wait = open_wait(enrolment_id, class_id)
    family = [each.family_member_id for seat in before for each in seat.companions]
    count = queries.seat_counts([class_id])[class_id]
    _refuse_without_chairs(count, family=len(family), held=bool(wait and wait.offered_until), above=bool(permission))
    with db.session.begin_nested():  # refused, all is as it was
        for each in before:
            release_seat(each)
        made = _sit(enrolment_id, found, count.capacity, permission, by=by, at=at)
        made.companions = [Companion(family_member_id=each) for each in family]
        book_seat(made, found, registration_id=enrolment.registration_id)
        for each in before:
            carry_over(each, made)
    if wait:
        end_wait(wait, Outcome.ACCEPTED, at=at)
    record(action="seat-above-capacity" if permission else "seat-taken", kind="class", subject=class_id, by=by, at=at)
    for each in before:
        _leave(each, by=by, at=at)
    return made


def _refuse_without_chairs(count: SeatCount, *, family: int, held: bool, above: bool) -> None:
    if above:
        if count.free or held:
            raise Refused(Reason.SEATS_FREE)
        if count.above < 1 + family:
            raise Refused(Reason.ROOM_FULL, most=count.most)
        return
    if not count.free and not held:
        raise Refused(Reason.FULL)
    if count.chairs < family + (0 if held else 1):
        raise Refused(Reason.NO_CHAIR_FOR_FAMILY)


def _sit(
    enrolment_id: int, found: TrainingClass, capacity: int, permission: Permission | None, *, by: int | None,
    at: datetime,
) -> Seat:  # fmt: skip
    taken = db.session.scalars(select(Seat.number).where(Seat.class_id == found.id, Seat.given_up_at.is_(None))).all()
    number = number_above(taken, capacity) if permission else next_number(taken, capacity)
    if number is None:
        raise Refused(Reason.FULL)
    made = Seat(
        class_id=found.id,
        enrolment_id=enrolment_id,
        number=number,
        capacity=capacity,
        permitted_by=permission.name if permission else None,
        permitted_why=permission.reason if permission else None,
        walk_in=at >= found.sessions[0].starts_at,
        taken_at=at,
        taken_by_id=by,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the database has the last word on who came first
        raise Refused(Reason.FULL) from None
    return made


def _leave(found: Seat, *, by: int | None, at: datetime) -> None:
    found.given_up_at = at
    db.session.execute(delete(Companion).where(Companion.seat_id == found.id))
    db.session.flush()
    record(action="seat-given-up", kind="class", subject=found.class_id, by=by, at=at)
    offer_free_seats(class_id=found.class_id, at=at)
    publish(SeatFreed(at=at, by=by, class_id=found.class_id))
