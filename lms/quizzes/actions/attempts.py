"""Starting, answering, handing in."""

from collections.abc import Iterable
from datetime import datetime

from lms.core.database import begin_to_write, db
from lms.core.errors import Refused
from lms.core.events import AskedBefore, EnrolmentsProgressed, TestHandedIn, publish
from lms.core.ready import Ready
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.terms import Prior
from lms.curriculum.rules.tests import QuestionSet
from lms.quizzes import queries
from lms.quizzes.models import Attempt, AttemptAnswer
from lms.quizzes.queries import selection
from lms.quizzes.rules import Kind, Reason, check_asks, draw, kept, known_objectives, tokens, unanswered, why_not
from lms.registration.models import Enrolment

# A class of 25 answers ten questions each within minutes: one plain statement, which both databases understand, and
# which looks again whether the attempt was handed in meanwhile.
_RECORD = Ready.words(
    "insert into attempt_answer"
    " (attempt_id, position, edition_id, question, chosen, is_right, right_at_first, answered_at)"
    " select id, :position, :edition_id, :question, :chosen, :is_right, :is_right, :answered_at"
    " from attempt where id = :attempt_id and submitted_at is null"
    " on conflict (attempt_id, position) do update"
    " set chosen = excluded.chosen, is_right = excluded.is_right, answered_at = excluded.answered_at",
    AttemptAnswer,
)

# The whole class begins at once; and of the same button pressed twice at once the other one may have been first.
_START = Ready.words(
    "insert into attempt (enrolment_id, account_id, kind, module, questions, started_at)"
    " values (:enrolment_id, :account_id, :kind, :module, :questions, :started_at) on conflict do nothing",
    Attempt,
)
_HAND_IN = Ready.words(
    "update attempt set submitted_at = :submitted_at,"
    ' "right" = (select count(*) from attempt_answer where attempt_id = attempt.id and is_right)'
    " where id = :id and submitted_at is null",
    Attempt,
)


def start_before(*, enrolment: Enrolment, module: Module, by: int | None, at: datetime) -> Attempt:
    """What somebody is asked before a lesson: the one that was begun or handed in, else a new one (E7, E157). Each
    objective is asked before one is asked twice. Raises Refused(NOTHING_TO_ASK) where the programme asks nothing."""
    if before := queries.open_attempt(enrolment.id, Kind.BEFORE, module.slug):
        return before
    begin_to_write()
    if before := queries.before_of(enrolment.id, module.slug):
        return before
    if curriculum.programme(enrolment.edition_id).rules.prior_knowledge is Prior.NONE:
        raise Refused(Reason.NOTHING_TO_ASK)
    asks: dict[str, list[str]] = {}
    for question in module.questions:
        asks.setdefault(question.objective, []).append(question.id)
    drawn = {question for _, question in draw(asks, module.check_length, f"{enrolment.id}:{module.slug}:before")}
    questions = [(module.edition_id, each.id) for each in module.questions if each.id in drawn]
    return start(enrolment.id, Kind.BEFORE, module.slug, questions, at)


def start_check(*, enrolment: Enrolment, module: Module, by: int | None, at: datetime) -> Attempt:
    """The check of a lesson: the one that is open, else a new one. It asks all its questions; where there are more
    than people answer gladly, the first go asks what was asked before the lesson, so that one can see what it gave
    (E160), and each other go draws others."""
    if before := queries.open_attempt(enrolment.id, Kind.CHECK, module.slug):
        return before
    begin_to_write()
    taken = queries.checks_taken(enrolment.id, module.slug)
    before = None if taken or len(module.questions) <= module.check_length else queries.before_of(
        enrolment.id, module.slug
    )
    seed = f"{enrolment.id}:{module.slug}:{taken}"
    asked = check_asks(module, seed, before=before.questions if before else ())
    return start(enrolment.id, Kind.CHECK, module.slug, asked, at)


def start_final(*, enrolment: Enrolment, by: int | None, at: datetime) -> Attempt:
    """The assessment at the end of the course, written: the one that is open, else a new one (E70).
    Raises Refused(NOTHING_TO_ASK) when the programme has none."""
    attempt = queries.open_attempt(enrolment.id, Kind.FINAL)
    if attempt and attempt.oral_by_id is not None:
        begin_to_write()
        if attempt := queries.open_attempt(enrolment.id, Kind.FINAL):  # it may have been handed in meanwhile
            attempt.oral_by_id = None
    return attempt or _new_final(enrolment, at)


def start_oral(*, enrolment: Enrolment, by: int, at: datetime) -> Attempt:
    """The same assessment, asked by a trainer or officer who taps the answers (E71)."""
    attempt = queries.open_attempt(enrolment.id, Kind.FINAL) or _new_final(enrolment, at)
    attempt.oral_by_id = by
    db.session.flush()
    return attempt


