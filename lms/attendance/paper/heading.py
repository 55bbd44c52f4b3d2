"""What stands at the head of every paper, and what a paper is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lms.centres.messages import room_name, whereabouts
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.curriculum.queries import place_name
from lms.registration.models import Enrolment
from lms.web.locale import as_date, as_short_date, as_weekday


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed, and the people whose names stand on it."""

    data: dict[str, Any]
    people: Iterable[Enrolment] = ()


def lines(found: TrainingClass, language: str, day: Sequence[ClassSession] = ()) -> list[str]:
    """Which course it is, where, and with whom: of one day where that was held and who taught it, wherever the class
    is now."""
    programme = classes.programme_of(found)
    where = _of_day(day, language) if day else _wherever(found, language)
    trainers = dict.fromkeys(each.trainer.name for each in day or found.sessions if each.trainer)
    return [
        f"{programme.title(language)} · {programme.variant_title(found.variant, language)}",
        " · ".join(filter(None, (where, ", ".join(trainers)))),
    ]


def rooms_of(day: Sequence[ClassSession]) -> str:
    """The rooms of one day, in order of time."""
    return ", ".join(room_name(each) for each in dict.fromkeys(session.room for session in day))


def _of_day(day: Sequence[ClassSession], language: str) -> str:
    """Where one comes to on a day: the centre with its rooms, or the borrowed place, where it lies and whose class it
    is (E110)."""
    room = day[0].room
    return whereabouts(room) if room.away else f"{place_name(room.centre.names, language)}, {rooms_of(day)}"


def _wherever(found: TrainingClass, language: str) -> str:
    """The same of a whole class: where its days are not alike, the days of each first."""
    days: dict[str, list[str]] = {}
    for day in found.days:
        days.setdefault(_of_day(day, language), []).append(as_short_date(day[0].starts_at))
    if len(days) == 1:
        return next(iter(days))
    return "; ".join(f"{', '.join(dates)}: {where}" for where, dates in days.items())


def day_title(found: TrainingClass, day: Sequence[ClassSession], language: str) -> str:
    """One day of a class, with its date."""
    title = classes.programme_of(found).day_title(day[0].day, language)
    return f"{title}, {as_weekday(day[0].starts_at)}, {as_date(day[0].starts_at)}"
