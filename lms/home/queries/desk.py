"""The day of an officer and of a trainer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from lms.attendance.models import RollCall
from lms.classes import queries as classes
from lms.classes.models import ClassSession, Seat, TrainerSeat, TrainingClass
from lms.classes.rules.seats import SeatCount
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.home.rules import Span, strip

COMING = LOOK_BACK = timedelta(days=14)
# A block of a class with people in it, whose roll call nobody has closed.
ROLL_OPEN = (
    ClassSession.block.is_not(None), ClassSession.cancelled_at.is_(None), RollCall.closed_at.is_(None),
    or_(*(
        select(kind.id).where(kind.class_id == ClassSession.class_id, kind.given_up_at.is_(None)).exists()
        for kind in (Seat, TrainerSeat)
    )),
)  # fmt: skip
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Held:
    """A class that is held today: its hours, its blocks, and how far the roll calls are."""

    training_class: TrainingClass
    sessions: Sequence[ClassSession]
    spans: Sequence[Span]
    closed: int
    late: int  # blocks that are over and whose roll call is open
    now: ClassSession | None

    @property
    def blocks(self) -> list[ClassSession]:
        """Its blocks of today, without the breaks."""
        return [each for each in self.sessions if each.block]


@dataclass(frozen=True, slots=True)
class DeskStart:
    """An officer's day: today's classes, those of the coming two weeks, and how full they are."""

    held: Sequence[Held]
    coming: Sequence[TrainingClass]
    counts: Mapping[int, SeatCount]


@dataclass(frozen=True, slots=True)
class TeachStart:
    """A trainer's day: today's blocks, the one to call next, the coming week, how many sit in each class; and the
    trainings in which the trainer learns and blocks to which they come as a guest, whether one of them today."""

    blocks: Sequence[ClassSession]
    next_session: ClassSession | None
    to_close: ClassSession | None  # of the blocks that are over, the first one whose roll call is open
    coming: Sequence[tuple[date, Sequence[ClassSession]]]
    counts: Mapping[int, SeatCount]
    closed: Collection[int]
    trainings: Sequence[TrainingClass]
    visits: Sequence[ClassSession]
    goes_today: bool


def desk_start(actor: Actor, *, at: datetime) -> DeskStart:
    """Today and the next two weeks of the centres that the officer serves."""
    today = clock.local(at).date()
    found = [each for each in classes.classes_between(actor, today, today + COMING) if not each.cancelled_at]
    days = [(each, _of_day(each, today)) for each in found if each.first_day <= today]
    closed = _closed(session.id for _, sessions in days for session in sessions)
    return DeskStart(
        [_held(each, sessions, closed, at) for each, sessions in days if sessions],
        [each for each in found if each.first_day > today],
        dict(classes.seat_counts([each.id for each in found])),
    )


def teach_start(trainer_id: int, *, at: datetime) -> TeachStart:
    """Today's blocks of a trainer and the week to come."""
    today = clock.local(at).date()
    days = classes.classes_of_trainer(trainer_id, today, today + WEEK)
    blocks = next((list(taught) for day, taught in days if day == today), [])
    trainings = classes.trainings_of(trainer_id, since=today)
    visits = classes.visits_of(trainer_id, at=at)
    to_close, closed = _rolls(trainer_id, at)
    return TeachStart(
        blocks,
        next((each for each in blocks if each.ends_at > at), None),
        to_close,
        [(day, taught) for day, taught in days if day != today],
        dict(classes.seat_counts({each.class_id for _, taught in days for each in taught})),
        closed,
        trainings,
        visits,
        any(_of_day(each, today) for each in trainings)
        or any(clock.local(each.starts_at).date() == today for each in visits),
    )


def _rolls(trainer_id: int, at: datetime) -> tuple[ClassSession | None, Collection[int]]:
    """The first block of the last two weeks whose roll call this trainer has not closed yet, and the blocks of today
    whose roll call is closed."""
    today = clock.local(at).date()
    late = and_(*ROLL_OPEN, ClassSession.ends_at.between(at - LOOK_BACK, at))
    of_today = ClassSession.starts_at.between(clock.at_local(today), clock.at_local(today + timedelta(days=1)))
    rows = db.session.execute(
        select(ClassSession, late.label("late"))
        .outerjoin(RollCall, RollCall.session_id == ClassSession.id)
        .where(ClassSession.trainer_id == trainer_id, or_(late, and_(of_today, RollCall.closed_at.is_not(None))))
        .options(joinedload(ClassSession.training_class))
        .order_by(ClassSession.starts_at, ClassSession.id)
    ).all()
    return next((each for each, is_late in rows if is_late), None), {each.id for each, is_late in rows if not is_late}


def _held(found: TrainingClass, sessions: Sequence[ClassSession], closed: Collection[int], at: datetime) -> Held:
    blocks = [each for each in sessions if each.block]
    return Held(
        found,
        sessions,
        strip(
            (_minute(each.starts_at), _minute(each.starts_at) + each.minutes, each.block is None) for each in sessions
        ),
        closed=sum(each.id in closed for each in blocks),
        late=sum(each.ends_at < at and each.id not in closed for each in blocks),
        now=next((each for each in blocks if each.starts_at <= at < each.ends_at), None),
    )


def _of_day(found: TrainingClass, today: date) -> list[ClassSession]:
    return [
        each
        for each in found.sessions
        if each.cancelled_at is None and clock.local(each.starts_at).date() == today
    ]


def _closed(session_ids: Iterable[int]) -> frozenset[int]:
    """Those of the sessions whose roll call is closed."""
    wanted = list(session_ids)
    found = select(RollCall.session_id).where(RollCall.session_id.in_(wanted), RollCall.closed_at.is_not(None))
    return frozenset(db.session.scalars(found)) if wanted else frozenset()


def _minute(moment: datetime) -> int:
    local = clock.local(moment)
    return local.hour * 60 + local.minute
