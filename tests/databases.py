"""Databases for tests, on the chosen server: empty ones, and copies of one that was made ready once."""

import shutil
from pathlib import Path

import sqlalchemy as sa

# Of these databases nobody needs anything after a power cut.
IN_A_HURRY = ("fsync", "full_page_writes", "synchronous_commit")


class Files:
    """Databases of SQLite: files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.made = folder, 0

    def new(self) -> str:
        """The address of an empty database."""
        self.made += 1
        return f"sqlite:///{self.folder}/{self.made}.db"

    def copy(self, address: str) -> str:
        """The address of a copy of a database to which nobody is connected."""
        made = self.new()
        shutil.copy(sa.make_url(address).database, sa.make_url(made).database)
        return made


class Server:
    """Databases of a PostgreSQL server of our own."""

    def __init__(self, address: str) -> None:
        self.address, self.made = sa.make_url(address), 0
        for setting in IN_A_HURRY:
            self._tell(f"alter system set {setting} = off")
        self._tell("select pg_reload_conf()")

    def new(self, template: str = "template1") -> str:
        """The address of an empty database."""
        self.made += 1
        self._tell(f"create database test_{self.made} template {template}")
        return self.address.set(database=f"test_{self.made}").render_as_string(hide_password=False)

    def copy(self, address: str) -> str:
        """The address of a copy of a database to which nobody is connected."""
        return self.new(template=sa.make_url(address).database)

    def _tell(self, statement: str) -> None:
        engine = sa.create_engine(self.address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(statement))
        engine.dispose()
