"""Statements that are put together once: what a whole class asks in the same minutes."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Self

from sqlalchemy import Connection, Dialect, Engine, Select, TextClause, bindparam, text
from sqlalchemy.pool import PoolProxiedConnection

from lms.core.database import Base, db
from lms.core.sqlite import told


class Ready:
    """A statement of plain columns, asked in the transaction of the session but without its ceremony, which takes a
    third of the time of a small query; on SQLite the session need not even begin. What is not flushed is not seen."""

    def __init__(self, statement: Select | TextClause) -> None:
        self.statement = statement
        self._own: _OnSqlite | None = None

    @classmethod
    def words(cls, words: str, like: type[Base]) -> Self:
        """In words that every database understands; a value with the name of a column of `like` is written as there."""
        columns = like.__table__.c
        names = {*re.findall(r":(\w+)", words)}.intersection(columns.keys())
        return cls(text(words).bindparams(*(bindparam(name, type_=columns[name].type) for name in names)))

    def rows(self, **values: object) -> Sequence[Sequence[Any]]:
        """What it finds with these values."""
        session = db.session()
        if own := self._on_sqlite(session.database):
            return own.rows(session.line(), values)
        return session.connection().execute(self.statement, values).all()

    def run(self, **values: object) -> int:
        """Change what it changes. How many rows that were."""
        session = db.session()
        if own := self._on_sqlite(session.database):
            return own.execute(session.line(), values).rowcount
        return session.connection().execute(self.statement, values).rowcount

    def _on_sqlite(self, database: Engine | Connection) -> "_OnSqlite | None":
        # Whoever listens to all that is asked (`before_cursor_execute` of the engine), hears this too.
        if database.dialect.name != "sqlite" or database.engine.dispatch.before_cursor_execute:
            return None
        if self._own is None:
            self._own = _OnSqlite(self.statement, database.dialect)
        return self._own


class _OnSqlite:
    """SQLite answers a small query in less time than SQLAlchemy needs to hand it on and to wrap the answer: here it is
    asked directly, by the words and with the types that SQLAlchemy has put together (decision 61)."""

    def __init__(self, statement: Select | TextClause, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        if compiled.post_compile_params:
            raise ValueError(f"the words of this statement change with its values: {compiled}")
        self._words, self._order = str(compiled), compiled.positiontup
        types = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        self._fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        self._to_write = [(name, to) for name, each in types.items() if (to := each.bind_processor(dialect))]
        columns = enumerate(statement.selected_columns) if isinstance(statement, Select) else ()
        found = ((place, each.type.dialect_impl(dialect).result_processor(dialect, None)) for place, each in columns)
        self._to_read = [(place, of) for place, of in found if of]

    def execute(self, line: PoolProxiedConnection, values: Mapping[str, object]) -> sqlite3.Cursor:
        """Ask. Raises what SQLAlchemy raises, without the values: they are of people."""
        given = {**self._fixed, **values}
        for name, written in self._to_write:
            given[name] = written(given[name])
        try:
            return line.dbapi_connection.execute(self._words, [given[name] for name in self._order])
        except sqlite3.Error as fault:
            raise told(self._words, fault) from fault

    def rows(self, line: PoolProxiedConnection, values: Mapping[str, object]) -> list[Sequence[Any]]:
        """What is found, as Python knows it."""
        found = self.execute(line, values).fetchall()
        return [self._as_python(row) for row in found] if self._to_read else found

    def _as_python(self, row: tuple) -> Sequence[Any]:
        made = [*row]
        for place, read in self._to_read:
            made[place] = read(made[place])
        return made
