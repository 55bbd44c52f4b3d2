"""Whose time is taken when."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import aliased

from lms.classes.models import Booking, ClassSession, TrainingClass
from lms.classes.queries.timetable import variant_of
from lms.classes.rules.timetable import Interval
from lms.core import clock
from lms.core.database import db
from lms.curriculum.rules.programme import TakesPart


def days_of(found: TrainingClass) -> list[Interval]:
    """The days of a class, from the beginning of the first session to the end of the last, breaks and all."""
    return _days(each for each in found.sessions if not each.cancelled_at)


def joint_sessions(found: TrainingClass) -> list[ClassSession]:
    """The sessions to which the family comes too (E10)."""
    family = {each.id for each in variant_of(found).blocks if each.takes_part is not TakesPart.MIGRANT}
    return [each for each in found.sessions if each.block in family]


def joint_days_of(found: TrainingClass) -> list[Interval]:
    """When the family is there: on each day from the first joint block to the end of the last."""
    return _days(each for each in joint_sessions(found) if not each.cancelled_at)


def taken_times(
    person_keys: Collection[int], within: Sequence[Interval], *, but_class: Collection[int] = ()
) -> Mapping[int, Sequence[Interval]]:
    """When these people are booked between the first and the last of some times, other than in certain classes."""
    found: dict[int, list[Interval]] = defaultdict(list)
    if not person_keys or not within:
        return found
    rows = db.session.execute(
        select(Booking.person_key, Booking.starts_at, Booking.ends_at).where(
            Booking.person_key.in_(person_keys),
            Booking.class_id.not_in(but_class),
            Booking.starts_at < max(each.ends for each in within),
            Booking.ends_at > min(each.starts for each in within),
        )
    )
    for person_key, starts, ends in rows:
        found[person_key].append(Interval(starts, ends))
    return found


def _days(sessions: Iterable[ClassSession]) -> list[Interval]:
    days = [list(day) for _, day in groupby(sessions, key=lambda each: clock.local(each.starts_at).date())]
    return [Interval(day[0].starts_at, day[-1].ends_at) for day in days]


def busy_twice(one: int, other: int, at: datetime) -> bool:
    """Whether two registrations have seats at the same time from now on: as one person they could not."""
    mine, theirs = aliased(Booking), aliased(Booking)
    return db.session.scalar(
        select(mine.id)
        .join(theirs, (theirs.starts_at < mine.ends_at) & (mine.starts_at < theirs.ends_at))
        .where(mine.person_key == one, theirs.person_key == other, mine.ends_at > at)
        .limit(1)
    ) is not None
