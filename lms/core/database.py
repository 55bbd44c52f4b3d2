"""The database: one declarative base, the engine's settings, and the one commit at the edge of a request."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TypeVar

from flask import Flask, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy, session
from sqlalchemy import Connection, DateTime, Engine, MetaData, Select
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.types import TypeDecorator

from lms.core import sqlite

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of all tables; gives every constraint a name, so that a migration can find it again."""

    metadata = MetaData(naming_convention=NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware and in UTC in Python, without zone in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


Base.registry.update_type_annotation_map({datetime: UtcDateTime})

_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


class Session(session.Session):
    """Begins when an object is asked for. What `Ready` asks of SQLite before that, or without it, goes over a line of
    its own; the session takes it over together with the transaction that is open on it. Where no object is needed, as
    for an answer of a quiz, beginning and ending a session took a tenth of the time (decision 63)."""

    _line: PoolProxiedConnection | None = None
    _joined: Connection | None = None

    @cached_property
    def database(self) -> Engine | Connection:
        """Where everything is; for tests that take back what they did, the connection that is in their transaction."""
        return super().get_bind()

    def line(self) -> PoolProxiedConnection:
        """What leads to the driver's own connection, within this transaction; begins one where none is open."""
        if self._line is None:
            database = self.database
            if self.in_transaction() or not isinstance(database, Engine) or database.dialect.name != "sqlite":
                return self.connection().connection
            self._line = database.raw_connection()
        sqlite.begin(self._line, reads=_only_reads.get())
        return self._line

    def get_bind(self, *args, **values) -> Engine | Connection:
        """Where objects are asked for: on the line, where there is one."""
        if self._line is None:
            return super().get_bind(*args, **values)
        if self._joined is None:
            self._joined = Connection(self.database, self._line)
        return self._joined

    def commit(self) -> None:
        """Make safe what was written, whichever way."""
        if self.in_transaction():
            super().commit()
        if self._line is not None:
            sqlite.make_safe(self._line)  # the session may have begun and found nothing to write

    def rollback(self) -> None:
        """Take back what was written, whichever way."""
        super().rollback()
        if self._line is not None:
            self._line.rollback()

    def close(self) -> None:
        """Give back what was in use."""
        super().close()
        if self._line is not None:
            self._line.close()
            self._line = self._joined = None


SESSION = {
    "class_": Session,
    "expire_on_commit": False,  # what a page is drawn from after the commit is not read anew
    "join_transaction_mode": "create_savepoint",  # for tests, whose connection is in a transaction already
}
db = SQLAlchemy(model_class=Base, session_options=SESSION)
migrate = Migrate()

Row = TypeVar("Row", bound=Base)
Chosen = TypeVar("Chosen", bound=Select)


def init_app(app: Flask) -> None:
    """Bind the database to `app`."""
    db.init_app(app)
    migrate.init_app(app, db, directory=str(app.config["MIGRATIONS"]), render_as_batch=True, compare_type=True)
    with app.app_context():
        sqlite.attend(db.engine, _only_reads.get)


def begin_to_write() -> None:
    """End what was begun as a reader and begin as a writer: the same transaction to everybody but SQLite, which takes a
    third of the time that ending and beginning the session's would. Does nothing to a writer."""
    sqlite.write_from_now_on(db.session().line())


def read_much() -> None:
    """Say that much is read from here on: SQLite then reads each page without a copy."""
    if db.engine.dialect.name == "sqlite":
        sqlite.read_much(db.session().line())


@contextmanager
def only_reads(yes: bool = True) -> Iterator[None]:
    """Within, a transaction begins as a reader and never queues behind writers."""
    token = _only_reads.set(yes)
    try:
        yield
    finally:
        _only_reads.reset(token)


def get_row(table: type[Row], row_id: object, *, to_change: bool) -> Row | None:
    """The row with this key, if there is one. `to_change` keeps it for nobody else to change until the transaction
    ends, and reads it anew: whoever waited for another's change had it before."""
    if to_change:
        db.session.flush()
    return db.session.get(table, row_id, with_for_update=to_change or None, populate_existing=to_change)


def held_anew(statement: Chosen, **how: object) -> Chosen:
    """The same rows, kept for nobody else to change until the transaction ends, and read anew: whoever waited for
    another's change had them before. `how` is said to `with_for_update`. What is not flushed must be flushed first, as
    every query of the session does."""
    return statement.with_for_update(**how).execution_options(populate_existing=True)


@contextmanager
def unit_of_work() -> Iterator[None]:
    """The one commit: leaving commits, raising rolls everything back."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def reading() -> Iterator[None]:
    """Nothing to commit; raising ends the transaction, so that the page that says what happened begins a sound one."""
    try:
        yield
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def noting() -> Iterator[None]:
    """For the rare page that is read and yet must note something: within, a transaction of its own that may write. A
    page that writes takes the note along in its own."""
    if not _only_reads.get():
        yield
        return
    db.session.rollback()
    with only_reads(False), unit_of_work():
        yield


class OneCommit(Flask):
    """A Flask that commits once, after the view, before the response; a GET begins as a reader."""

    def wsgi_app(self, environ, start_response):
        with only_reads(environ["REQUEST_METHOD"] in ("GET", "HEAD", "OPTIONS")):
            return super().wsgi_app(environ, start_response)

    def log_exception(self, exc_info) -> None:
        """The kind and place of a fault, never its message: messages quote the data they choked on."""
        kind, _fault, place = exc_info
        while place and place.tb_next:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
        self.logger.error("%s at %s while serving %s", kind.__name__, where, request.endpoint)

    def ensure_sync(self, func):
        """No view here is asynchronous, so none is looked at on each request to find out."""
        return func

    def preprocess_request(self):
        """Who asks, and whether they may, is found out as a reader: nobody queues to write before that is known."""
        writes = not _only_reads.get()
        with only_reads():
            answer = super().preprocess_request()
        # On SQLite one writes at a time: a view that `reads_first` leaves it to its action to begin.
        if writes and answer is None and not getattr(self.view_functions.get(request.endpoint), "reads_first", False):
            begin_to_write()
        return answer

    def dispatch_request(self):
        """The view, and the commit. A view may hand over a `partial` that draws its page: what it wrote is committed
        first, so that nobody who waits to write waits for the drawing. What only reads has nothing to commit."""
        with reading() if _only_reads.get() else unit_of_work():
            answer = super().dispatch_request()
        if isinstance(answer, partial):
            with only_reads():
                return answer()
        return answer
