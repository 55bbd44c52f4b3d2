"""What stands with the questions of lessons that speak of hard things (E27)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.tests import QuestionSet
from lms.quizzes.models import Attempt
from lms.quizzes.queries import Sheet
from lms.quizzes.rules import Kind
from lms.registration.models import Enrolment, Journey


def help_with(attempt: Attempt | Sheet, module: Module | QuestionSet | None = None) -> list[Mapping[str, Any]] | None:
    """The emergency numbers that stand with questions of a sensitive lesson: those of the country the person is bound
    for (E27). None: `module`, or else the lesson that the whole attempt is about, is not sensitive."""
    if attempt.kind in (Kind.BEFORE, Kind.CHECK):
        module = curriculum.module(attempt.questions[0][0])
    if not getattr(module, "sensitive", False):
        return None
    if isinstance(attempt, Sheet):
        return curriculum.emergency_numbers(attempt.country)
    country = (
        select(Journey.country)
        .join(Enrolment, Enrolment.journey_id == Journey.id)
        .where(Enrolment.id == attempt.enrolment_id)
    )
    return curriculum.emergency_numbers(db.session.scalar(country))
