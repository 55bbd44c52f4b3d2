"""Databases for tests, on the chosen server: empty ones, and copies of one that was made ready once."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from fasteners import InterProcessLock

# Of these databases nobody needs anything after a power cut, and none lives long enough to be swept.
IN_A_HURRY = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum", "jit")


class _Databases:
    """What both kinds of databases can do. All workers of a run share `shared`, and have names of their own."""

    def __init__(self, shared: Path, worker: str) -> None:
        self.shared, self.worker, self.made = shared, worker, 0

    def new(self) -> str:
        """The address of an empty database."""
        return self._make(self._own_name(), None)

    def copy(self, address: str) -> str:
        """The address of a copy of a database to which nobody is connected."""
        return self._make(self._own_name(), address)

    def once(self, name: str, of: str | None, fill: Callable[[str], object]) -> tuple[str, object]:
        """The address of a database that is made once for all workers, empty or a copy, and what `fill` said when it
        filled it. To be copied only."""
        said = self.shared / f"{name}.json"
        with InterProcessLock(self.shared / f"{name}.lock"):
            if not said.exists():
                said.write_text(json.dumps([address := self._make(name, of), fill(address)]))
        return tuple(json.loads(said.read_text()))

    def _own_name(self) -> str:
        self.made += 1
        return f"{self.worker}_{self.made}"

    def _make(self, name: str, of: str | None) -> str:
        raise NotImplementedError


class Files(_Databases):
    """Databases of SQLite: files in a folder."""

    def _make(self, name: str, of: str | None) -> str:
        path = self.shared / f"{name}.db"
        if of:
            shutil.copy(sa.make_url(of).database, path)
        return f"sqlite:///{path}"


class Server(_Databases):
    """Databases of a PostgreSQL server of our own."""

    def __init__(self, shared: Path, worker: str, address: str) -> None:
        super().__init__(shared, worker)
        self.address = sa.make_url(address)

    def hurry(self) -> None:
        """Let the server take no care of what nobody needs."""
        for setting in IN_A_HURRY:
            self._tell(f"alter system set {setting} = off")
        self._tell("select pg_reload_conf()")

    def _make(self, name: str, of: str | None) -> str:
        template = sa.make_url(of).database if of else "template1"
        self._tell(f"create database {name} template {template}")
        return self.address.set(database=name).render_as_string(hide_password=False)

    def _tell(self, statement: str) -> None:
        engine = sa.create_engine(self.address, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            connection.execute(sa.text(statement))
