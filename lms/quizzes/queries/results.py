"""What came out of attempts that were handed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from lms.core.database import db
from lms.core.errors import NotThere
from lms.core.ready import Ready
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.quizzes.models import Attempt, AttemptAnswer
from lms.quizzes.queries.attempts import asked
from lms.quizzes.rules import Kind, Score
from lms.registration.models import Enrolment

_attempts = Attempt.__table__
_FINALS_TAKEN = Ready(
    select(func.count()).where(
        _attempts.c.enrolment_id == bindparam("enrolment_id"), _attempts.c.kind == Kind.FINAL,
        _attempts.c.submitted_at.is_not(None),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """A handed-in attempt: the score, whether it passes, and what to read again: (module, objective)."""

    score: Score
    passed: bool
    read_again: tuple[tuple[Module, str], ...]


def result(attempt: Attempt) -> Result:
    """What came out of a handed-in attempt. Raises NotThere while it is open."""
    if attempt.submitted_at is None:
        raise NotThere
    right = set(
        db.session.scalars(
            select(AttemptAnswer.position).where(AttemptAnswer.attempt_id == attempt.id, AttemptAnswer.is_right)
        )
    )
    again: dict[tuple[int, str], tuple[Module, str]] = {}
    for position in range(1, len(attempt.questions) + 1):
        if position not in right and attempt.kind != Kind.TEST:
            one = asked(attempt, position)
            again[one.module.edition_id, one.question.objective] = (one.module, one.question.objective)
    score = Score(attempt.right or 0, len(attempt.questions))
    return Result(score, score.passes(_percent(attempt)), tuple(again.values()))


def _percent(attempt: Attempt) -> int:
    if attempt.kind == Kind.TEST:
        return curriculum.test(attempt.questions[0][0]).pass_percent
    edition_id = db.session.scalar(select(Enrolment.edition_id).where(Enrolment.id == attempt.enrolment_id))
    return curriculum.programme(edition_id).rules.pass_percent


def final_result(enrolment_id: int) -> Attempt | None:
    """The assessment handed in last; None when there is none yet."""
    return final_results([enrolment_id]).get(enrolment_id)


def final_results(enrolment_ids: Iterable[int]) -> dict[int, Attempt]:
    """The assessment that each person handed in last, in one query; who handed in none is left out."""
    handed_in = db.session.scalars(
        select(Attempt)
        .where(
            Attempt.enrolment_id.in_(tuple(enrolment_ids)),
            Attempt.kind == Kind.FINAL,
            Attempt.submitted_at.is_not(None),
        )
        .order_by(Attempt.submitted_at, Attempt.id)
    )
    return {each.enrolment_id: each for each in handed_in}


def finals_taken(enrolment_id: int) -> int:
    """How many assessments the person handed in."""
    return _FINALS_TAKEN.rows(enrolment_id=enrolment_id)[0][0]


def checks_taken(enrolment_id: int, module: str) -> int:
    """How many checks of a lesson the person handed in."""
    return db.session.scalar(
        select(func.count(Attempt.id)).where(
            Attempt.enrolment_id == enrolment_id, Attempt.kind == Kind.CHECK, Attempt.module == module,
            Attempt.submitted_at.is_not(None),
        )
    )  # fmt: skip


def before_of(enrolment_id: int, module: str) -> Attempt | None:
    """What somebody handed in before a lesson."""
    return db.session.scalar(
        select(Attempt).where(
            Attempt.enrolment_id == enrolment_id, Attempt.kind == Kind.BEFORE, Attempt.module == module,
            Attempt.submitted_at.is_not(None),
        ).order_by(Attempt.id).limit(1)
    )  # fmt: skip


def answers_by_objective(attempt: Attempt) -> list[tuple[str, bool]]:
    """(Objective, whether it was answered rightly) of each answer."""
    rows = db.session.execute(
        select(AttemptAnswer.position, AttemptAnswer.is_right)
        .where(AttemptAnswer.attempt_id == attempt.id)
        .order_by(AttemptAnswer.position)
    )
    return [(asked(attempt, position).question.objective, is_right) for position, is_right in rows]
