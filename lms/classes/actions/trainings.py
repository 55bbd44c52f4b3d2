"""Seats of trainers in a training of trainers. Whoever changes one holds the trainer, then the class: a trainer who
sits in a class cannot be given a block to teach in the same moment."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from lms.accounts import queries as users
from lms.accounts.actions import record
from lms.accounts.models import User
from lms.classes import queries
from lms.classes.actions.locks import hold_classes, refuse_unless_open
from lms.classes.messages import Notice, written
from lms.classes.models import TrainerSeat, TrainerTime, TrainingClass
from lms.classes.rules import Reason
from lms.classes.rules.seats import next_number
from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.overlap import overlap_of
from lms.messages import actions as outbox
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer


def seat_trainer(*, trainer_id: int, class_id: int, by: int | None, at: datetime) -> TrainerSeat:
    """Give a trainer a seat in a training of trainers (E90). Who sits there already keeps the seat. Raises
    Refused(NOT_FOR_TRAINERS, CANCELLED, BEGUN, FIRST_TRAINING_MISSING, FULL, TRAINER_TEACHES or TRAINER_SITS)."""
    trainer = trainers.trainer(trainer_id, to_change=True)
    found = hold_classes({class_id})[class_id]
    if not queries.for_trainers(found):
        raise Refused(Reason.NOT_FOR_TRAINERS)
    for each in queries.trainer_seats(class_id):
        if each.trainer_id == trainer_id:
            return each
    refuse_unless_open(found, at)
    _refuse_unless_trained_before(trainer, found)
    count = queries.seat_counts([class_id])[class_id]
    if not count.free:
        raise Refused(Reason.FULL)
    made = _sit(trainer, found, count.capacity, by=by, at=at)
    record(action="trainer-seated", kind="class", subject=class_id, by=by, at=at)
    return made


def unseat_trainer(*, seat_id: int, class_id: int, by: int | None, at: datetime) -> None:
    """Give the seat of a trainer up. Raises NotThere, and Refused(BEGUN) when the class is over."""
    hold_classes({class_id})
    found = queries.trainer_seat(class_id, seat_id)
    if at >= found.training_class.sessions[-1].ends_at:
        raise Refused(Reason.BEGUN)
    found.given_up_at = at
    _release([found.trainer_id], class_id)
    db.session.flush()
    record(action="trainer-unseated", kind="class", subject=class_id, by=by, at=at)


def tell_trainer(trainer: Trainer, found: TrainingClass, notice: Notice, *, at: datetime) -> None:
    """Put a message to a trainer who sits in a class into the outbox, if their account says where they are reached."""
    user = account_of(trainer, at=at)
    if user is None:
        return
    starts = found.coming_start(at)
    language, body = written(notice, language=user.language, names=found.place_names, starts=starts)
    outbox.queue_for_staff(
        user_id=user.id, email=user.email, phone=user.phone, language=language, code=notice.value, body=body,
        expires_at=starts, at=at,
    )  # fmt: skip


def account_of(trainer: Trainer, *, at: datetime) -> User | None:
    """The account of a trainer who works here still."""
    user = users.user(trainer.user_id) if trainer.user_id else None
    return user if user and users.works(user, clock.local(at).date()) else None


def retime(found: TrainingClass) -> None:
    """Write down anew whose time a class takes, after it moved, was cancelled or opened again. Raises
    Refused(TRAINER_TEACHES or TRAINER_SITS)."""
    if not queries.for_trainers(found):
        return
    db.session.execute(delete(TrainerTime).where(TrainerTime.class_id == found.id))
    for each in queries.trainer_seats(found.id):
        _take_time(each.trainer, found)


def _sit(trainer: Trainer, found: TrainingClass, capacity: int, *, by: int | None, at: datetime) -> TrainerSeat:
    number = next_number((each.number for each in queries.trainer_seats(found.id)), capacity)
    made = TrainerSeat(
        class_id=found.id, trainer_id=trainer.id, number=number, capacity=capacity, taken_at=at, taken_by_id=by
    )
    with db.session.begin_nested():  # refused, all is as it was
        db.session.add(made)
        _take_time(trainer, found)
    return made


def _take_time(trainer: Trainer, found: TrainingClass) -> None:
    if day := queries.teaches_during(trainer.id, found):
        raise Refused(Reason.TRAINER_TEACHES, name=trainer.name, day=day)
    if day := queries.sits_during(trainer.id, found):
        raise Refused(Reason.TRAINER_SITS, name=trainer.name, day=day)
    days = queries.days_of(found)
    try:
        with db.session.begin_nested():
            db.session.add_all(
                TrainerTime(trainer_id=trainer.id, class_id=found.id, starts_at=each.starts, ends_at=each.ends)
                for each in days
            )
    except IntegrityError as error:  # the database has the last word
        if overlap_of(error) is None:
            raise
        raise Refused(Reason.TRAINER_SITS, name=trainer.name, day=found.first_day) from None


def _refuse_unless_trained_before(trainer: Trainer, found: TrainingClass) -> None:
    if not queries.refreshes(found):
        return
    trained = queries.programme_of(found).terms.trains
    if not any(trainers.qualification(trainer, slug) for slug in trained):
        raise Refused(Reason.FIRST_TRAINING_MISSING, name=trainer.name)


def _release(trainer_ids: Collection[int], class_id: int) -> None:
    db.session.execute(
        delete(TrainerTime).where(TrainerTime.class_id == class_id, TrainerTime.trainer_id.in_(trainer_ids))
    )
