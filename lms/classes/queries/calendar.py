"""Timetables of centres, rooms and trainers: a few columns of many sessions, put together day by day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, DateTime, Row, func, or_, select, type_coerce
from sqlalchemy.orm import selectinload

from lms.centres.models import Room
from lms.classes.models import LARGEST_CLASS, ClassSession, Seat, TrainerSeat, TrainingClass
from lms.classes.rules.feeds import Whose
from lms.classes.rules.seats import hard_capacity
from lms.core import clock
from lms.core.database import db
from lms.trainers.models import Trainer

# Moments as they are stored: in one week many begin at the same one, so each is read as a moment only once.
_SESSION = (
    ClassSession.class_id, ClassSession.day, ClassSession.room_id, type_coerce(ClassSession.starts_at, DateTime),
    type_coerce(ClassSession.ends_at, DateTime), ClassSession.block, ClassSession.break_kind, ClassSession.trainer_id,
    ClassSession.cancelled_at.is_(None),
)  # fmt: skip
_CLASS = (
    TrainingClass.id, TrainingClass.edition_id, TrainingClass.variant, TrainingClass.language, TrainingClass.sequence,
    func.coalesce(TrainingClass.changed_at, TrainingClass.created_at), TrainingClass.capacity,
)  # fmt: skip


@dataclass(slots=True)  # frozen ones take three times as long to make, and a week may have two thousand
class Part:
    """One line of a day: a block and who teaches it, or a break."""

    starts: datetime
    ends: datetime
    block: str | None
    break_kind: str | None
    trainer: Trainer | None


@dataclass(slots=True)
class ClassDay:
    """What a class does on one date in one room."""

    class_id: int
    day: str
    date: date
    room: Room
    edition_id: int
    variant: str
    language: str
    sequence: int
    changed_at: datetime
    capacity: int
    starts: datetime
    ends: datetime
    taken: int = 0
    cancelled: bool = True
    parts: list[Part] = field(default_factory=list)

    @property
    def trainers(self) -> list[Trainer]:
        """Who teaches, each once, in order."""
        return list({each.trainer.id: each.trainer for each in self.parts if each.trainer}.values())

    @property
    def minutes(self) -> int:
        """From its first minute to its last, breaks and all."""
        return _minutes(self.starts, self.ends)

    @property
    def outline(self) -> str:
        """Its blocks as an SVG path, a minute wide each; the gaps are the breaks."""
        begins = self.starts
        return "".join(
            f"M{_minutes(begins, each.starts)} 0h{(long := _minutes(each.starts, each.ends))}v6h-{long}z"
            for each in self.parts
            if each.block
        )


def class_days(
    whose: Whose, subject_id: int, first: date, last: date, *, breaks: bool = True, cancelled: bool = False
) -> list[ClassDay]:
    """What is on between two dates at a centre, in a room or with a trainer, in order of time; without `breaks`, these
    are no parts of a day, though it may end with one; with `cancelled`, also what was called off. The same few queries
    for one session as for two thousand."""
    wanted = select(*_SESSION).where(
        _of(whose, subject_id),
        ClassSession.starts_at >= clock.at_local(first),
        ClassSession.starts_at < clock.at_local(last + timedelta(days=1)),
        *([] if cancelled else [ClassSession.cancelled_at.is_(None)]),
    )
    rows = db.session.execute(wanted.order_by(ClassSession.starts_at, ClassSession.class_id)).all()
    classes = select(*_CLASS).where(TrainingClass.id.in_({each[0] for each in rows}))
    return _grouped(
        rows,
        breaks,
        {class_id: facts for class_id, *facts in db.session.execute(classes)},
        _by_id(Room, {each[2] for each in rows}),
        _by_id(Trainer, {each[7] for each in rows if each[7]}),
    )


def with_seats(days: Iterable[ClassDay]) -> list[ClassDay]:
    """The same with how many seats are taken."""
    days = list(days)
    ids = {each.class_id for each in days}
    taken = {
        class_id: people
        for kind in (Seat, TrainerSeat)  # a class has seats of one kind
        for class_id, people in db.session.execute(
            select(kind.class_id, func.count())
            .where(kind.class_id.in_(ids), kind.given_up_at.is_(None))
            .group_by(kind.class_id)
        )
    }
    for each in days:
        each.taken = taken.get(each.class_id, 0)
    return days


def _of(whose: Whose, subject_id: int) -> ColumnElement[bool]:
    if whose is Whose.TRAINER:
        sits = select(TrainerSeat.class_id).join(TrainerSeat.training_class).where(
            TrainerSeat.trainer_id == subject_id,
            or_(TrainerSeat.given_up_at.is_(None), TrainerSeat.given_up_at == TrainingClass.cancelled_at),
        )
        comes = or_(ClassSession.trainer_id == subject_id, ClassSession.guest_id == subject_id)
        return or_(comes, ClassSession.class_id.in_(sits))
    if whose is Whose.ROOM:
        return ClassSession.room_id == subject_id
    return ClassSession.room_id.in_(select(Room.id).where(Room.centre_id == subject_id))


def _by_id(table: type[Room] | type[Trainer], ids: Collection[int]) -> Mapping[int, Room | Trainer]:
    wanted = select(table).where(table.id.in_(ids))
    if table is Room:
        wanted = wanted.options(selectinload(Room.centre))  # once, not beside each of its rooms
    return {each.id: each for each in db.session.scalars(wanted)} if ids else {}


def _grouped(
    rows: Iterable[Row], breaks: bool, classes: Mapping[int, Sequence], rooms: Mapping[int, Room],
    people: Mapping[int, Trainer],
) -> list[ClassDay]:  # fmt: skip
    moment, on = cache(_moment), cache(partial(_date, clock.zone()))
    found: dict[tuple, ClassDay] = {}
    for class_id, day, room_id, starts, ends, block, break_kind, trainer_id, held in rows:
        key = (class_id, day, on(starts), room_id)
        known = found.get(key)
        if known is None:
            *facts, capacity = classes[class_id]
            room = rooms[room_id]
            hard = hard_capacity(planned=capacity, room=room.seats, largest=LARGEST_CLASS)
            known = found[key] = ClassDay(class_id, day, key[2], room, *facts, hard, moment(starts), moment(ends))
        known.ends = moment(ends)
        known.cancelled = known.cancelled and not held
        if block or breaks:
            known.parts.append(Part(moment(starts), known.ends, block, break_kind, people.get(trainer_id)))
    return [each for each in found.values() if each.parts]  # a break alone is no day


def _moment(stored: datetime) -> datetime:
    return stored.replace(tzinfo=UTC)


def _date(zone: ZoneInfo, stored: datetime) -> date:
    return _moment(stored).astimezone(zone).date()


def _minutes(starts: datetime, ends: datetime) -> int:
    return (ends - starts).seconds // 60
