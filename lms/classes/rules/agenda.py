"""A class day as it was changed by hand: what of the programme it keeps, and what it leaves out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from lms.classes.rules.prayer import PrayerTime
from lms.classes.rules.timetable import SUNDAY

LONGEST_RUN = 120  # minutes of training that people follow without a break; a programme may plan more
TIME_TO_PRAY = 10


class Advice(StrEnum):
    """What does not forbid a day, but the officer should know of it."""

    SHORT = "day-short"
    LONG = "day-long"
    BREAK_SHORT = "day-break-short"
    BREAK_MISSING = "day-break-missing"
    NO_REST = "day-no-rest"
    NO_PRAYER = "day-no-prayer"


@dataclass(frozen=True, slots=True)
class Placement:
    """When and where a session is to be, and with whom: nobody in a break."""

    starts_at: datetime
    ends_at: datetime
    room_id: int
    trainer_id: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a day: a block, or a break of a kind."""

    starts: datetime
    ends: datetime
    break_kind: str | None = None

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends - self.starts).total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class Remark:
    """One piece of advice with what its sentence names."""

    advice: Advice
    values: Mapping[str, object]


def remarks(
    lines: Sequence[Line],
    *,
    net_minutes: int,
    breaks: Mapping[str, int],
    longest_run: int = LONGEST_RUN,
    prayers: Iterable[PrayerTime] = (),
) -> list[Remark]:
    """All that the lines of one class day, in order, leave out: `net_minutes` of training (E14), the minutes of each
    kind of break that the programme plans (E15), rest after the `longest_run` of training without one, and time for
    the prayers of the day."""
    return [
        *_of_minutes(lines, net_minutes),
        *_of_breaks(lines, breaks),
        *_of_rest(lines, longest_run),
        *_of_prayers(lines, prayers),
    ]


def _of_minutes(lines: Sequence[Line], wanted: int) -> Iterator[Remark]:
    found = sum(each.minutes for each in lines if not each.break_kind)
    if found != wanted:
        yield Remark(Advice.SHORT if found < wanted else Advice.LONG, {"minutes": found, "wanted": wanted})


def _of_breaks(lines: Sequence[Line], planned: Mapping[str, int]) -> Iterator[Remark]:
    for kind, wanted in planned.items():
        found = sum(each.minutes for each in lines if each.break_kind == kind)
        if not found:
            yield Remark(Advice.BREAK_MISSING, {"kind": kind, "wanted": wanted})
        elif found < wanted:
            yield Remark(Advice.BREAK_SHORT, {"kind": kind, "minutes": found, "wanted": wanted})


def _of_rest(lines: Sequence[Line], longest: int) -> Iterator[Remark]:
    run: Line | None = None
    for each in lines:
        if each.break_kind:
            run = None
            continue
        run = Line(run.starts, each.ends) if run and run.ends == each.starts else each
        if run.minutes > longest:
            yield Remark(Advice.NO_REST, {"from": run.starts, "until": run.ends, "minutes": run.minutes})
            return


def _of_prayers(lines: Sequence[Line], prayers: Iterable[PrayerTime]) -> Iterator[Remark]:
    for each in prayers:
        taught = [one for one in lines if not one.break_kind and one.starts < (each.ends or one.ends)]
        if each.ends and _longest_free(taught, each.begins, each.ends) < timedelta(minutes=TIME_TO_PRAY):
            yield Remark(Advice.NO_PRAYER, {"prayer": each.prayer, "from": each.begins, "until": each.ends})


def _longest_free(taught: Sequence[Line], begins: datetime, ends: datetime) -> timedelta:
    """The longest stretch between two moments in which nobody teaches."""
    edges = [(begins, begins), *((each.starts, each.ends) for each in taught if each.ends > begins), (ends, ends)]
    return max(min(after[0], ends) - max(before[1], begins) for before, after in pairwise(edges))


def moved_days(days: Sequence[date], first: date) -> list[date]:
    """The dates of a class that begins on `first` instead: as many working days apart as before; Sunday is none."""
    moved = [first]
    for one, other in pairwise(days):
        steps = max(1, sum(_works(one + timedelta(days=n)) for n in range(1, (other - one).days + 1)))
        day = moved[-1]
        while steps:
            day += timedelta(days=1)
            steps -= _works(day)
        moved.append(day)
    return moved


def _works(day: date) -> bool:
    return day.weekday() != SUNDAY
