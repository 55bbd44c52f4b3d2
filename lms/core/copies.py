"""A copy of the database while everybody works."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from lms.core.database import db


def copy_database(to: Path) -> None:
    """Write a copy to a new file, whole and of one moment: SQLite's own, or that of `pg_dump`. Raises FileExistsError,
    FileNotFoundError when there is no `pg_dump` here, and what these two say when they cannot."""
    if to.exists():
        raise FileExistsError(to)
    unfinished = to.with_name(f"{to.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(0o600)
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(db.engine.url.database)) as here, closing(sqlite3.connect(unfinished)) as there:
            here.backup(there)
            there.execute("PRAGMA journal_mode=DELETE")  # one file, not three
    else:
        _dump(unfinished)
    unfinished.rename(to)


def _dump(to: Path) -> None:
    command = shutil.which("pg_dump")
    if command is None:
        raise FileNotFoundError("pg_dump")
    with to.open("wb") as file:
        # The address by the environment: what stands on a command line can be read by everybody on the machine.
        here = {**os.environ, **_address(db.engine.url)}
        subprocess.run([command, "--format=custom"], stdout=file, env=here, check=True)


def _address(url: URL) -> dict[str, str]:
    """Where the database is, in the variables that PostgreSQL's programs read."""
    told = {
        "PGHOST": url.host or url.query.get("host"),
        "PGPORT": url.port and str(url.port),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": url.query.get("sslmode"),
    }
    return {name: str(value) for name, value in told.items() if value}