def _new_final(enrolment: Enrolment, at: datetime) -> Attempt:
    if not queries.offers_final(enrolment):
        raise Refused(Reason.NOTHING_TO_ASK)
    programme = curriculum.programme(enrolment.edition_id)
    taught = [slug for block in programme.variant(enrolment.variant).blocks for slug in block.modules]
    bound_for = enrolment.journey.bound_for
    modules = [curriculum.module_in(programme, slug, bound_for) for slug in dict.fromkeys(taught)]
    begin_to_write()
    drawn = draw(
        {module.edition_id: [question.id for question in module.questions] for module in modules},
        programme.rules.assessment_questions,
        f"{enrolment.id}:{queries.finals_taken(enrolment.id)}",
    )
    return start(enrolment.id, Kind.FINAL, "", drawn, at)


def start(enrolment_id: int, kind: Kind, module: str, questions: list[tuple[int, str]], at: datetime) -> Attempt:
    """An attempt at these questions (edition, question); the one that is open, when there is one already."""
    _start(kind, module, questions, at, enrolment_id=enrolment_id)
    return queries.open_attempt(enrolment_id, kind, module)


def _start(
    kind: Kind, module: str, questions: list[tuple[int, str]], at: datetime, *, enrolment_id: int | None = None,
    account_id: int | None = None,
) -> None:
    _START.run(
        enrolment_id=enrolment_id, account_id=account_id, kind=kind.value, module=module,
        questions=[list(each) for each in questions], started_at=at,
    )  # fmt: skip


def start_test(*, user_id: int, test: QuestionSet, oral_by: int | None = None, at: datetime) -> Attempt:
    """A selection test of somebody who wants to teach, written or asked by an examiner: the one that is open, else a
    new one with all its questions (E87). Raises Refused(TRIED_TODAY) soon after one was handed in."""
    attempt = selection.open_test(user_id, test.slug)
    if attempt is None:
        if selection.was_tried(user_id, test.slug, at=at):
            raise Refused(Reason.TRIED_TODAY)
        _start(Kind.TEST, test.slug, [(test.edition_id, each.id) for each in test.questions], at, account_id=user_id)
        attempt = selection.open_test(user_id, test.slug)
    attempt.oral_by_id = oral_by
    db.session.flush()
    return attempt


def answer(*, attempt: Attempt | queries.Sheet, position: int, chosen: Iterable[str], at: datetime) -> bool:
    """Record the answer to one question and say whether it is right. The last answer before handing in counts.
    Raises Refused(HANDED_IN), or what is missing to make it an answer to this kind of question."""
    if attempt.submitted_at is not None:
        raise Refused(Reason.HANDED_IN)
    _module, question = queries.question_at(attempt, position)
    picked = tokens(chosen)
    if reason := why_not(question, picked):
        raise Refused(reason)
    picked = kept(question, picked)
    is_right = question.is_right(picked)
    edition_id, question_id = attempt.questions[position - 1]
    begin_to_write()
    recorded = _RECORD.run(
        attempt_id=attempt.id, position=position, edition_id=edition_id, question=question_id, chosen=sorted(picked),
        is_right=is_right, answered_at=at,
    )  # fmt: skip
    if not recorded:
        raise Refused(Reason.HANDED_IN)
    return is_right


def submit(*, attempt: Attempt, by: int | None, at: datetime) -> Attempt:
    """Hand in: count what is right, and tell the rest of the house of an assessment, and of what was known before a
    lesson; of a check nobody is told: the shorter course asks what was handed in. What a trainee left open is an answer
    too: not known.
    Handing in twice changes nothing."""
    if attempt.submitted_at is not None:
        return attempt
    begin_to_write()
    if attempt.kind != Kind.TEST:
        _leave_open(attempt, at)
    handed_in = _HAND_IN.run(id=attempt.id, submitted_at=at)
    db.session.expire(attempt, ("submitted_at", "right"))
    if handed_in:
        _tell(attempt, by, at)
    return attempt


def _tell(attempt: Attempt, by: int | None, at: datetime) -> None:
    if attempt.kind == Kind.FINAL:
        publish(EnrolmentsProgressed(at, by, (attempt.enrolment_id,)))
    elif attempt.kind == Kind.BEFORE:
        known = known_objectives(queries.answers_by_objective(attempt))
        edition_id = attempt.questions[0][0]
        publish(AskedBefore(at, by, attempt.enrolment_id, attempt.module, edition_id, known))
    elif attempt.kind == Kind.TEST:
        passed = queries.result(attempt).passed
        oral, total = attempt.oral_by_id is not None, len(attempt.questions)
        publish(TestHandedIn(at, by, attempt.account_id, attempt.module, oral, attempt.right, total, passed))


def _leave_open(attempt: Attempt, at: datetime) -> None:
    for position in unanswered(len(attempt.questions), queries.answered(attempt)):
        edition_id, question = attempt.questions[position - 1]
        _RECORD.run(
            attempt_id=attempt.id, position=position, edition_id=edition_id, question=question, chosen=[],
            is_right=False, answered_at=at,
        )  # fmt: skip
