"""Taking in what a phone answered without network."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.ready import Ready
from lms.curriculum import queries as curriculum
from lms.quizzes import queries
from lms.quizzes.actions.attempts import start, submit
from lms.quizzes.models import Attempt, AttemptAnswer, SentGo
from lms.quizzes.queries import sent
from lms.quizzes.rules import Given, Go, Kind, Reason, kept, why_not
from lms.registration.models import Enrolment

# An answer of a phone: only what the same go said before gives way to it.
_TAKE = Ready.words(
    "insert into attempt_answer"
    " (attempt_id, position, edition_id, question, chosen, is_right, right_at_first, answered_at, sent_go_id, number)"
    " values (:attempt_id, :position, :edition_id, :question, :chosen, :is_right, :is_right, :answered_at, :sent_go_id,"
    " :number) on conflict (attempt_id, position) do update"
    " set chosen = excluded.chosen, is_right = excluded.is_right, answered_at = excluded.answered_at,"
    " number = excluded.number"
    " where attempt_answer.sent_go_id = excluded.sent_go_id and attempt_answer.number < excluded.number",
    AttemptAnswer,
)


def take_go(
    *, enrolment: Enrolment, module: str, editions: Collection[int], go: Go, by: int | None, at: datetime
) -> dict[int, Reason]:
    """Take in a go at the check of a lesson that a phone kept without network. Sent again, it changes nothing. Within
    the go the later answer counts; what the server has from elsewhere stands, and so does what was handed in.
    `editions`: those of the lesson that the person's course teaches. Which answers were not taken, by number, and why.
    Raises NotThere when another person's phone gave this name, Refused(NOT_ASKED) when it asks what no check asks."""
    if not _is_a_check(go, editions):
        raise Refused(Reason.NOT_ASKED)
    sent_go_id, attempt = sent.sent_go(go.key, to_change=True) or _begin_sent(enrolment, module, go, at)
    if attempt.enrolment_id != enrolment.id:
        raise NotThere
    if attempt.submitted_at is not None:
        return {}
    refused = {}
    for given in sorted(go.given, key=lambda each: each.number):
        if reason := _take_given(attempt, sent_go_id, given, go, at):
            refused[given.number] = reason
    if go.handed_in:
        submit(attempt=attempt, by=by, at=at)
    return refused


def _is_a_check(go: Go, editions: Collection[int]) -> bool:
    """Whether a go asks what the lesson asks: each question once, and as many as its check has. A phone chooses
    neither, since what is handed in counts towards the shorter course."""
    of = {each: curriculum.module(each) for each in {edition_id for edition_id, _ in go.asked} if each in editions}
    known = {(edition, question.id) for edition, module in of.items() for question in module.questions}
    asked = [(edition_id, question) for edition_id, question in go.asked]
    if not asked or not known.issuperset(asked) or len(set(asked)) < len(asked):
        return False
    return len(asked) >= min(module.check_length for module in of.values())


def _begin_sent(enrolment: Enrolment, module: str, go: Go, at: datetime) -> tuple[int, Attempt]:
    """The attempt that a go becomes: the one that is open, else a new one."""
    attempt = queries.open_attempt(enrolment.id, Kind.CHECK, module) or start(
        enrolment.id, Kind.CHECK, module, list(go.asked), at
    )
    made = SentGo(key=go.key, attempt_id=attempt.id)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # sent twice at once: the other one was first
        return sent.sent_go(go.key, to_change=True)
    return made.id, attempt


def _take_given(attempt: Attempt, sent_go_id: int, given: Given, go: Go, at: datetime) -> Reason | None:
    asked = (given.edition_id, given.question)
    if asked not in go.asked:
        return Reason.NOT_ASKED
    question = curriculum.module(given.edition_id).question(given.question)
    if reason := why_not(question, given.chosen):
        return reason
    if list(asked) not in attempt.questions:  # the attempt that was open already drew others
        attempt.questions = [*attempt.questions, list(asked)]
        db.session.flush()
    picked = kept(question, given.chosen)
    _TAKE.run(
        attempt_id=attempt.id, position=attempt.questions.index(list(asked)) + 1, edition_id=given.edition_id,
        question=given.question, chosen=sorted(picked), is_right=question.is_right(picked), answered_at=at,
        sent_go_id=sent_go_id, number=given.number,
    )  # fmt: skip
    return None
