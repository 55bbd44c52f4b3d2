"""What needs an officer now: the same few queries, however much there is to do."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, null, select

from lms.attendance.models import Contradiction, RollCall, WalkIn
from lms.centres import queries as centres
from lms.certificates.models import Certificate
from lms.classes.models import ClassSession, Seat, TrainingClass, Wait
from lms.classes.permissions import classes_visible_to
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.home.queries.desk import LOOK_BACK, ROLL_OPEN, DeskStart
from lms.home.rules.tasks import Filling, Kind, Task, TaskKind, in_order, is_thin, placeable
from lms.notices import queries as notices
from lms.trainers import queries as trainers

JUST_ISSUED = timedelta(days=3)
AFTER_THE_BLOCK = timedelta(hours=1)
MOST_DUE = 5


def tasks(actor: Actor, day: DeskStart, *, at: datetime) -> list[Task]:
    """Everything that needs somebody at the desk, the most urgent first."""
    today = clock.local(at).date()
    return in_order([
        *_counted(actor, at), *_of_classes(day, today, at), *_messages(actor, at), *_due(actor, today),
    ])  # fmt: skip


def _of_classes(day: DeskStart, today: date, at: datetime) -> Iterator[Task]:
    names = {each.id: each.centre.names for each in day.coming}
    for each in [*(held.training_class for held in day.held), *day.coming]:
        if any(_wants_trainer(session, at) for session in each.sessions):
            yield Task(TaskKind.NO_TRAINER, 1, each.id, each.centre.names, each.first_day)
    for each in day.coming:
        taken = day.counts[each.id].taken
        if is_thin(taken=taken, day=each.first_day, today=today):
            yield Task(TaskKind.FEW, taken, each.id, each.centre.names, each.first_day)
    for full, other in placeable([_filling(each, day) for each in day.coming]):
        kind = TaskKind.PLACEABLE if other else TaskKind.WAITING
        yield Task(
            kind, full.waiting, full.class_id, names[full.class_id], full.day, other_day=other.day if other else None
        )


def _wants_trainer(session: ClassSession, at: datetime) -> bool:
    """Whether a block has no trainer and there is still time to find one."""
    return bool(session.block) and not session.trainer_id and not session.cancelled_at and session.ends_at > at


def _filling(each: TrainingClass, day: DeskStart) -> Filling:
    count = day.counts[each.id]
    kind = Kind(each.programme_slug, each.variant, each.centre_id, each.language)
    return Filling(each.id, kind, each.first_day, count.waiting, count.free)


def _counted(actor: Actor, at: datetime) -> Iterator[Task]:
    """What is counted for each class, or each session of one."""
    found = {
        TaskKind.DIFFERENCES: _in_sessions(Contradiction),
        TaskKind.WALK_INS: _in_sessions(WalkIn),
        TaskKind.OFFERS: _offers(at),
        TaskKind.ROLL_OPEN: _open_rolls(at),
        TaskKind.CERTIFICATES: _certificates(at),
    }
    rows = [
        (kind, *row)
        for kind, query in found.items()
        for row in db.session.execute(query.where(classes_visible_to(actor)))
    ]
    wanted = select(TrainingClass).where(TrainingClass.id.in_({class_id for _, _, class_id, _, _ in rows}))
    classes = {each.id: each for each in db.session.scalars(wanted)} if rows else {}
    for kind, thing_id, class_id, count, until in rows:
        held = classes[class_id]
        yield Task(kind, count, thing_id, held.centre.names, held.first_day, until=until)


def _in_sessions(table: type[Contradiction] | type[WalkIn]) -> Select[tuple]:
    """Sessions with something that nobody has settled."""
    return (
        select(table.session_id, TrainingClass.id, func.count(), null())
        .join(ClassSession, ClassSession.id == table.session_id)
        .join(TrainingClass, TrainingClass.id == ClassSession.class_id)
        .where(table.settled_at.is_(None))
        .group_by(table.session_id, TrainingClass.id)
    )


def _offers(at: datetime) -> Select[tuple]:
    """Offers that nobody has answered, and when the first of them ends."""
    return (
        select(TrainingClass.id, TrainingClass.id, func.count(), func.min(Wait.offered_until))
        .join(Wait, Wait.class_id == TrainingClass.id)
        .where(Wait.ended_at.is_(None), Wait.offered_until > at)
        .group_by(TrainingClass.id)
    )


def _open_rolls(at: datetime) -> Select[tuple]:
    """Classes with people in it and blocks that are over, whose roll call nobody has closed."""
    return (
        select(TrainingClass.id, TrainingClass.id, func.count(ClassSession.id), null())
        .join(ClassSession, ClassSession.class_id == TrainingClass.id)
        .outerjoin(RollCall, RollCall.session_id == ClassSession.id)
        .where(*ROLL_OPEN, ClassSession.ends_at.between(at - LOOK_BACK, at - AFTER_THE_BLOCK))
        .group_by(TrainingClass.id)
    )


def _certificates(at: datetime) -> Select[tuple]:
    """Classes whose certificates were issued in the last days, to be printed."""
    return (
        select(TrainingClass.id, TrainingClass.id, func.count(Certificate.id), null())
        .join(Seat, Seat.class_id == TrainingClass.id)
        .join(Certificate, Certificate.enrolment_id == Seat.enrolment_id)
        .where(
            Certificate.issued_at.between(at - JUST_ISSUED, at),
            Certificate.revoked_at.is_(None),
            Certificate.replaced_at.is_(None),
            Seat.given_up_at.is_(None),
        )
        .group_by(TrainingClass.id)
    )


def _messages(actor: Actor, at: datetime) -> Iterator[Task]:
    failed, slips = notices.count_wanting(actor, at=at)
    if failed:
        yield Task(TaskKind.NOT_TOLD, failed)
    if slips:
        yield Task(TaskKind.SLIPS, slips)


def _due(actor: Actor, today: date) -> Iterator[Task]:
    for each in centres.due(actor, today)[:MOST_DUE]:
        yield Task(TaskKind.PLACE_DUE, thing_id=each.thing_id, day=each.on, due=each)
    for each in trainers.due(actor, today)[:MOST_DUE]:
        yield Task(TaskKind.TRAINER_DUE, thing_id=each.trainer_id, day=each.on, due=each)
