"""The next dates of a centre, and those in a language, as anybody may know them."""

from datetime import date

from sqlalchemy import ColumnElement, select

from lms.classes.models import TrainingClass
from lms.classes.queries.timetable import TIME_LOG
from lms.classes.rules.audience import Audience
from lms.core.database import db
from lms.curriculum import queries as curriculum

MOST, PAGE = 6, 20
AT_ONCE = 4  # classes side by side in the rooms of a centre, at most worth looking for


def next_dates(centre_id: int, today: date) -> list[TrainingClass]:
    """The next classes of a centre that are open to all; of those that begin at once with the same course, in the same
    language and place, one: on paper the second would look like a mistake."""
    found: dict[tuple, TrainingClass] = {}
    for each in _next(TrainingClass.centre_id == centre_id, today=today, most=AT_ONCE * MOST):
        alike = (each.sessions[0].starts_at, each.programme_slug, each.variant, each.language, each.away)
        found.setdefault(alike, each)
    return list(found.values())[:MOST]


def dates_in(language: str, today: date) -> list[TrainingClass]:
    """The next classes anywhere that are held in a language and open to those who speak it (E17)."""
    return _next(TrainingClass.language == language, today=today, most=PAGE)


def languages_held(today: date) -> set[str]:
    """The languages in which such classes are to come."""
    return set(db.session.scalars(select(TrainingClass.language).where(*_open(today)).distinct()))


def _next(which: ColumnElement[bool], *, today: date, most: int) -> list[TrainingClass]:
    found = select(TrainingClass).where(which, *_open(today)).order_by(TrainingClass.first_day, TrainingClass.id)
    return list(db.session.scalars(found.limit(most).options(TIME_LOG)))


def _open(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        TrainingClass.first_day > today,
        TrainingClass.cancelled_at.is_(None),
        TrainingClass.audience == Audience.ALL.value,
        TrainingClass.programme_slug.not_in(curriculum.trainings()),
    )
