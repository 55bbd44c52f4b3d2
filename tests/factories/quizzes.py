"""Builders of attempts."""

from lms.core import clock
from lms.curriculum import queries as curriculum
from lms.quizzes import actions, queries
from lms.quizzes.models import Attempt
from lms.registration.models import Enrolment


def make_attempt(
    *, enrolment: Enrolment, module: str | None = None, right: int | None = None, submitted: bool = True
) -> Attempt:
    """A final assessment, or with `module` the check of that lesson; the first `right` answers are right (all unless
    said otherwise), the others wrong."""
    at = clock.now()
    if module:
        found = curriculum.module_in(curriculum.programme(enrolment.edition_id), module)
        attempt = actions.start_check(enrolment=enrolment, module=found, by=None, at=at)
    else:
        attempt = actions.start_final(enrolment=enrolment, by=None, at=at)
    total = len(attempt.questions)
    for position in range(1, total + 1):
        rightly = position <= (total if right is None else right)
        actions.answer(attempt=attempt, position=position, chosen=answer_to(attempt, position, rightly), at=at)
    return actions.submit(attempt=attempt, by=None, at=at) if submitted else attempt


def answer_to(attempt: Attempt, position: int, rightly: bool = True) -> list[str]:
    """An answer to a question of the attempt, right or wrong."""
    question = queries.asked(attempt, position).question
    if rightly:
        return sorted(question.correct)
    return [next(option for option in question.options if option not in question.correct)]
