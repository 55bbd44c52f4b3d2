"""SQLite as it is used here: writers in turn, and much read without copies."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import lms.app
from lms.core import sqlite
from lms.core.database import begin_to_write, db, only_reads, read_much
from lms.curriculum.actions.opened import count_opened_while_reading
from lms.curriculum.rules.opened import What
from tests.conftest import settings

pytestmark = pytest.mark.source


@pytest.fixture
def house(new_database):
    """A house in a file, as it is where people work."""
    app = lms.app.create_app(settings(new_database()))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def another(house):
    """Another process that writes."""
    with db.engine.connect():
        pass  # the file is there
    with closing(sqlite3.connect(db.engine.url.database, isolation_level=None)) as connection:
        yield connection


def pragma(name: str) -> int:
    return db.session.scalar(text(f"pragma {name}"))


def test_a_writer_waits_for_its_turn(house, another, monkeypatch):
    another.execute("begin immediate")
    looked = []

    def look_again(seconds: float) -> None:
        looked.append(seconds)
        if len(looked) == 3:
            another.execute("commit")

    monkeypatch.setattr(sqlite, "sleep", look_again)
    assert (pragma("busy_timeout"), len(looked)) == (10000, 3)


def test_a_writer_does_not_wait_for_ever(house, another, monkeypatch):
    monkeypatch.setattr(sqlite, "PATIENCE", 0.01)
    another.execute("begin immediate")
    with pytest.raises(OperationalError, match="database is locked"):
        db.session.connection()


def test_a_page_whose_opening_cannot_be_counted_is_not_kept_by_it(house, another, monkeypatch):
    monkeypatch.setattr(sqlite, "PATIENCE", 0.01)
    another.execute("begin immediate")
    with only_reads():
        count_opened_while_reading(what=What.POCKET, key="all", on=date(2027, 3, 2))
        assert pragma("busy_timeout") == 10


def test_what_is_no_queue_is_not_waited_for(house, monkeypatch):
    monkeypatch.setattr(sqlite, "sleep", lambda _seconds: pytest.fail("waits for itself"))
    with pytest.raises(OperationalError, match="within a transaction"):
        sqlite._take_turn(db.session().line())


def test_a_database_that_is_being_mended_is_waited_for():
    class Mended:
        def execute(self, _statement: str) -> None:
            fault = sqlite3.OperationalError("database is locked")
            fault.sqlite_errorcode = sqlite3.SQLITE_BUSY_RECOVERY
            raise fault

    assert not sqlite._began(Mended(), must=False)


def test_much_is_read_without_copies_until_something_is_written(house):
    with only_reads():
        assert pragma("mmap_size") == 0
        read_much()
        read_much()
        assert pragma("mmap_size") > 10**9
        db.session.rollback()
        assert pragma("mmap_size") > 10**9
        begin_to_write()
        assert pragma("mmap_size") == 0
