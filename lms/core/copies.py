"""A copy of the database while everybody works."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from lms.core.database import db


def copy_database(to: Path) -> None:
    """Write a copy to a new file, whole and of one moment: SQLite's own, or that of `pg_dump`. Raises FileExistsError,
    FileNotFoundError when there is no `pg_dump` here, and what these two say when they cannot."""
    if to.exists():
        raise FileExistsError(to)
    unfinished = to.with_name(f"{to.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(db.engine.url.database)) as here, closing(sqlite3.connect(unfinished)) as there:
            here.backup(there)
            there.execute("PRAGMA journal_mode=DELETE")  # one file, not three
    else:
        _dump(unfinished)
    unfinished.chmod(0o600)
    unfinished.rename(to)


def _dump(to: Path) -> None:
    command = shutil.which("pg_dump")
    if command is None:
        raise FileNotFoundError("pg_dump")
    address = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with to.open("wb") as file:
        # The address by the environment: what stands on a command line can be read by everybody on the machine.
        subprocess.run([command, "--format=custom"], stdout=file, env={"PGDATABASE": address}, check=True)
