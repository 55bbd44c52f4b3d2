"""What stands at the head of every paper, and what a paper is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lms.centres.messages import room_name
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
    """Which course it is, where, and with whom: of one day where that was held, wherever the class is now."""
    programme = classes.programme_of(found)
    where = rooms_of(day) if day else _rooms(found)
    trainers = dict.fromkeys(each.trainer.name for each in found.sessions if each.trainer)
    return [
        f"{programme.title(language)} · {programme.variant_title(found.variant, language)}",
        f"{place_name(found.centre.names, language)}, {where} · {', '.join(trainers)}",
    ]


def rooms_of(day: Sequence[ClassSession]) -> str:
    """The rooms of one day, in order of time."""
    return ", ".join(room_name(each) for each in dict.fromkeys(session.room for session in day))


def _rooms(found: TrainingClass) -> str:
    """The rooms of a class, each with its days unless all are in the same."""
    days: dict[str, list[str]] = {}
    for day in found.days:
        days.setdefault(rooms_of(day), []).append(as_short_date(day[0].starts_at))
    if len(days) == 1:
        return next(iter(days))
    return ", ".join(f"{rooms} ({', '.join(dates)})" for rooms, dates in days.items())


def day_title(found: TrainingClass, day: Sequence[ClassSession], language: str) -> str:
    """One day of a class, with its date."""
    title = classes.programme_of(found).day_title(day[0].day, language)
    return f"{title}, {as_weekday(day[0].starts_at)}, {as_date(day[0].starts_at)}"
