"""Where the sessions of a class would be if it were moved, and everything that speaks against it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from lms.centres import queries as centres
from lms.centres.models import Room
from lms.classes.models import ClassSession, TrainingClass
from lms.classes.queries.bookings import days_of, taken_times
from lms.classes.queries.planning import (
    PlannedSession,
    guest_clashes,
    room_clashes,
    trainer_clashes,
    why_not_taught,
)
from lms.classes.queries.seats import people_in, seat_counts
from lms.classes.queries.timetable import programme_of, variant_of
from lms.classes.rules import Reason
from lms.classes.rules.agenda import Placement, moved_days
from lms.classes.rules.timetable import clashes
from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.curriculum.rules.programme import Break, audiences_of
from lms.curriculum.rules.time_log import Slot
from lms.trainers import queries as trainers


def placement_of(session: ClassSession, *, trainer_id: int | None = None) -> Placement:
    """Where a session is now; with another trainer, if one is given and it is no break."""
    return Placement(
        session.starts_at,
        session.ends_at,
        session.room_id,
        (trainer_id or session.trainer_id) if session.block else None,
    )


def days_ahead(found: TrainingClass, *, at: datetime) -> list[str]:
    """The days of a class of which nothing has begun, in order."""
    begun = {each.day for each in found.sessions if each.starts_at <= at}
    return [each for each in dict.fromkeys(one.day for one in found.sessions) if each not in begun]


def days_from(found: TrainingClass, first: date, *, at: datetime) -> dict[str, date]:
    """The dates of its days when a class begins on another one, or when what is left of it goes on on another one: as
    many working days apart. When its last day has begun, of all its days."""
    days = days_ahead(found, at=at) or list(dict.fromkeys(each.day for each in found.sessions))
    dates = [clock.local(next(one for one in found.sessions if one.day == day).starts_at).date() for day in days]
    return dict(zip(days, moved_days(dates, first), strict=True))


def elsewhere(
    found: TrainingClass,
    dates: Mapping[str, date],
    *,
    starts: time | None = None,
    room_id: int | None = None,
    trainer_id: int | None = None,
) -> dict[int, Placement]:
    """The placements that put days of the class on these dates: from another hour on, or from the same. Raises
    NotThere."""
    if dates.keys() - {each.day for each in found.sessions}:
        raise NotThere
    shifts = {day: _shift(found, day, on, starts) for day, on in dates.items()}
    return {
        each.id: Placement(
            _shifted(each.starts_at, *shifts[each.day]),
            _shifted(each.ends_at, *shifts[each.day]),
            room_id or each.room_id,
            (trainer_id or each.trainer_id) if each.block else None,
        )
        for each in found.sessions
        if each.day in dates
    }


def _shift(found: TrainingClass, day: str, on: date, starts: time | None) -> tuple[timedelta, timedelta]:
    """By how many days, and by how much of a day, a day of the class moves."""
    first = clock.local(next(each for each in found.sessions if each.day == day).starts_at)
    later = timedelta()
    if starts:
        later = timedelta(hours=starts.hour - first.hour, minutes=starts.minute - first.minute)
    return timedelta(days=(on - first.date()).days), later


def planned(found: TrainingClass, placements: Mapping[int, Placement]) -> list[PlannedSession]:
    """The moved sessions as they are to be, in order of time. Raises NotThere when a room or trainer is not there."""
    rooms = {each: centres.room(each) for each in {to.room_id for to in placements.values()}}
    people = {each: trainers.trainer(each) for each in {to.trainer_id for to in placements.values() if to.trainer_id}}
    own = {each.id: each for each in found.sessions}
    moved = [
        PlannedSession(_slot(found, own[each], to), to.starts_at, to.ends_at, rooms[to.room_id],
                       people.get(to.trainer_id), own[each].guest_id)
        for each, to in placements.items()
    ]  # fmt: skip
    return sorted(moved, key=lambda each: each.starts_at)


def why_not_placed(
    found: TrainingClass, moved: list[PlannedSession], *, besides: Collection[int], at: datetime
) -> Iterator[Refused]:
    """Everything that speaks against the sessions being there; `besides` are those they replace. Of room and time only
    what is another than now: a trainer who fell ill is replaced, whatever became of the room or the day since."""
    yield from _why_not_there(found, moved)
    others = [each for each in found.sessions if each.id not in besides and not each.cancelled_at]
    if _overlaps_itself([(each.starts_at, each.ends_at) for each in [*moved, *others]]):
        yield Refused(Reason.OVERLAPS_ITSELF)
    if _in_two_places(found, moved, others, at):
        yield Refused(Reason.IN_TWO_PLACES)
    yield from why_not_taught(moved, programme=programme_of(found), language=found.language)
    yield from room_clashes(moved, besides=besides)
    yield from trainer_clashes(moved, besides=besides)
    yield from guest_clashes(moved, besides=besides)


def busy_people(found: TrainingClass) -> list[str]:
    """Names of those with a seat who are booked elsewhere on one of the days of the class as they are now."""
    days = days_of(found)
    taken = taken_times([each.enrolment.registration_id for each in people_in(found.id)], days, but_class=[found.id])
    return [
        each.enrolment.registration.full_name
        for each in people_in(found.id)
        if clashes(days, taken.get(each.enrolment.registration_id, ()))
    ]


def _why_not_there(found: TrainingClass, moved: list[PlannedSession]) -> Iterator[Refused]:
    now = [each for each in found.sessions if not each.cancelled_at]
    in_use, held = {each.room_id for each in now}, {(each.room_id, each.starts_at, each.ends_at) for each in now}
    for room in {each.room.id: each.room for each in moved if each.room.id not in in_use}.values():
        yield from _why_not_in(found, room)
    away: dict[Room, list[PlannedSession]] = {}
    for each in moved:
        if (each.room.id, each.starts_at, each.ends_at) not in held:
            away.setdefault(each.room, []).append(each)
    for room, there in away.items():
        yield from centres.why_not_held(
            room,
            spans=[(each.slot.starts, each.slot.ends) for each in there],
            audiences=audiences_of(each.slot.item for each in there if each.trainer),
        )


def _why_not_in(found: TrainingClass, room: Room) -> Iterator[Refused]:
    """A new room must have a chair for everybody. How large the class may be was asked when they sat down."""
    if room.centre_id != found.centre_id:
        yield Refused(Reason.ROOM_ELSEWHERE)
    yield from centres.why_not_used(room)
    people = seat_counts([found.id])[found.id].people
    if room.chairs < people:
        yield Refused(Reason.ROOM_SMALL, room=room.called, most=room.chairs, taken=people)


def _in_two_places(
    found: TrainingClass, moved: list[PlannedSession], others: list[ClassSession], at: datetime
) -> bool:
    """Whether what is still to come of a class would be in two places. Days that have begun may have been elsewhere,
    and end there."""
    ahead = set(days_ahead(found, at=at))
    begun = {(each.day, each.place) for each in found.sessions if each.day not in ahead}
    there = [(each.slot.day, each.room.id if each.room.away else None) for each in moved]
    there += [(each.day, each.place) for each in others]
    return len({place for day, place in there if (day, place) not in begun}) > 1


def _overlaps_itself(times: list[tuple[datetime, datetime]]) -> bool:
    ordered = sorted(times)
    return any(other[0] < one[1] for one, other in zip(ordered, ordered[1:], strict=False))


def _slot(found: TrainingClass, session: ClassSession, to: Placement) -> Slot:
    item = variant_of(found).block(session.block) if session.block else Break(session.break_kind, session.minutes)
    return Slot(session.day, item, clock.local(to.starts_at), clock.local(to.ends_at))


def _shifted(moment: datetime, days: timedelta, later: timedelta) -> datetime:
    """Some days on at the same hour of the wall clock, and then by so much later."""
    local = clock.local(moment)
    return clock.at_local((local + days).date(), local.hour, local.minute) + later
