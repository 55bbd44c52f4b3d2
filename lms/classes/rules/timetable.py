"""When classes may be, whom they suit, and what two of them may not share."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time; the end does not belong to it."""

    starts: datetime
    ends: datetime

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two have a moment in common; one may begin when the other ends."""
        return self.starts < other.ends and other.starts < self.ends


def clashes(planned: Iterable[Interval], taken: Collection[Interval]) -> list[Interval]:
    """Those of `planned` that overlap something taken."""
    return [each for each in planned if any(each.overlaps(other) for other in taken)]


def fits_window(departure: date, last_day: date, window_days: int, closes: int = 1) -> bool:
    """Whether a class that ends on `last_day` lies within the days before departure (E21), and is over as many days
    before it as the programme asks; the day itself is left out."""
    return departure - timedelta(days=window_days) <= last_day <= last_day_in_time(departure, closes)


def ends_in_time(departure: date, last_day: date, closes: int = 1) -> bool:
    """Whether the class is over before the person leaves: at least so many days before, and never on the day itself."""
    return last_day <= last_day_in_time(departure, closes)


def last_day_in_time(departure: date, closes: int) -> date:
    """The last day on which a class may end for somebody who leaves then (a programme's `window_closes`)."""
    return departure - _before(closes)


def first_departure_in_time(last_day: date, closes: int) -> date:
    """The first day on which somebody may leave whose class ends then: the same, asked from the other side."""
    return last_day + _before(closes)


@cache
def _before(closes: int) -> timedelta:
    return timedelta(days=max(1, closes))


def teaches_all(taught: Collection[str], needed: Iterable[Collection[str]]) -> bool:
    """Whether every module of every needed block is among those taught."""
    return all(set(modules) <= set(taught) for modules in needed)


def proposed_days(first: date, count: int) -> list[date]:
    """`count` days in a row from `first` on, Sundays left out; `first` stands even if it is one."""
    days = [first]
    while len(days) < count:
        following = days[-1] + timedelta(days=1)
        days.append(following if following.weekday() != SUNDAY else following + timedelta(days=1))
    return days[:count]


def days_fit(days: Sequence[date], count: int) -> bool:
    """Whether there is one date for each day of the variant, in order."""
    return len(days) == count and all(one < other for one, other in pairwise(days))


def suitability(
    *, in_window: bool, own_language: bool, own_centre: bool, starts: datetime, by_whom_asked: bool = True,
    gets_in: bool = True,
) -> tuple:
    """Sort key of the classes somebody may choose from: a room she gets into, the trainer she asked for, her language,
    her time, her place, then the soonest."""
    return (not gets_in, not by_whom_asked, not own_language, not in_window, not own_centre, starts)


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())
