"""`flask privacy drill`."""

import tempfile
from pathlib import Path

import click
from flask import Flask
from flask_migrate import upgrade

from lms.core import clock
from lms.core.config import keys, make_keys
from lms.core.database import db, unit_of_work
from lms.curriculum.actions import publish
from lms.curriculum.files.folder import read_courses
from lms.drill.house import DrillFailed, plant, rows, use
from lms.drill.search import finds
from lms.privacy.cli import privacy_commands

CONTROL = "control.txt"


@privacy_commands.command("drill")
def drill_command() -> None:
    """Plant a telephone and a passport number in a house made only for this, use the program, and search database,
    write-ahead log, copy, log, exports and search tables for them. Nothing of the real data is touched."""
    with tempfile.TemporaryDirectory(prefix="drill") as place:
        folder = Path(place)
        app = _house(folder)
        with app.app_context():
            upgrade()
            with unit_of_work():
                publish(courses=read_courses(app.config["COURSES"], app.config["MEDIA"]), by=None, at=clock.now())
            found = drill(app, folder)
            db.session.remove()
            db.engine.dispose()
    _tell(found, folder)


def drill(app: Flask, folder: Path) -> dict[Path, list[str]]:
    """Use the house and search everything in the folder: by file, what was found in it. Raises DrillFailed."""
    planted = plant()
    use(app, folder, planted)
    rows(folder)
    control = folder / CONTROL
    control.write_text(" ".join(planted.values()), encoding="utf-8")
    found = finds(folder, planted)
    if found.pop(control) != sorted(planted):
        raise DrillFailed("the search does not find what is there")
    return found


def _house(folder: Path) -> Flask:
    from lms.app import create_app  # it assembles the house, this command among it

    make_keys(folder)
    return create_app({
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'lms.db'}", "WTF_CSRF_ENABLED": False,
        "MESSAGES_TRANSPORT": "console", "ARGON2": (1, 8), **keys(folder),
    })  # fmt: skip


def _tell(found: dict[Path, list[str]], folder: Path) -> None:
    for path, names in found.items():
        click.echo(f"{path.relative_to(folder)}: {', '.join(names) + ' FOUND' if names else 'nothing'}")
    if any(found.values()):
        raise click.ClickException("What was planted was found. Nothing with a person's data may leave this house now.")
    click.echo(f"Nothing was found in {len(found)} files. A control with both in it was found, as it should be.")
