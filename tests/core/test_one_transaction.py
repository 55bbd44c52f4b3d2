"""A session that begins when an object is asked for, and what is asked without it: one transaction."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lms.accounts.models import User
from lms.core import clock
from lms.core.database import begin_to_write, db, only_reads, unit_of_work
from lms.core.ready import Ready
from lms.quizzes.models import Attempt
from tests.factories.accounts import make_user

_users = User.__table__
RENAME = Ready.words("update account set name = :name where id = :id", User)
BEGIN = Ready.words(
    "insert into attempt (enrolment_id, kind, module, questions, started_at)"
    " values (:enrolment_id, 'final', '', '[]', :started_at)",
    Attempt,
)
NAMES = Ready(select(_users.c.name).order_by(_users.c.id))


@pytest.fixture
def user(new_app):
    """Somebody in a house of this test alone, where commits are real."""
    with new_app().app_context():
        with unit_of_work():
            made = make_user(name="Before")
        db.session.remove()
        yield made


def names() -> list[str]:
    return [name for (name,) in NAMES.rows()]


def names_elsewhere() -> list[str]:
    """What another process sees."""
    with db.engine.connect() as connection:
        return [*connection.scalars(NAMES.statement)]


@pytest.mark.source
def test_no_session_begins_where_no_object_is_asked_for(user):
    with unit_of_work():
        RENAME.run(name="After", id=user.id)
        assert not db.session().in_transaction()
    assert (names(), db.session().in_transaction()) == (["After"], False)


def test_what_was_written_without_the_session_is_there_for_all_once_it_is_committed(user):
    with unit_of_work():
        RENAME.run(name="After", id=user.id)
        with only_reads():
            assert names_elsewhere() == ["Before"]
    assert names_elsewhere() == ["After"]


def test_objects_and_rows_are_read_and_written_in_one_transaction(user):
    RENAME.run(name="After", id=user.id)
    assert db.session.get(User, user.id).name == "After"
    db.session.get(User, user.id).name = "Last"
    db.session.flush()
    assert names() == ["Last"]
    make_user(name="Another")
    db.session.rollback()
    assert names() == ["Before"]


def test_what_raises_takes_back_what_was_written_without_the_session(user):
    with pytest.raises(ZeroDivisionError), unit_of_work():
        RENAME.run(name="After", id=user.id)
        _ = 1 / 0
    assert names() == ["Before"]


def test_a_session_that_has_nothing_to_write_keeps_nothing_from_being_committed(user):
    with unit_of_work():
        RENAME.run(name="After", id=user.id)
        new = User()
        db.session.add(new)
        db.session.expunge(new)
        assert db.session().in_transaction()
    assert names_elsewhere() == ["After"]


def test_after_a_commit_everything_goes_on(user):
    with unit_of_work():
        names()
        make_user(name="Another")
    with unit_of_work():
        RENAME.run(name="After", id=user.id)
        assert db.session.scalar(select(func.count()).select_from(User)) == 2
    assert names_elsewhere() == ["After", "Another"]


def test_who_was_let_in_as_a_reader_writes_from_then_on(user):
    with only_reads(), unit_of_work():
        assert names() == ["Before"]
        begin_to_write()
        RENAME.run(name="After", id=user.id)
        make_user(name="Another")
    assert names_elsewhere() == ["After", "Another"]


@pytest.mark.source
def test_a_line_is_given_back_at_the_end(user):
    names()
    held = db.session()  # or Python gives the line back with the session itself
    assert db.engine.pool.checkedout() == 1
    db.session.get(User, user.id)
    assert db.engine.pool.checkedout() == 1
    db.session.remove()
    assert (db.engine.pool.checkedout(), held.in_transaction()) == (0, False)
    with closing(sqlite3.connect(db.engine.url.database, isolation_level=None)) as another:
        another.execute("begin immediate")  # nobody is in the way


@pytest.mark.source
def test_what_cannot_be_committed_is_said_as_the_session_says_it(user):
    with pytest.raises(IntegrityError), unit_of_work():
        db.session().line().dbapi_connection.execute("pragma defer_foreign_keys=on")
        BEGIN.run(enrolment_id=0, started_at=clock.now())
    assert names() == ["Before"]
