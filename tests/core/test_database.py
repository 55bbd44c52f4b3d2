"""The one commit, moments, and SQLite's settings."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import lms.app
from lms.accounts.models import User
from lms.core import clock
from lms.core.database import db, held_anew, reading, unit_of_work
from tests.conftest import settings
from tests.factories.accounts import make_user


@pytest.fixture
def own_house(new_app):
    """A house of this test alone, with real commits."""
    app = new_app()
    with app.app_context():
        yield app


def test_leaving_the_unit_commits_and_raising_undoes_everything(own_house):
    with unit_of_work():
        make_user(login="kept")
    with pytest.raises(ZeroDivisionError), unit_of_work():
        make_user(login="undone")
        _ = 1 / 0
    db.session.remove()
    assert [user.login for user in db.session.scalars(db.select(User))] == ["kept"]


def test_a_view_that_raises_leaves_nothing_behind(own_house):
    def half_done():
        make_user(login="half")
        raise ZeroDivisionError

    half_done.access = "public"
    own_house.add_url_rule("/half", "half", half_done)
    with pytest.raises(ZeroDivisionError):
        own_house.test_client().get("/half")
    db.session.remove()
    assert db.session.scalar(db.select(db.func.count()).select_from(User)) == 0


def test_what_goes_wrong_while_reading_leaves_a_sound_transaction(app, db_session):
    with pytest.raises(DBAPIError), reading():
        db.session.execute(text("select nothing from nowhere"))
    assert db.session.scalar(text("select 1")) == 1


def test_who_holds_rows_sees_what_another_changed_meanwhile(app, db_session):
    user = make_user(name="Before")
    db_session.execute(text("update account set name = 'After' where id = :id"), {"id": user.id})
    own = db.select(User).where(User.id == user.id)
    assert db_session.scalar(own.with_for_update()).name == "Before"
    assert db_session.scalar(held_anew(own)).name == "After"


def test_a_moment_without_a_zone_is_refused(app, db_session):
    user = make_user()
    user.created_at = datetime(2026, 1, 1)
    with pytest.raises(Exception, match="a moment needs a time zone"):
        db_session.flush()


def test_a_moment_comes_back_in_utc(app, db_session):
    user = make_user()
    user.created_at = clock.at_local(clock.today(), 9)
    db_session.flush()
    db_session.expire(user)
    assert (user.created_at.tzinfo, user.created_at.hour) == (UTC, 4)


@pytest.mark.source
def test_sqlite_is_durable_and_keeps_its_keys(new_database):
    """As it is where people work: a house under test is in a hurry."""
    with lms.app.create_app(settings(new_database())).app_context(), db.engine.connect() as connection:
        found = {name: connection.scalar(text(f"pragma {name}"))
                 for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}  # fmt: skip
        db.engine.dispose()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}
