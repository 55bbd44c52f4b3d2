"""Builders of attempts."""

from werkzeug.test import TestResponse

from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.questions import Question, QuestionKind, pair, pairs
from lms.quizzes import actions, queries
from lms.quizzes.models import Attempt
from lms.quizzes.rules import Kind
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


def make_check(*, enrolment: Enrolment, module: str, asks: list[str]) -> Attempt:
    """An open check that asks just these questions of a published module."""
    found = curriculum.newest_module(module)
    made = Attempt(
        enrolment_id=enrolment.id, kind=Kind.CHECK.value, module=module, started_at=clock.now(),
        questions=[[found.edition_id, each] for each in asks],
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def answer_to(attempt: Attempt, position: int, rightly: bool = True) -> list[str]:
    """An answer to a question of the attempt, right or wrong."""
    question = queries.asked(attempt, position).question
    return sorted(question.correct) if rightly else wrong_answer(question)


def first_question(begun: TestResponse) -> str:
    """The address of the first question, to which whoever begins is led."""
    assert begun.status_code == 303
    return begun.location


def wrong_answer(question: Question) -> list[str]:
    """An answer to the question that is certainly wrong."""
    if question.kind == QuestionKind.NUMBER:
        return ["999999"]
    if question.kind in (QuestionKind.MATCHING, QuestionKind.ORDERING):
        lefts, rights = zip(*sorted(pairs(question.correct).items()), strict=True)
        others = [*rights[1:], rights[0]]
        if question.kind == QuestionKind.MATCHING:
            others = [next(each for each in question.matches if each != right) for right in rights]
        return [pair(*each) for each in zip(lefts, others, strict=True)]
    return [next(option for option in question.options if option not in question.correct)]
