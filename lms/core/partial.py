"""Indexes over some of the rows: one open draft, one seat that is taken, one mark that counts."""

from sqlalchemy import Index, text


def unique_where(condition: str, name: str, *columns: str) -> Index:
    """Of the rows that the condition holds for, no two have the same values in these columns."""
    return _partial(condition, name, *columns, unique=True)


def index_where(condition: str, name: str, *columns: str) -> Index:
    """Only the rows that the condition holds for are looked up by these columns."""
    return _partial(condition, name, *columns, unique=False)


def _partial(condition: str, name: str, *columns: str, unique: bool) -> Index:
    where = text(condition)
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)
