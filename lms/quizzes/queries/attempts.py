"""Reads of attempts: whose they are, what they ask, what is answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, select

from lms.core.actors import Actor
from lms.core.database import db, held_anew
from lms.core.errors import NotThere
from lms.core.ready import Ready
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Need
from lms.curriculum.rules.questions import Question
from lms.curriculum.rules.tests import QuestionSet
from lms.quizzes.models import Attempt, AttemptAnswer
from lms.quizzes.permissions import attempts_visible_to
from lms.quizzes.rules import Kind, order_of
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
_sheet = select(
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
_SHEET, _SHEET_HELD = Ready(_sheet), Ready(held_anew(_sheet, of=_attempts))
_OPEN = select(Attempt).where(
    Attempt.enrolment_id == bindparam("enrolment_id"), Attempt.kind == bindparam("kind"),
    Attempt.module == bindparam("module"), Attempt.submitted_at.is_(None),
)  # fmt: skip
_OPEN_HELD = held_anew(_OPEN)
_ANSWERED = Ready(select(_answers.c.position).where(_answers.c.attempt_id == bindparam("attempt_id")))


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


def own_attempt(actor: Actor, attempt_id: int, *, to_change: bool = False) -> Attempt:
    """One of the trainee's own attempts; `to_change` locks it until the end of the request. Raises NotThere."""
    return _one(_OWN_HELD if to_change else _OWN, user_id=actor.user_id, attempt_id=attempt_id)


def own_sheet(actor: Actor, attempt_id: int, *, shown: int, to_change: bool = False) -> Sheet:
    """The same in one narrow query, with what is chosen at the position that will be shown. Raises NotThere."""
    rows = (_SHEET_HELD if to_change else _SHEET).rows(user_id=actor.user_id, attempt_id=attempt_id, position=shown)
    if not rows:
        raise NotThere
    *of_attempt, picked, chosen_way, reads_alone, country = rows[0]
    return Sheet(*of_attempt, frozenset(picked or ()), pictures_first(chosen_way, reads_alone), country)


def oral_attempt(enrolment_id: int, *, to_change: bool = False) -> Attempt:
    """The open oral assessment of an enrolment. Raises NotThere."""
    wanted = (_OPEN_HELD if to_change else _OPEN).where(Attempt.oral_by_id.is_not(None))
    return _one(wanted, enrolment_id=enrolment_id, kind=Kind.FINAL, module="")


def open_attempt(enrolment_id: int, kind: Kind, module: str = "") -> Attempt | None:
    """The attempt that was begun and not handed in, if there is one."""
    return db.session.scalar(_OPEN_HELD, {"enrolment_id": enrolment_id, "kind": kind, "module": module})


def _one(wanted: Select[tuple[Attempt]], **values: int | str) -> Attempt:
    found = db.session.scalar(wanted, values)
    if found is None:
        raise NotThere
    return found


def question_at(attempt: Attempt | Sheet, position: int) -> tuple[Module | QuestionSet, Question]:
    """The question at `position`, counted from 1, and what it belongs to. Raises NotThere."""
    if not 1 <= position <= len(attempt.questions):
        raise NotThere
    edition_id, question_id = attempt.questions[position - 1]
    module = curriculum.test(edition_id) if attempt.kind == Kind.TEST else curriculum.module(edition_id)
    return module, module.question(question_id)


def asked(attempt: Attempt | Sheet, position: int) -> Asked:
    """The question at `position` as it is shown. Raises NotThere."""
    module, question = question_at(attempt, position)
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
    return {position for (position,) in _ANSWERED.rows(attempt_id=attempt.id)}


def offers_final(enrolment: Enrolment) -> bool:
    """Whether the person's programme has an assessment at the end."""
    return curriculum.programme(enrolment.edition_id).rules.assessment is not Need.NONE
