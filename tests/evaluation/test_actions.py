"""Inviting, and answering without leaving a trace."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import inspect, select

from lms.attendance.rules import MarkState
from lms.core import clock
from lms.core.errors import Refused
from lms.core.events import LastBlockClosed
from lms.evaluation import actions, queries
from lms.evaluation.models import Response, ResponseAnswer, ScoreTally
from lms.evaluation.rules import Reason
from lms.registration.rules import Sex
from tests.factories.attendance import make_roll_call
from tests.factories.classes import make_class, make_seat
from tests.factories.evaluation import make_answers, make_invitations, make_past_class
from tests.factories.registration import make_enrolment

NIGHT = datetime(2026, 10, 31, 20, 30, tzinfo=UTC)  # in Dushanbe November has begun


def close_last_block(training_class, *enrolments):
    actions.invite(
        LastBlockClosed(
            at=clock.now(), by=None, class_id=training_class.id, attended=tuple(each.id for each in enrolments)
        )
    )


def test_whoever_was_in_the_class_is_invited_once_however_often_the_roll_is_closed(db_session):
    training_class = make_past_class()
    first, second = make_enrolment(), make_enrolment()
    close_last_block(training_class, first)
    close_last_block(training_class, first, second)
    assert [each.enrolment_id for each in queries.invitations(training_class.id)] == [first.id, second.id]
    assert len({each.edition_id for each in queries.invitations(training_class.id)}) == 1


def test_nobody_in_the_class_nobody_invited(db_session):
    training_class = make_past_class()
    close_last_block(training_class)
    assert queries.invitations(training_class.id) == []


def test_answers_are_kept_with_the_month_only(db_session):
    [invitation] = make_invitations(people=1)
    actions.answer(invitation_id=invitation.id, answers={"useful": 5, "best": " The phrases. "}, at=NIGHT)
    response = db_session.scalars(select(Response)).one()
    answers = {each.item: (each.score, each.words) for each in response.answers}
    assert (response.month, response.class_id, answers) == (
        date(2026, 11, 1), invitation.class_id, {"useful": (5, None), "best": (None, "The phrases.")},
    )  # fmt: skip
    assert invitation.answered


def test_no_column_leads_from_the_answers_to_a_person():
    tables = (Response, ResponseAnswer)
    columns = {table.__tablename__: {each.key for each in inspect(table).columns} for table in tables}
    assert columns == {
        "response": {"key", "class_id", "edition_id", "month"},
        "response_answer": {"response_key", "item", "dimension", "score", "words"},
    }


def test_a_second_answer_is_refused_and_changes_nothing(db_session):
    [invitation] = make_answers(people=1, score=2)
    with pytest.raises(Refused) as refused:
        actions.answer(invitation_id=invitation.id, answers={"useful": 5}, at=clock.now())
    assert refused.value.reason is Reason.ANSWERED_ALREADY
    assert len(db_session.scalars(select(Response)).all()) == 1


def test_an_empty_sheet_is_refused_and_the_invitation_stays_open(db_session):
    [invitation] = make_invitations(people=1)
    with pytest.raises(Refused) as refused:
        actions.answer(invitation_id=invitation.id, answers={"useful": None}, at=clock.now())
    assert refused.value.reason is Reason.NOTHING_ANSWERED
    assert queries.open_invitation([invitation.enrolment_id]).id == invitation.id


def test_scores_are_counted_by_sex_and_by_destination_apart(db_session):
    training_class = make_past_class()
    people = [make_enrolment(sex=Sex.FEMALE), make_enrolment(sex=Sex.MALE)]
    make_answers(training_class=training_class, enrolments=people, score=4, at=NIGHT)
    rows = db_session.scalars(select(ScoreTally).where(ScoreTally.dimension == "trainer").order_by(ScoreTally.value))
    assert sorted((row.trait, row.value, row.month, row.people, row.scores, row.total) for row in rows) == [
        ("destination", "RU", date(2026, 11, 1), 2, 4, 16),
        ("sex", "f", date(2026, 11, 1), 1, 2, 8),
        ("sex", "m", date(2026, 11, 1), 1, 2, 8),
    ]


def test_closing_the_last_block_invites_those_who_were_there_and_nobody_else(db_session):
    training_class = make_class()
    came, came_late, stayed_away = (make_seat(training_class=training_class).enrolment_id for _ in range(3))
    for session in training_class.sessions:
        if session.block:
            first = session.block == "safe-departure"
            states = {stayed_away: MarkState.ABSENT, came_late: MarkState.ABSENT if first else MarkState.LATE}
            make_roll_call(session=session, states=states)
    assert {each.enrolment_id for each in queries.invitations(training_class.id)} == {came, came_late}
