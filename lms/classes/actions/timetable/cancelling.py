"""Cancelling a class, and taking that back."""

from datetime import datetime

from sqlalchemy import delete, select

from lms.accounts.actions import record
from lms.classes import messages, queries
from lms.classes.actions.bookings import rebook
from lms.classes.actions.guests import tell_guest
from lms.classes.actions.locks import coming_seats
from lms.classes.actions.offers import end_wait, tell
from lms.classes.actions.seats import take_seat
from lms.classes.actions.timetable.saving import changed, hold_class, hold_class_with, hold_rooms, placing
from lms.classes.actions.trainings import retime, seat_trainer, tell_trainer
from lms.classes.models import ClassSession, MakeUp, Seat, TrainerSeat, TrainingClass
from lms.classes.queries import rearranging
from lms.classes.rules import Outcome, Reason
from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.registration import queries as registration
from lms.trainers import queries as trainers


def cancel_class(*, class_id: int, by: int | None, at: datetime) -> None:
    """Call off what has not begun of a class, tell everybody who had a seat or waited, free room and trainer."""
    found = hold_class(class_id)
    if found.cancelled_at:
        return
    if not found.goes_on(at):
        raise Refused(Reason.BEGUN)
    told, taken = call_off_waiting(found, at=at), queries.seats(class_id)
    ahead = [each for each in found.sessions if each.starts_at > at]
    guests = db.session.scalars(select(MakeUp).where(MakeUp.session_id.in_([each.id for each in ahead]))).all()
    people = registration.people({each.enrolment_id for each in [*taken, *guests]} - told)
    for each in people.values():
        tell(each, found, messages.Notice.CLASS_CANCELLED, at=at)
    for each in ahead:
        tell_guest(each, messages.Notice.VISIT_CANCELLED, at=at)
    found.cancelled_at = at
    for each in ahead:
        each.cancelled_at = at
    for each in taken:
        each.given_up_at = at
    for each in queries.trainer_seats(class_id):
        tell_trainer(each.trainer, found, messages.Notice.TRAINING_CANCELLED, at=at)
        each.given_up_at = at
    db.session.execute(delete(MakeUp).where(MakeUp.id.in_([each.id for each in guests])))
    changed(found, at=at)
    rebook(class_id=class_id, at=at)
    retime(found)
    record(action="class-cancelled", kind="class", subject=class_id, by=by, at=at)


def call_off_waiting(found: TrainingClass, *, at: datetime) -> set[int]:
    """Nobody waits any more for a class that will not be held; each is told. Returns whose enrolments these are."""
    waiting = [one.wait for one in queries.waiting_list(found.id)]
    people = registration.people(each.enrolment_id for each in waiting)
    for each in waiting:
        end_wait(each, Outcome.CANCELLED, at=at)
        tell(people[each.enrolment_id], found, messages.Notice.CLASS_CANCELLED, at=at)
    return set(people)


def reopen_class(*, class_id: int, by: int | None, at: datetime) -> int:
    """Take a cancellation back: what is still to come stands again, and those who lost their seat by it have it again
    unless they found another. They are told; returns how many. Raises Refused when room, trainer or guest is taken by
    now."""
    before = queries.training_class(class_id)
    lost, sitting = _lost_seats(before), _lost_trainers(before)
    hold_rooms({each.room_id for each in before.sessions})
    teaching = {each.trainer_id for each in before.sessions if each.trainer_id}
    found = hold_class_with(class_id, {*sitting, *teaching}, people=lost)
    if not found.cancelled_at:
        return 0
    ahead = [each for each in found.sessions if each.cancelled_at and each.starts_at > at]
    if not any(each.block for each in ahead):
        raise Refused(Reason.BEGUN)
    _put_back(found, ahead, at=at)
    for each in ahead:
        tell_guest(each, messages.Notice.VISIT_BOOKED, at=at)
    found.cancelled_at = None
    changed(found, at=at)
    rebook(class_id=class_id, at=at)
    record(action="class-reopened", kind="class", subject=class_id, by=by, at=at)
    if any(each.cancelled_at for each in found.sessions):
        return 0  # its first blocks passed meanwhile: nobody can have it whole
    again = [each for each in sitting if _trainer_again(each, found, by=by, at=at)]
    return len(again) + sum(_seat_again(each, found, by=by, at=at) for each in lost)


def _lost_seats(found: TrainingClass) -> list[int]:
    """Whose seats the cancellation took, by number of the enrolment."""
    if not found.cancelled_at:
        return []
    lost = select(Seat.enrolment_id).where(Seat.class_id == found.id, Seat.given_up_at == found.cancelled_at)
    return list(db.session.scalars(lost.order_by(Seat.enrolment_id)))


def _lost_trainers(found: TrainingClass) -> list[int]:
    if not found.cancelled_at:
        return []
    lost = select(TrainerSeat.trainer_id).where(
        TrainerSeat.class_id == found.id, TrainerSeat.given_up_at == found.cancelled_at
    )
    return list(db.session.scalars(lost.order_by(TrainerSeat.trainer_id)))


def _put_back(found: TrainingClass, ahead: list[ClassSession], *, at: datetime) -> None:
    placements = {each.id: rearranging.placement_of(each) for each in ahead}
    planned = rearranging.planned(found, placements)
    for problem in rearranging.why_not_placed(found, planned, besides=placements.keys(), at=at):
        raise problem
    with placing(planned):
        for each in ahead:
            each.cancelled_at = None


def _trainer_again(trainer_id: int, found: TrainingClass, *, by: int | None, at: datetime) -> bool:
    course = (found.programme_slug, found.variant)
    others = queries.trainings_of(trainer_id, since=clock.local(at).date())
    if any((each.programme_slug, each.variant) == course for each in others):
        return False
    try:
        with db.session.begin_nested():
            seat_trainer(trainer_id=trainer_id, class_id=found.id, by=by, at=at)
    except Refused:  # they teach or learn elsewhere by now
        return False
    tell_trainer(trainers.trainer(trainer_id), found, messages.Notice.CLASS_REOPENED, at=at)
    return True


def _seat_again(enrolment_id: int, found: TrainingClass, *, by: int | None, at: datetime) -> bool:
    if coming_seats(enrolment_id, at):
        return False
    try:
        take_seat(enrolment_id=enrolment_id, class_id=found.id, by=by, at=at)
    except Refused:  # the departure was moved, or another booking was made: that stands
        return False
    tell(registration.enrolment(enrolment_id), found, messages.Notice.CLASS_REOPENED, at=at)
    return True
