"""Reads of attempts, results and how questions do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, func, select

from lms.core.actors import Actor
from lms.core.database import db, held_anew, read
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Need
from lms.curriculum.rules.questions import Question
from lms.curriculum.rules.tests import QuestionSet
from lms.quizzes.models import Attempt, AttemptAnswer
from lms.quizzes.permissions import attempts_visible_to
from lms.quizzes.rules import Kind, Score, order_of
from lms.registration.models import Enrolment, Journey, Registration
from lms.registration.rules.profile import pictures_first

# A class of 25 answers ten questions each within minutes: what each answer asks is put together once.
_attempts, _answers = Attempt.__table__, AttemptAnswer.__table__
_people, _enrolments, _journeys = Registration.__table__, Enrolment.__table__, Journey.__table__
_OWN = select(Attempt).where(Attempt.id == bindparam("attempt_id"), attempts_visible_to(bindparam("user_id")))
_OWN_HELD = held_anew(_OWN)
_CHOSEN = select(_answers.c.chosen).where(
    _answers.c.attempt_id == bindparam("attempt_id"), _answers.c.position == bindparam("position")
)
_SHEET = select(
    _attempts.c["id", "kind", "questions", "submitted_at"],
    select(_answers.c.chosen)
    .where(_answers.c.attempt_id == _attempts.c.id, _answers.c.position == bindparam("position"))
    .scalar_subquery(),
    _people.c["pictures_first", "reads_alone"],
    _journeys.c.country,
).select_from(
    _attempts.outerjoin(_enrolments, _enrolments.c.id == _attempts.c.enrolment_id)
    .outerjoin(_people, _people.c.id == _enrolments.c.registration_id)
    .outerjoin(_journeys, _journeys.c.id == _enrolments.c.journey_id)
).where(_attempts.c.id == bindparam("attempt_id"), attempts_visible_to(bindparam("user_id")))
_SHEET_HELD = held_anew(_SHEET, of=_attempts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """An attempt as answering needs it, and what is chosen so far on the one page that is to be shown."""

    id: int
    kind: str
    questions: list[list]
    submitted_at: datetime | None
    picked: frozenset[str]
    pictures_first: bool = False  # how the person reads
    country: str | None = None  # where the person is bound for


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of an attempt as this person sees it."""

    attempt_id: int
    position: int
    total: int
    module: Module | QuestionSet
    question: Question
    options: tuple[str, ...]
    matches: tuple[str, ...] = ()

    def words(self, *languages: str) -> dict:
        """Its text, options and explanation."""
        return self.module.said(*languages)["questions"][self.question.id]

    def spoken(self, *languages: str) -> str:
        """The language they are in."""
        return self.module.spoken(*languages)


@dataclass(frozen=True, slots=True)
class Result:
    """A handed-in attempt: the score, whether it passes, and what to read again: (module, objective)."""

    score: Score
    passed: bool
    read_again: tuple[tuple[Module, str], ...]


def own_attempt(actor: Actor, attempt_id: int, *, to_change: bool = False) -> Attempt:
    """One of the trainee's own attempts; `to_change` locks it until the end of the request. Raises NotThere."""
    return _one(_OWN_HELD if to_change else _OWN, user_id=actor.user_id, attempt_id=attempt_id)


def own_sheet(actor: Actor, attempt_id: int, *, shown: int, to_change: bool = False) -> Sheet:
    """The same in one narrow query, with what is chosen at the position that will be shown. Raises NotThere."""
    values = {"user_id": actor.user_id, "attempt_id": attempt_id, "position": shown}
    row = read(_SHEET_HELD if to_change else _SHEET, values).first()
    if row is None:
        raise NotThere
    *of_attempt, picked, chosen_way, reads_alone, country = row
    return Sheet(*of_attempt, frozenset(picked or ()), pictures_first(chosen_way, reads_alone), country)


def oral_attempt(enrolment_id: int, *, to_change: bool = False) -> Attempt:
    """The open oral assessment of an enrolment. Raises NotThere."""
    wanted = _open_final(enrolment_id).where(Attempt.oral_by_id.is_not(None))
    return _one(held_anew(wanted) if to_change else wanted)


def open_attempt(enrolment_id: int, kind: Kind, module: str = "") -> Attempt | None:
    """The attempt that was begun and not handed in, if there is one."""
    return db.session.scalar(
        held_anew(
            select(Attempt).where(
                Attempt.enrolment_id == enrolment_id,
                Attempt.kind == kind,
                Attempt.module == module,
                Attempt.submitted_at.is_(None),
            )
        )
    )


def _open_final(enrolment_id: int) -> Select[tuple[Attempt]]:
    return select(Attempt).where(
        Attempt.enrolment_id == enrolment_id, Attempt.kind == Kind.FINAL, Attempt.submitted_at.is_(None)
    )


def _one(wanted: Select[tuple[Attempt]], **values: int) -> Attempt:
    found = db.session.scalar(wanted, values)
    if found is None:
        raise NotThere
    return found


def asked(attempt: Attempt | Sheet, position: int) -> Asked:
    """The question at `position`, counted from 1. Raises NotThere."""
    if not 1 <= position <= len(attempt.questions):
        raise NotThere
    edition_id, question_id = attempt.questions[position - 1]
    module = curriculum.test(edition_id) if attempt.kind == Kind.TEST else curriculum.module(edition_id)
    question = module.question(question_id)
    seed = f"{attempt.id}:{position}"
    options, matches = order_of(question.options, question.kind, seed), question.matches
    if matches:
        matches = order_of(matches, question.kind, f"{seed}:matches")
    return Asked(attempt.id, position, len(attempt.questions), module, question, options, matches)


def chosen(attempt: Attempt | Sheet, position: int) -> frozenset[str]:
    """The options chosen at `position`; none while it has no answer."""
    found = db.session.scalar(_CHOSEN, {"attempt_id": attempt.id, "position": position})
    return frozenset(found or ())


def answered(attempt: Attempt | Sheet) -> set[int]:
    """Positions that have an answer."""
    return set(db.session.scalars(select(AttemptAnswer.position).where(AttemptAnswer.attempt_id == attempt.id)))


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


def offers_final(enrolment: Enrolment) -> bool:
    """Whether the person's programme has an assessment at the end."""
    return curriculum.programme(enrolment.edition_id).rules.assessment is not Need.NONE


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
    return db.session.scalar(
        select(func.count(Attempt.id)).where(
            Attempt.enrolment_id == enrolment_id, Attempt.kind == Kind.FINAL, Attempt.submitted_at.is_not(None)
        )
    )


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
