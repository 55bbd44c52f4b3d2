"""Making a class, cancelling it, changing its trainer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import record
from lms.centres.models import Room
from lms.classes import messages, queries
from lms.classes.actions.bookings import rebook
from lms.classes.actions.locks import hold_classes
from lms.classes.actions.offers import end_wait, tell
from lms.classes.models import ROOM_ONCE, TRAINER_ONCE, ClassSession, MakeUp, TrainingClass
from lms.classes.queries.planning import PlannedSession, plan_class, trainer_clashes, why_not_taught
from lms.classes.rules import Outcome, Reason
from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.overlap import overlap_of
from lms.curriculum.rules.programme import Block, Slot
from lms.registration import queries as registration
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer


def create_class(
    *,
    edition_id: int,
    variant: str,
    room_id: int,
    language: str,
    days: Sequence[date],
    trainer_ids: Sequence[int],
    capacity: int | None = None,
    by: int | None,
    at: datetime,
) -> TrainingClass:
    """Make a class with all its sessions. Raises Refused with the first thing that speaks against the plan."""
    _hold(Room, [room_id])
    _hold(Trainer, trainer_ids)
    plan = plan_class(
        edition_id=edition_id, variant=variant, room_id=room_id, language=language, days=days,
        trainer_ids=trainer_ids, capacity=capacity, at=at,
    )  # fmt: skip
    for problem in plan.problems:
        raise problem
    made = TrainingClass(
        edition_id=edition_id,
        programme_slug=plan.programme.slug,
        variant=variant,
        centre_id=plan.room.centre_id,
        language=language,
        capacity=plan.capacity,
        first_day=days[0],
        last_day=days[-1],
        created_at=at,
        created_by_id=by,
        sessions=[_session(each, room_id) for each in plan.sessions],
    )
    with placing(room=plan.room, trainer=next(each.trainer for each in plan.sessions if each.trainer), day=days[0]):
        db.session.add(made)
    record(action="class-made", kind="class", subject=made.id, by=by, at=at)
    return made


def cancel_class(*, class_id: int, by: int | None, at: datetime) -> None:
    """Call off what has not begun of a class, tell everybody who had a seat or waited, free room and trainer."""
    found = hold_classes({class_id})[class_id]
    if found.cancelled_at:
        return
    if at >= found.sessions[-1].starts_at:
        raise Refused(Reason.BEGUN)
    taken, waiting = queries.seats(class_id), [one.wait for one in queries.waiting_list(class_id)]
    ahead = [each for each in found.sessions if each.starts_at > at]
    guests = db.session.scalars(select(MakeUp).where(MakeUp.session_id.in_([each.id for each in ahead]))).all()
    people = registration.people({each.enrolment_id for each in [*taken, *waiting, *guests]})
    for each in people.values():
        tell(each, found, messages.Notice.CLASS_CANCELLED, at=at)
    found.cancelled_at = at
    for each in ahead:
        each.cancelled_at = at
    for each in taken:
        each.given_up_at = at
    for each in waiting:
        end_wait(each, Outcome.CANCELLED, at=at)
    db.session.execute(delete(MakeUp).where(MakeUp.id.in_([each.id for each in guests])))
    rebook(class_id=class_id, at=at)
    record(action="class-cancelled", kind="class", subject=class_id, by=by, at=at)
    db.session.flush()


def replace_trainer(*, class_id: int, trainer_id: int, by: int | None, at: datetime) -> None:
    """Give the blocks that have not begun to another trainer, who must be allowed and free to teach them."""
    _hold(Trainer, [trainer_id])
    found = hold_classes({class_id})[class_id]
    person = trainers.trainer(trainer_id)
    ahead = [each for each in found.sessions if each.block and each.starts_at > at and not each.cancelled_at]
    if found.cancelled_at or not ahead:
        raise Refused(Reason.CANCELLED if found.cancelled_at else Reason.BEGUN)
    variant = queries.variant_of(found)
    planned = [_replanned(each, variant.block(each.block), person) for each in ahead]
    for problem in why_not_taught(planned, programme=queries.programme_of(found), language=found.language):
        raise problem
    for problem in trainer_clashes(planned, except_class=class_id):
        raise problem
    with placing(room=ahead[0].room, trainer=person, day=clock.local(ahead[0].starts_at).date()):
        for each in ahead:
            each.trainer_id = trainer_id
    record(action="trainer-changed", kind="class", subject=class_id, by=by, at=at)
    db.session.flush()


@contextmanager
def placing(*, room: Room, trainer: Trainer | None, day: date) -> Iterator[None]:
    """Within, sessions are put on the timetable and saved; the database has the last word on who came first.

    Raises Refused(CLASH_OF_ROOM or CLASH_OF_TRAINER) with what is named here."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as error:
        if overlap_of(error) == TRAINER_ONCE.name and trainer:
            raise Refused(Reason.CLASH_OF_TRAINER, name=trainer.name, day=day) from None
        if overlap_of(error) == ROOM_ONCE.name:
            raise Refused(Reason.CLASH_OF_ROOM, room=room.name, day=day) from None
        raise


def _hold(table: type[Room] | type[Trainer], ids: Sequence[int]) -> None:
    """Until the transaction ends nobody else can plan with these: that is what makes a clash impossible."""
    db.session.execute(select(table.id).where(table.id.in_(ids)).order_by(table.id).with_for_update())


def _session(planned: PlannedSession, room_id: int) -> ClassSession:
    item = planned.slot.item
    return ClassSession(
        day=planned.slot.day,
        block=item.id if isinstance(item, Block) else None,
        break_kind=None if isinstance(item, Block) else item.kind,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        room_id=room_id,
        trainer_id=planned.trainer.id if planned.trainer else None,
    )


def _replanned(session: ClassSession, block: Block, person: Trainer) -> PlannedSession:
    slot = Slot(session.day, block, clock.local(session.starts_at), clock.local(session.ends_at))
    return PlannedSession(slot, session.starts_at, session.ends_at, person)
