"""Inviting people to answer, and taking their answers without keeping whose they are."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Text, insert, select, type_coerce, update

from lms.accounts import actions as accounts
from lms.centres.models import Centre
from lms.classes.models import TrainingClass
from lms.core import chance, clock
from lms.core.database import db, held_anew
from lms.core.encryption import ERASED
from lms.core.errors import NotThere, Refused
from lms.core.events import LastBlockClosed
from lms.evaluation import queries
from lms.evaluation.models import Invitation, Response, ResponseAnswer, ScoreTally
from lms.evaluation.rules import (
    SCALE, UNSAID, Answer, Item, Reason, Tally, Trait, accepted, may_type, month_of, tallies,
)  # fmt: skip
from lms.registration import queries as registration


def invite(event: LastBlockClosed) -> None:
    """Open the evaluation for everybody who was in at least one block of the class (E97). Safe to repeat: who was
    invited stays invited, once, and one class answers one edition of the questionnaire."""
    known = {each.enrolment_id: each for each in queries.invitations(event.class_id)}
    fresh = sorted(set(event.attended) - known.keys())
    if not fresh:
        return
    edition_id = next(iter(known.values())).edition_id if known else queries.edition_for(_class(event.class_id))
    told = {"class_id": event.class_id, "edition_id": edition_id, "opened_at": event.at}
    db.session.execute(insert(Invitation), [{**told, "enrolment_id": each} for each in fresh])


def answer(*, invitation_id: int, answers: Mapping[str, int | str | None], at: datetime) -> None:
    """Take the answers (item id → score or words) and mark the invitation answered.

    Takes no `by`, because who answers is not kept: nothing that is written leads from the answers to the person. Where
    as many have answered as were invited, this person did so on paper.
    Raises Refused(ANSWERED_ALREADY, NOTHING_ANSWERED or NOT_ON_THE_SHEET)."""
    class_id = db.session.scalar(select(Invitation.class_id).where(Invitation.id == invitation_id))
    invited = {each.id: each for each in _held(class_id)}
    if invitation_id not in invited:
        raise NotThere
    invitation = invited[invitation_id]
    if invitation.answered or queries.count_answers(invitation.class_id) >= len(invited):
        raise Refused(Reason.ANSWERED_ALREADY)
    kept = accepted(queries.instrument(invitation.edition_id), answers)
    if isinstance(kept, Reason):
        raise Refused(kept)
    invitation.answered = True
    enrolment, month = registration.enrolment(invitation.enrolment_id), month_of(clock.local(at).date())
    traits = {Trait.SEX: enrolment.registration.sex, Trait.DESTINATION: enrolment.journey.country}
    _keep(chance.letters(32, chance.HEX), invitation, kept, month)
    _count(invitation.class_id, traits, tallies(kept), month)
    db.session.flush()


def answer_on_paper(
    *, class_id: int, key: str, answers: Mapping[str, int | str | None], sex: str | None, by: int, at: datetime
) -> bool:
    """Take the answers from a sheet of paper, which says of the person at most whether it is a woman or a man. Sheets
    have no names, so none is tied to an invitation; there are never more answers than people who were invited. `key`
    is the sheet's own: typed in twice, it counts once, as it was typed first. Says whether it is kept by this.

    Raises NotThere where nobody was invited, Refused(TYPING_OVER, ALL_ANSWERED, NOTHING_ANSWERED or
    NOT_ON_THE_SHEET)."""
    invited = _held(class_id)
    if not invited:
        raise NotThere
    if db.session.get(Response, key):
        return False
    if not may_type(_class(class_id).last_day, clock.local(at).date()):
        raise Refused(Reason.TYPING_OVER)
    if queries.count_answers(class_id) >= len(invited):
        raise Refused(Reason.ALL_ANSWERED)
    kept = accepted(queries.instrument(invited[0].edition_id), answers)
    if isinstance(kept, Reason):
        raise Refused(kept)
    month = month_of(clock.local(at).date())
    _keep(key, invited[0], kept, month)
    _count(class_id, _of_paper(sex), tallies(kept), month)
    accounts.record(action="evaluation-typed", kind="class", subject=class_id, by=by, at=at)
    db.session.flush()
    return True


def take_back(*, class_id: int, key: str, sex: str | None, by: int, at: datetime) -> None:
    """Undo `answer_on_paper`: the sheet, which said that `sex`, is as if it had never been typed in. One that is not
    there, or not of this class, is left as it is."""
    _held(class_id)
    response = db.session.get(Response, key)
    if response is None or response.class_id != class_id:
        return
    kept = [Answer(Item(each.item, each.dimension, SCALE), each.score) for each in response.answers]
    back = {dimension: -tally for dimension, tally in tallies(kept).items()}
    _count(class_id, _of_paper(sex), back, response.month)
    for each in (*response.answers, response):
        db.session.delete(each)
    accounts.record(action="evaluation-taken-back", kind="class", subject=class_id, by=by, at=at)
    db.session.flush()


def _of_paper(sex: str | None) -> dict[Trait, str]:
    return {Trait.SEX: sex or UNSAID, Trait.DESTINATION: UNSAID}


def _held(class_id: int | None) -> Sequence[Invitation]:
    """Everybody invited to speak about a class, held: answers from phones and from paper are counted one at a time."""
    wanted = select(Invitation).where(Invitation.class_id == class_id).order_by(Invitation.id)
    return db.session.scalars(held_anew(wanted)).all()


def _keep(key: str, of: Invitation, kept: list[Answer], month: date) -> None:
    """Keep answers about the class of an invitation, which is not said."""
    response = Response(key=key, class_id=of.class_id, edition_id=of.edition_id, month=month)
    response.answers = [
        ResponseAnswer(item=each.item.id, dimension=each.item.dimension, score=each.score, words=each.words)
        for each in kept
    ]
    db.session.add(response)


def _count(class_id: int, traits: Mapping[Trait, str], scores: dict[str, Tally], month: date) -> None:
    centre_id = _class(class_id).centre_id
    # One at a time for each centre: two first answers of a month must not both make the row.
    db.session.execute(held_anew(select(Centre.id).where(Centre.id == centre_id), key_share=True))
    rows = {
        (row.trait, row.value, row.dimension): row
        for row in db.session.scalars(
            select(ScoreTally)
            .where(ScoreTally.centre_id == centre_id, ScoreTally.month == month)
            .execution_options(populate_existing=True)
        )
    }
    for trait, value in traits.items():
        for dimension, tally in scores.items():
            row = rows.get((trait, value, dimension)) or _new_row(centre_id, month, trait, value, dimension)
            row.people += tally.people
            row.scores += tally.scores
            row.total += tally.total
            if not row.people:  # the only sheet was taken back
                db.session.delete(row)


def _class(class_id: int) -> TrainingClass:
    return db.session.get_one(TrainingClass, class_id)


def _new_row(centre_id: int, month: date, trait: Trait, value: str, dimension: str) -> ScoreTally:
    row = ScoreTally(
        centre_id=centre_id, month=month, trait=trait.value, value=value, dimension=dimension,
        people=0, scores=0, total=0,
    )  # fmt: skip
    db.session.add(row)
    return row


def forget_words(*, before: date) -> int:
    """Empty the free words of answers of before the month of a day; scores and counts stay. How many."""
    old = select(Response.key).where(Response.month < before.replace(day=1))
    hidden = ResponseAnswer.response_key.in_(old), type_coerce(ResponseAnswer.words, Text) != ""
    return db.session.execute(update(ResponseAnswer).where(*hidden).values(words=ERASED)).rowcount
