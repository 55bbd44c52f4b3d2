"""Times that are taken, day by day."""

from datetime import date, timedelta
from functools import cache

from lms.classes.rules.planner.facts import Course, Times
from lms.classes.rules.planner.held import Days
from lms.classes.rules.timetable import monday_of

Taken = dict[date, list[tuple[int, int]]]  # only days on which something is


def taken_so_far(times: Times) -> Taken:
    """What is taken before anything is planned."""
    return {day: list(each) for day, each in times.items() if each}


def is_free(taken: Times, course: Course, days: Days) -> bool:
    """Whether nothing is in the way of a course on these days."""
    return not any(
        since < until_other and since_other < until
        for day, (since, until) in zip(days, course.hours, strict=True)
        for since_other, until_other in taken.get(day, ())
    )


def take(taken: Taken, course: Course, days: Days) -> None:
    """Hold the course on these days."""
    for day, hours in zip(days, course.hours, strict=True):
        taken.setdefault(day, []).append(hours)


def give_back(taken: Taken, course: Course, days: Days) -> None:
    """Hold it no more."""
    for day, hours in zip(days, course.hours, strict=True):
        taken[day].remove(hours)
        if not taken[day]:
            del taken[day]


def days_a_week(taken: Taken, days: Days) -> int:
    """On how many days of a week something would be with these days too, in the fullest of the weeks they lie in."""
    return max(sum(day in taken or day in days for day in week) for week in set(map(_week, days)))


def is_open(hours: tuple[int, int], opening: tuple[int, int] | None) -> bool:
    """Whether hours lie within the opening hours; without any it is open all day."""
    return opening is None or (opening[0] <= hours[0] and hours[1] <= opening[1])


@cache
def _week(day: date) -> Days:
    return tuple(monday_of(day) + timedelta(days=n) for n in range(7))
