"""Statements that are put together once: they say the same as the session, on each database, with less ado."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from lms.core.database import db
from lms.core.ready import Ready
from lms.quizzes.models import Attempt
from lms.registration.models import Journey, Registration
from tests.factories.registration import make_enrolment

_attempts, _people, _journeys = Attempt.__table__, Registration.__table__, Journey.__table__
_WHOLE = select(
    _attempts.c["id", "kind", "questions", "started_at", "submitted_at"],
    _people.c["phone", "reads_alone", "birth_date"],
).join_from(_attempts, _people, _people.c.id == bindparam("person")).where(_attempts.c.enrolment_id == bindparam("id"))
_BEGIN = Ready.words(
    "insert into attempt (enrolment_id, kind, module, questions, started_at)"
    " values (:enrolment_id, 'final', '', :questions, :started_at)",
    Attempt,
)
AT = datetime(2027, 3, 2, 5, 30, 1, 250, tzinfo=UTC)


@pytest.fixture
def enrolment(db_session):
    return make_enrolment()


def begin(enrolment, **changes: object) -> int:
    return _BEGIN.run(**{"enrolment_id": enrolment.id, "questions": [[7, "a"]], "started_at": AT, **changes})


def test_what_was_written_is_read_as_the_session_reads_it(enrolment):
    assert begin(enrolment) == 1
    person = enrolment.registration
    values = {"id": enrolment.id, "person": person.id}
    [row] = Ready(_WHOLE).rows(**values)
    assert tuple(row) == tuple(db.session.execute(_WHOLE, values).one())
    assert tuple(row[1:]) == ("final", [[7, "a"]], AT, None, person.phone, person.reads_alone, person.birth_date)


def test_what_is_not_there_is_no_row_and_changes_none(enrolment):
    assert list(Ready(_WHOLE).rows(id=enrolment.id, person=0)) == []
    changed = Ready.words("update attempt set module = 'x' where enrolment_id = :enrolment_id", Attempt)
    assert changed.run(enrolment_id=enrolment.id) == 0


def test_whoever_counts_what_is_asked_counts_it_too(enrolment, count_queries):
    with count_queries() as asked:
        begin(enrolment)
    assert len(asked) == 1 and asked[0].startswith("insert into attempt ")


def test_a_fault_is_that_of_the_session_and_names_nobody(enrolment):
    begin(enrolment)
    planted = "+992900000000"
    with pytest.raises(IntegrityError) as fault, db.session.begin_nested():
        begin(enrolment, questions=[[7, planted]])  # a second one that is open
    if db.engine.dialect.name == "sqlite":
        assert planted not in str(fault.value)


@pytest.mark.source
def test_a_value_is_not_forgotten_and_a_list_of_them_not_taken(enrolment):
    with pytest.raises(KeyError):
        Ready(_WHOLE).rows(id=enrolment.id)
    some = Ready(select(_attempts.c.id).where(_attempts.c.id.in_(bindparam("ids", expanding=True))))
    with pytest.raises(ValueError, match="change with its values"):
        some.rows(ids=[1, 2])


@pytest.mark.source
def test_sqlite_is_asked_directly(enrolment, monkeypatch):
    monkeypatch.setattr(db.session.connection(), "execute", None)
    assert list(Ready(_WHOLE).rows(id=enrolment.id, person=enrolment.registration_id)) == []
