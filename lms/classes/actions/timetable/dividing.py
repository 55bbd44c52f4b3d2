"""One class into two, and two into one."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from lms.accounts.actions import record
from lms.classes import messages, queries
from lms.classes.actions.locks import hold_classes, hold_enrolments
from lms.classes.actions.offers import tell
from lms.classes.actions.seats import take_seat
from lms.classes.actions.timetable.cancelling import call_off_waiting, cancel_class
from lms.classes.actions.timetable.making import create_class
from lms.classes.actions.trainings import seat_trainer, tell_trainer, unseat_trainer
from lms.classes.models import Seat, TrainerSeat, TrainingClass
from lms.classes.rules import Reason
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.freshness import Reason as Freshness
from lms.registration import queries as registration
from lms.trainers import queries as trainers


def split_class(
    *,
    class_id: int,
    seat_ids: Collection[int],
    room_id: int,
    trainer_ids: Sequence[int],
    days: Sequence[date],
    by: int | None,
    at: datetime,
) -> TrainingClass:
    """Make a second class of the same course and seat these people there; they are told, and the rest stay.

    Raises Refused(NOBODY_CHOSEN), or with what speaks against the new class or against one of them sitting in it."""
    found = queries.training_class(class_id)
    chosen = [each for each in queries.seats(class_id) if each.id in set(seat_ids)]
    if not chosen:
        raise Refused(Reason.NOBODY_CHOSEN)
    with db.session.begin_nested():  # refused for one, it is undone for all
        made = create_class(
            edition_id=found.edition_id, variant=found.variant, room_id=room_id, language=found.language, days=days,
            trainer_ids=trainer_ids, by=by, at=at,
        )  # fmt: skip
        made.audience, made.project = found.audience, found.project
        if made.capacity < len(chosen):
            raise Refused(Reason.TOO_FEW_SEATS, free=made.capacity, people=len(chosen))
        _reseat(_still_there(chosen, class_id), made, by=by, at=at)
    record(action="class-split", kind="class", subject=class_id, by=by, at=at)
    return made


def merge_classes(*, class_id: int, into_id: int, by: int | None, at: datetime) -> TrainingClass:
    """Seat everybody of a class in another of the same course, and cancel the emptied one.

    Raises Refused(OTHER_COURSE, TOO_FEW_SEATS or CHANGED_MEANWHILE), or with what speaks against one of them sitting
    there."""
    found, into = queries.training_class(class_id), queries.training_class(into_id)
    if class_id == into_id or (found.programme_slug, found.variant) != (into.programme_slug, into.variant):
        raise Refused(Reason.OTHER_COURSE)
    people, sitting = _hold_with(class_id, into_id)
    free = queries.seat_counts([into_id])[into_id].free
    if free < len(people) + len(sitting):
        raise Refused(Reason.TOO_FEW_SEATS, free=free, people=len(people) + len(sitting))
    with db.session.begin_nested():
        call_off_waiting(found, at=at)  # nobody is offered a seat that becomes free in it
        _reseat(people, into, by=by, at=at)
        for each in sitting:  # nobody is told that their training is cancelled
            unseat_trainer(seat_id=each.id, class_id=class_id, by=by, at=at)
        cancel_class(class_id=class_id, by=by, at=at)
        for each in sitting:
            seat_trainer(trainer_id=each.trainer_id, class_id=into_id, by=by, at=at)
            tell_trainer(each.trainer, into, messages.Notice.SEAT_MOVED, at=at)
    record(action="classes-merged", kind="class", subject=into_id, by=by, at=at)
    return into


def _still_there(chosen: Collection[Seat], class_id: int) -> list[Seat]:
    """Those of them who have not given the seat up meanwhile; held, as the class is."""
    hold_enrolments({each.enrolment_id for each in chosen})
    hold_classes({class_id})
    return [each for each in queries.seats(class_id) if each in chosen]


def _hold_with(class_id: int, into_id: int) -> tuple[list[Seat], list[TrainerSeat]]:
    """Who sits in a class: they are held, then both classes. Whoever sat down while these were waited for is not held:
    then somebody looks again. Raises Refused(CHANGED_MEANWHILE)."""
    people, sitting = queries.seats(class_id), queries.trainer_seats(class_id)
    trainers.hold({each.trainer_id for each in sitting})
    hold_enrolments({each.enrolment_id for each in people})
    hold_classes({class_id, into_id})
    now, sitting_now = queries.seats(class_id), queries.trainer_seats(class_id)
    if not (set(now) <= set(people) and set(sitting_now) <= set(sitting)):
        raise Refused(Freshness.CHANGED_MEANWHILE)
    return now, sitting_now


def _reseat(seats: Collection[Seat], into: TrainingClass, *, by: int | None, at: datetime) -> None:
    people = sorted(each.enrolment_id for each in seats)
    for each in people:
        take_seat(enrolment_id=each, class_id=into.id, by=by, at=at)
    for each in registration.people(people).values():
        tell(each, into, messages.Notice.SEAT_MOVED, at=at)
