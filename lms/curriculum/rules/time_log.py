"""The time log of a course: what begins when, and whether its minutes are those that were promised. Standard library
only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lms.curriculum.rules.programme import Block, Break, Day, Programme, Variant


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of a time log."""

    day: str
    item: Block | Break
    starts: datetime
    ends: datetime


def lay_out(variant: Variant, days: Iterable[date]) -> Iterator[Slot]:
    """The time log of a class: one slot for each block and break, in local time, each day of the variant on the
    corresponding date of `days`."""
    for day, on in zip(variant.days, days, strict=True):
        at = datetime.combine(on, day.starts)
        for item in day.agenda:
            ends = at + timedelta(minutes=item.minutes)
            yield Slot(day.id, item, at, ends)
            at = ends


def short_of(programme: Programme) -> list[tuple[str, str, int]]:
    """Days whose training minutes are not what the programme promises: (variant, day, minutes found) (E14)."""
    return [
        (variant.id, day.id, day.net_minutes)
        for variant in programme.variants
        for day in variant.days
        if day.net_minutes != promised_minutes(programme, day)
    ]


def promised_minutes(programme: Programme, day: Day) -> int:
    """The minutes of training that the day should have."""
    return programme.net_minutes_per_day if day.promised is None else day.promised
