"""A class before it is made: its time log, its seats, and everything that speaks against it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import or_, select

from lms.centres import queries as centres
from lms.centres.models import Room
from lms.classes.models import LARGEST_CLASS, ClassSession
from lms.classes.rules import Reason
from lms.classes.rules.timetable import Interval, clashes, days_fit
from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Block, Programme, Slot, Variant, audiences_of, lay_out
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One line of a time log to be: a slot of the programme at a moment, with its trainer unless it is a break."""

    slot: Slot
    starts_at: datetime
    ends_at: datetime
    trainer: Trainer | None

    @property
    def interval(self) -> Interval:
        """The time it takes up."""
        return Interval(self.starts_at, self.ends_at)


@dataclass(frozen=True, slots=True)
class Plan:
    """A class to be. `problems` are refusals; with none it can be made."""

    programme: Programme
    variant: Variant
    room: Room
    language: str
    days: tuple[date, ...]
    sessions: tuple[PlannedSession, ...]
    capacity: int
    problems: tuple[Refused, ...]


def most_seats(room: Room, programme: Programme) -> int:
    """The largest class in a room: at most 25, what the programme allows, and one person a square metre (E69, E74)."""
    return min(LARGEST_CLASS, programme.max_class_size, room.seats)


def plan_class(
    *,
    edition_id: int,
    variant: str,
    room_id: int,
    language: str,
    days: Sequence[date],
    trainer_ids: Sequence[int],
    capacity: int | None = None,
    at: datetime,
) -> Plan:
    """The class these would make. `trainer_ids`: one for all days, or one for each day in order."""
    programme = curriculum.programme(edition_id)
    taught = programme.variant(variant)
    room = centres.room(room_id)
    most = most_seats(room, programme)
    sessions = _sessions(taught, days, trainer_ids) if days_fit(days, len(taught.days)) else ()
    problems: list[Refused] = []
    if not sessions:
        problems.append(Refused(Reason.DAYS_DO_NOT_FIT, days=len(taught.days)))
    elif sessions[0].starts_at <= at:
        problems.append(Refused(Reason.DAY_PAST))
    if not 1 <= (capacity or most) <= most:
        problems.append(Refused(Reason.CAPACITY, most=most))
    problems += centres.why_not_held(
        room,
        spans=[(each.slot.starts, each.slot.ends) for each in sessions],
        audiences=audiences_of(each.slot.item for each in sessions if each.trainer),
    )
    problems += why_not_taught(sessions, programme=programme, language=language)
    problems += room_clashes(sessions, room)
    problems += trainer_clashes(sessions)
    return Plan(
        programme, taught, room, language, tuple(days), sessions, capacity or most, tuple(problems)
    )


def _sessions(variant: Variant, days: Sequence[date], trainer_ids: Sequence[int]) -> tuple[PlannedSession, ...]:
    by_day = dict(zip((day.id for day in variant.days), _one_a_day(trainer_ids, len(days)), strict=True))
    return tuple(
        PlannedSession(
            slot,
            clock.at_local(slot.starts.date(), slot.starts.hour, slot.starts.minute),
            clock.at_local(slot.ends.date(), slot.ends.hour, slot.ends.minute),
            by_day[slot.day] if isinstance(slot.item, Block) else None,
        )
        for slot in lay_out(variant, days)
    )


def _one_a_day(trainer_ids: Sequence[int], days: int) -> list[Trainer]:
    found = {each: trainers.trainer(each) for each in trainer_ids}
    each_day = list(trainer_ids) if len(trainer_ids) == days else [trainer_ids[0]] * days
    return [found[each] for each in each_day]


def why_not_taught(sessions: Sequence[PlannedSession], *, programme: Programme, language: str) -> Iterator[Refused]:
    """Why a trainer may not teach on one of the days: each reason once."""
    seen = set()
    for each in sessions:
        if each.trainer is None:
            continue
        for reason in _reasons(each, programme, language):
            if (each.trainer.id, reason) not in seen:
                seen.add((each.trainer.id, reason))
                yield Refused(reason, name=each.trainer.name)


def _reasons(each: PlannedSession, programme: Programme, language: str) -> list[StrEnum]:
    return trainers.why_not_assigned(
        each.trainer,
        programme=programme,
        modules=each.slot.item.modules,
        day=each.slot.starts.date(),
        language=language,
    )


def room_clashes(sessions: Sequence[PlannedSession], room: Room) -> list[Refused]:
    """Whether the room is taken at one of the times."""
    taken = _taken(sessions, ClassSession.room_id == room.id)
    if found := clashes([each.interval for each in sessions], [interval for _, interval in taken]):
        return [Refused(Reason.CLASH_OF_ROOM, room=room.name, day=clock.local(found[0].starts).date())]
    return []


def trainer_clashes(sessions: Sequence[PlannedSession], *, except_class: int | None = None) -> list[Refused]:
    """Which of the trainers teach elsewhere at one of the times."""
    people = {each.trainer.id: each.trainer for each in sessions if each.trainer}
    here = or_(*(ClassSession.trainer_id == each for each in people)) if people else ClassSession.id.is_(None)
    taken = _taken(sessions, here & (ClassSession.class_id != (except_class or 0)))
    refused = []
    for trainer_id, person in people.items():
        own = [interval for whose, interval in taken if whose == trainer_id]
        planned = [each.interval for each in sessions if each.trainer and each.trainer.id == trainer_id]
        if found := clashes(planned, own):
            day = clock.local(found[0].starts).date()
            refused.append(Refused(Reason.CLASH_OF_TRAINER, name=person.name, day=day))
    return refused


def _taken(sessions: Sequence[PlannedSession], where: object) -> list[tuple[int | None, Interval]]:
    if not sessions:
        return []
    rows = db.session.execute(
        select(ClassSession.trainer_id, ClassSession.starts_at, ClassSession.ends_at).where(
            where,
            ClassSession.cancelled_at.is_(None),
            ClassSession.starts_at < max(each.ends_at for each in sessions),
            ClassSession.ends_at > min(each.starts_at for each in sessions),
        )
    )
    return [(trainer_id, Interval(starts, ends)) for trainer_id, starts, ends in rows]
