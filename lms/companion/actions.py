"""Asking without a name, and answering."""

from datetime import datetime

from sqlalchemy import Text, case, type_coerce, update

from lms.accounts import actions as accounts
from lms.accounts import queries as users
from lms.accounts.rules import Door
from lms.accounts.rules import Reason as Crowd
from lms.companion import queries
from lms.companion.models import AskedQuestion
from lms.core import chance
from lms.core.database import db
from lms.core.encryption import ERASED
from lms.core.errors import Refused
from lms.core.freshness import refuse_if_changed

KIND = "question"


def ask(
    *, text: str, language: str, country: str | None, address: str, at: datetime, of_centre: bool = False
) -> AskedQuestion:
    """Keep a question, or what somebody tells of a centre; its key leads to the answer. Raises Refused(accounts
    MANY_FROM_HERE)."""
    if users.is_crowded(Door.ASK, address, at):
        raise Refused(Crowd.MANY_FROM_HERE)
    made = AskedQuestion(
        key=chance.letters(16), language=language, country=country, text=text, asked_at=at, of_centre=of_centre
    )
    db.session.add(made)
    db.session.flush()
    accounts.count_try(door=Door.ASK, address=address, at=at)
    return made


def hand_on(*, text: str, answer: str | None, language: str, at: datetime) -> AskedQuestion:
    """Keep a question that was asked in a class (E54), with what the trainer answered there for the staff to begin
    from; `at`: when the day began on which it was asked. It does not say in which class."""
    made = AskedQuestion(
        key=chance.letters(16), language=language, text=text, answer=answer, asked_at=at, from_class=True
    )
    db.session.add(made)
    db.session.flush()
    return made


def answer(
    *, question_id: int, answer: str, shown: str | None, seen: str | None = None, by: int, at: datetime
) -> AskedQuestion:
    """Answer a question; with `shown`, question and answer stand among those that people ask, in these words, but for
    what was told of a centre. Raises NotThere, and Refused(CHANGED_MEANWHILE) when somebody else answered since it was
    looked at: whoever asked may have read that."""
    found = queries.question(question_id, to_change=True)
    shown = None if found.of_centre else shown
    refuse_if_changed(seen, now=found.facts, wanted=(answer, shown, shown is not None))
    found.answer, found.answered_at, found.answered_by_id = answer, at, by
    found.shown, found.is_public = shown, shown is not None
    db.session.flush()
    accounts.record(action="answered", kind=KIND, subject=found.id, by=by, at=at)
    return found


def forget_questions(*, before: datetime) -> int:
    """Empty questions that were asked before a moment, and their answers. What stands among those that people ask stays
    as everybody reads it. How many."""
    told = AskedQuestion.asked_at < before, type_coerce(AskedQuestion.text, Text) != ""
    answer = case((AskedQuestion.is_public, type_coerce(AskedQuestion.answer, Text)), else_=ERASED)
    return db.session.execute(update(AskedQuestion).where(*told).values(text=ERASED, answer=answer)).rowcount
