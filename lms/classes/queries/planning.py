"""A class before it is made: its time log, its seats, and everything that speaks against it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from lms.centres import queries as centres
from lms.centres.models import Room
from lms.classes.models import LARGEST_CLASS, ClassSession
from lms.classes.queries.trainings import sitting_times
from lms.classes.rules import Reason
from lms.classes.rules.timetable import Interval, clashes, days_fit
from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Block, Programme, Variant, audiences_of
from lms.curriculum.rules.time_log import Slot, lay_out
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer
from lms.trainers.rules import Kind


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One line of a time log to be: a slot of the programme in a room, with its trainer unless it is a break, and with
    the guest who is booked for it already."""

    slot: Slot
    starts_at: datetime
    ends_at: datetime
    room: Room
    trainer: Trainer | None
    guest_id: int | None = None

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
    sessions = _sessions(taught, days, room, trainer_ids) if days_fit(days, len(taught.days)) else ()
    problems: list[Refused] = []
    if not sessions:
        problems.append(Refused(Reason.DAYS_DO_NOT_FIT, days=len(taught.days)))
    elif sessions[0].starts_at <= at:
        problems.append(Refused(Reason.DAY_PAST))
    if not 1 <= (capacity or most) <= most:
        problems.append(Refused(Reason.CAPACITY, most=most))
    problems += centres.why_not_used(room)
    problems += centres.why_not_held(
        room,
        spans=[(each.slot.starts, each.slot.ends) for each in sessions],
        audiences=audiences_of(each.slot.item for each in sessions if each.trainer),
    )
    problems += why_not_taught(sessions, programme=programme, language=language)
    problems += room_clashes(sessions)
    problems += trainer_clashes(sessions)
    return Plan(
        programme, taught, room, language, tuple(days), sessions, capacity or most, tuple(problems)
    )


def _sessions(
    variant: Variant, days: Sequence[date], room: Room, trainer_ids: Sequence[int]
) -> tuple[PlannedSession, ...]:
    by_day = dict(zip((day.id for day in variant.days), _one_a_day(trainer_ids, len(days)), strict=True))
    return tuple(
        PlannedSession(
            slot,
            clock.at_local(slot.starts.date(), slot.starts.hour, slot.starts.minute),
            clock.at_local(slot.ends.date(), slot.ends.hour, slot.ends.minute),
            room,
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


def room_clashes(sessions: Sequence[PlannedSession], *, besides: Collection[int] = ()) -> list[Refused]:
    """Which rooms are taken at one of the times; `besides` are sessions that leave theirs."""
    rooms = {each.room.id: each.room for each in sessions}
    taken = _taken(sessions, ClassSession.room_id, rooms, besides)
    return [
        Refused(Reason.CLASH_OF_ROOM, room=rooms[room_id].called, day=day)
        for room_id, day in _clashing(taken, ((each.room.id, each.interval) for each in sessions))
    ]


def trainer_clashes(sessions: Sequence[PlannedSession], *, besides: Collection[int] = ()) -> list[Refused]:
    """Which of the trainers teach elsewhere at one of the times."""
    people = {each.trainer.id: each.trainer for each in sessions if each.trainer}
    guests_too = any(each.kind != Kind.STAFF for each in people.values())
    taken = (_engaged if guests_too else _teaching)(sessions, people, besides)
    planned = [(each.trainer.id, each.interval) for each in sessions if each.trainer]
    return [
        *_refused(Reason.CLASH_OF_TRAINER, people, _clashing(taken, planned)),
        *_refused(Reason.TRAINER_SITS, people, _clashing(_sitting(sessions, people), planned)),
    ]


def guest_clashes(sessions: Sequence[PlannedSession], *, besides: Collection[int]) -> list[Refused]:
    """Whether the guest of one of the sessions teaches, or is a guest, elsewhere at its time."""
    booked = [(each.guest_id, each.interval) for each in sessions if each.guest_id]
    taken = _engaged(sessions, {guest_id for guest_id, _ in booked}, besides)
    return [Refused(Reason.GUEST_BUSY) for _ in _clashing(taken, booked)]


def _teaching(
    sessions: Sequence[PlannedSession], people: Collection[int], besides: Collection[int]
) -> dict[int, list[Interval]]:
    return _taken(sessions, ClassSession.trainer_id, people, besides)


def _engaged(
    sessions: Sequence[PlannedSession], people: Collection[int], besides: Collection[int]
) -> dict[int, list[Interval]]:
    """The times at which these people teach or are guests."""
    taken = _teaching(sessions, people, besides)
    for guest_id, times in _taken(sessions, ClassSession.guest_id, people, besides).items():
        taken.setdefault(guest_id, []).extend(times)
    return taken


def _sitting(sessions: Sequence[PlannedSession], people: Collection[int]) -> Mapping[int, Sequence[Interval]]:
    if not sessions:
        return {}
    return sitting_times(people, min(each.starts_at for each in sessions), max(each.ends_at for each in sessions))


def _refused(
    reason: Reason, people: Mapping[int, Trainer], found: Iterable[tuple[int, date]]
) -> Iterator[Refused]:
    return (Refused(reason, name=people[trainer_id].name, day=day) for trainer_id, day in found)


def _clashing(
    taken: Mapping[int, Sequence[Interval]], planned: Iterable[tuple[int, Interval]]
) -> Iterator[tuple[int, date]]:
    """Whose time is taken, each once, with the first day on which it is."""
    seen = set()
    for whose, interval in planned:
        if whose not in seen and clashes([interval], taken.get(whose, ())):
            seen.add(whose)
            yield whose, clock.local(interval.starts).date()


def _taken(
    sessions: Sequence[PlannedSession],
    column: InstrumentedAttribute,
    whose: Collection[int],
    besides: Collection[int],
) -> dict[int, list[Interval]]:
    """The times at which these rooms or trainers have something to do, as far as they matter to the sessions."""
    found: dict[int, list[Interval]] = {}
    if not sessions or not whose:
        return found
    rows = db.session.execute(
        select(column, ClassSession.starts_at, ClassSession.ends_at).where(
            column.in_(whose),
            ClassSession.id.not_in(besides),
            ClassSession.cancelled_at.is_(None),
            ClassSession.starts_at < max(each.ends_at for each in sessions),
            ClassSession.ends_at > min(each.starts_at for each in sessions),
        )
    )
    for one, starts, ends in rows:
        found.setdefault(one, []).append(Interval(starts, ends))
    return found
