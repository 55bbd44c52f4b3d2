"""`flask curriculum check|publish`."""

import click
from flask import current_app
from flask.cli import AppGroup

from lms.core import clock
from lms.core.database import unit_of_work
from lms.curriculum.actions import publish
from lms.curriculum.files.faults import Broken
from lms.curriculum.files.folder import read_courses
from lms.curriculum.files.table import tables

curriculum_commands = AppGroup("curriculum", help="The curriculum in courses/: check it, publish it.")


def _read():
    return read_courses(current_app.config["COURSES"], current_app.config["MEDIA"])


@curriculum_commands.command("check")
@click.option("--table", is_flag=True, help="Print what is covered: topic, language, country, and every module.")
def check_command(table: bool) -> None:
    """Name the file, the line and the cure of everything that is not right."""
    courses = _read()
    if table and not courses.faults:
        click.echo(tables(courses, current_app.config["MEDIA"]))
        return
    for fault in courses.faults:
        click.echo(str(fault))
    click.echo(f"{len(courses.pieces)} pieces read, {len(courses.faults)} to put right.")
    if courses.faults:
        raise SystemExit(1)


@curriculum_commands.command("publish")
def publish_command() -> None:
    """Make new editions of whatever has changed."""
    try:
        with unit_of_work():
            made = publish(courses=_read(), by=None, at=clock.now())
    except Broken as broken:
        raise click.ClickException(f"Nothing was published.\n{broken}") from None
    click.echo(f"{len(made)} new editions.")
