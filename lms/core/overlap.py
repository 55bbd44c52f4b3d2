"""Rows that may not overlap in time: one room, one trainer, one person cannot be booked twice.

A check before saving is not enough when two people save at the same moment, so the database itself refuses: PostgreSQL
by an exclusion constraint, SQLite by triggers. A migration makes them, from the same words in which models declare."""

from dataclasses import dataclass

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError

PREFIX = "no_overlap_"


@dataclass(frozen=True, slots=True)
class NoOverlap:
    """Two rows of `table` with equal `keys` have no moment in common in [`starts`, `ends`).

    `where` is an SQL condition on plain columns; rows that it does not hold for, and rows with an empty key, may
    overlap as they like. The table needs a constraint that `ends` lies after `starts`."""

    table: str
    keys: tuple[str, ...]
    starts: str
    ends: str
    where: str | None = None

    @property
    def name(self) -> str:
        """What the database calls it."""
        return f"{PREFIX}{self.table}_{'_'.join(self.keys)}"

    @property
    def names(self) -> tuple[str, str]:
        """What SQLite calls its two triggers."""
        return f"{self.name}_insert", f"{self.name}_update"

    def statements(self, dialect: str) -> list[str]:
        """The statements that make it."""
        if dialect == "sqlite":
            return [self._trigger(name, event) for name, event in zip(self.names, ("INSERT", "UPDATE"), strict=True)]
        equal = [f"int8range({key}, {key}, '[]') WITH &&" for key in self.keys]  # "=" would need an extension
        return [
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} EXCLUDE USING gist "
            f"({', '.join([*equal, f'tsrange({self.starts}, {self.ends}) WITH &&'])}) WHERE ({self._counted})"
        ]

    def undoing(self, dialect: str) -> list[str]:
        """The statements that take it away."""
        if dialect == "sqlite":
            return [f"DROP TRIGGER {name}" for name in self.names]
        return [f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}"]

    @property
    def _counted(self) -> str:
        known = [f"{key} IS NOT NULL" for key in self.keys]
        return " AND ".join([*known, f"({self.where})"] if self.where else known)

    def _trigger(self, name: str, event: str) -> str:
        # Those already there do not overlap, so of all that begin before the new one ends, the last to begin is the
        # last to end: one look into the index tells, however many there are.
        same = " AND ".join(f"{key} = NEW.{key}" for key in self.keys)
        return (
            f"CREATE TRIGGER {name} AFTER {event} ON {self.table} "
            f"WHEN EXISTS (SELECT 1 FROM {self.table} WHERE rowid = NEW.rowid AND {self._counted}) "
            f"AND NEW.{self.starts} < (SELECT {self.ends} FROM {self.table} WHERE {same} "
            f"AND {self.starts} < NEW.{self.ends} AND rowid <> NEW.rowid AND {self._counted} "
            f"ORDER BY {self.starts} DESC LIMIT 1) "
            f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
        )


DECLARED: list[NoOverlap] = []  # by models; a test compares it with what the migrations made


def never_overlap(table: Table | str, *keys: str, starts: str, ends: str, where: str | None = None) -> NoOverlap:
    """Declare that rows with equal keys never overlap. Models hand over their table; a migration, which makes it in the
    database, the table's name. An index that begins with the keys and `starts` keeps it fast on SQLite."""
    if isinstance(table, str):
        return NoOverlap(table, keys, starts, ends, where)
    found = NoOverlap(table.name, keys, starts, ends, where)
    DECLARED.append(found)
    return found


def overlap_of(error: IntegrityError) -> str | None:
    """The name of the declaration that refused a statement; None when it was refused for something else."""
    found = error.orig
    said = getattr(getattr(found, "diag", None), "constraint_name", None) or str(found)
    return said if said.startswith(PREFIX) else None
