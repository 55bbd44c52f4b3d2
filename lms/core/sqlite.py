"""How SQLite is used here: durable, its writers in turn, its readers never in the way."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection

PATIENCE = 10.0  # seconds that a writer waits for its turn
LOOKS_AGAIN = 0.0002  # seconds between two looks
WHOLE_FILE = 2**31  # bytes
WHATEVER_WITH = 0xFF  # a code says above these bits with what SQLite is busy, as with mending what a lost process left


def attend(engine: Engine, only_reads: Callable[[], bool]) -> None:
    """Open SQLite's files as they are used here, and begin each transaction as a reader or a writer. Another database
    needs none of it."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open)
        event.listen(engine, "begin", lambda connection: begin(connection.connection, reads=only_reads()))


def _open(connection: sqlite3.Connection, _record) -> None:
    connection.isolation_level = None  # BEGIN is ours: see _begin
    for pragma in (_patient(PATIENCE), "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def begin(line: PoolProxiedConnection, *, reads: bool) -> None:
    """Begin as a reader or a writer. Does nothing within a transaction."""
    if line.dbapi_connection.in_transaction:
        return
    line.info["reads"] = reads
    if reads:
        line.dbapi_connection.execute("BEGIN")
    else:
        _take_turn(line)


def write_from_now_on(line: PoolProxiedConnection) -> None:
    """End what was begun as a reader and begin as a writer. Does nothing to a writer."""
    if line.info.pop("reads", False):
        line.dbapi_connection.execute("ROLLBACK")
        _take_turn(line)


def make_safe(line: PoolProxiedConnection) -> None:
    """End the transaction with what was written. Does nothing without one. Raises what SQLAlchemy raises."""
    if line.dbapi_connection.in_transaction:
        try:
            line.dbapi_connection.execute("COMMIT")
        except sqlite3.Error as fault:
            raise told("COMMIT", fault) from fault


def told(words: str, fault: sqlite3.Error) -> DBAPIError:
    """A fault of SQLite's as SQLAlchemy tells it, without the values: they are of people."""
    return DBAPIError.instance(words, None, fault, sqlite3.Error, dialect=SQLiteDialect_pysqlite())


def _take_turn(line: PoolProxiedConnection) -> None:
    """Begin as a writer as soon as nobody else is one: one that begins as a reader fails with "database is locked"
    instead of waiting. SQLite's own patience sleeps for 1, 2, 5, 10 … ms, and an answer is written within one: while a
    class answered, a tenth of the time passed in which everybody waited and nobody wrote."""
    raw = line.dbapi_connection
    if line.info.pop("reads_much", False):
        raw.execute("PRAGMA mmap_size=0")
    raw.execute(f"PRAGMA {_patient(0)}")
    try:
        until = monotonic() + PATIENCE
        while not _began(raw, must=monotonic() > until):
            sleep(LOOKS_AGAIN)
    finally:
        raw.execute(f"PRAGMA {_patient(PATIENCE)}")


def _began(raw: sqlite3.Connection, *, must: bool) -> bool:
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as fault:
        if must or fault.sqlite_errorcode & WHATEVER_WITH != sqlite3.SQLITE_BUSY:
            raise told("BEGIN", fault) from fault
        return False
    return True


def _patient(seconds: float) -> str:
    return f"busy_timeout={seconds * 1000:.0f}"


def read_much(line: PoolProxiedConnection) -> None:
    """Read the file where the system keeps it, without a copy of each page, until this connection writes: a search
    among a million takes half the time. Who only writes an answer would lose by it, for with each change by another
    process the whole file is let go of."""
    if not line.info.get("reads_much"):
        line.info["reads_much"] = True
        line.dbapi_connection.execute(f"PRAGMA mmap_size={WHOLE_FILE}")


@contextmanager
def tables_may_move(connection: Connection) -> Iterator[None]:
    """Within, before a transaction begins, SQLite may copy a table and drop the old one, as a migration does to change
    it, although other tables point to it. Raises RuntimeError when something then points to nothing."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        if lost := raw.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"{len(lost)} rows point to nothing, first in the table {lost[0][0]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
