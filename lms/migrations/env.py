"""How Alembic sees the tables."""

from pathlib import Path

from alembic import context
from flask import current_app

from lms.core.database import UtcDateTime, db
from lms.core.encryption import EncryptedText
from lms.core.sqlite import tables_may_move


def render_item(kind: str, item: object, _context) -> str | bool:
    """Write our own column types as the plain ones they are in the database: a migration must not need the program."""
    if kind == "type" and isinstance(item, (UtcDateTime, EncryptedText)):
        return f"sa.{type(item.impl).__name__}()"
    return False


def run() -> None:
    """Bring the tables of the configured database up to date: all of them, or none."""
    Path(current_app.instance_path).mkdir(parents=True, exist_ok=True)  # SQLite makes a file, never its folder
    arguments = current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection, tables_may_move(connection):
        context.configure(
            connection=connection, target_metadata=db.metadata, render_item=render_item, **arguments
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
