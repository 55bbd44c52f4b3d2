"""`flask curriculum check|publish|export`."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from lms.core import clock
from lms.core.database import unit_of_work
from lms.curriculum.actions import publish_folder
from lms.curriculum.actions.exporting import export
from lms.curriculum.files.faults import Broken
from lms.curriculum.files.facts import uncompared
from lms.curriculum.files.folder import read_courses
from lms.curriculum.files.key_messages import without_agreement, without_key_message
from lms.curriculum.files.table import tables

curriculum_commands = AppGroup("curriculum", help="The curriculum in courses/: check it, publish it, write it back.")


@curriculum_commands.command("check")
@click.option("--table", is_flag=True, help="Print what is covered: topic, language, country, and every module.")
def check_command(table: bool) -> None:
    """Name the file, the line and the cure of everything that is not right."""
    config = current_app.config
    courses = read_courses(config["COURSES"], config["MEDIA"], uploads=Path(config["UPLOADS"]))
    if table and not courses.faults:
        click.echo(tables(courses, current_app.config["MEDIA"]))
        return
    faults = [*courses.faults, *current_app.extensions["faults_in_uploads"](folder=current_app.config["COURSES"])]
    for fault in faults:
        click.echo(str(fault))
    for name in uncompared(courses.pieces):
        click.echo(f"{name}: not yet compared with its source. Read it there and write “compared_with”.")
    for slug in without_key_message(courses.pieces):
        click.echo(f"{slug}: no key message yet. Write under [key_messages] what everybody must leave with.")
    if waiting := list(without_agreement(courses.pieces)):
        click.echo(f"Nobody has agreed to the key messages of {len(waiting)} modules yet: {', '.join(waiting)}.")
    click.echo(f"{len(courses.pieces)} pieces read, {len(faults)} to put right.")
    if faults:
        raise SystemExit(1)


@curriculum_commands.command("publish")
def publish_command() -> None:
    """Make new editions of whatever has changed. What authors have published in the browser since is not undone."""
    config = current_app.config
    try:
        with unit_of_work():
            done = publish_folder(folder=config["COURSES"], media=config["MEDIA"], by=None, at=clock.now())
    except Broken as broken:
        raise click.ClickException(f"Nothing was published.\n{broken}") from None
    if done.brought:
        current_app.extensions["announce_uploads"]()
    for path in done.older:
        click.echo(f"{path}: older than what authors have published, which stays in service.")
    if done.older:
        click.echo("“flask curriculum export” writes the newer texts into the folder.")
    click.echo(f"{len(done.made)} new editions.")


@curriculum_commands.command("export")
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="A folder other than courses/.")
def export_command(to: Path | None) -> None:
    """Write the newest version of everything back into courses/, or into another FOLDER."""
    try:
        done = export(folder=to or current_app.config["COURSES"])
    except Broken as broken:
        raise click.ClickException(f"Nothing was exported.\n{broken}") from None
    for path in done.written:
        click.echo(f"{path}: written")
    for path in done.removed:
        click.echo(f"{path}: taken away, its piece has no such file any more")
    for path in done.others:
        click.echo(f"{path}: of no published piece, left as it is")
    for path in done.missing:
        click.echo(f"{path}: not in the instance's media: bring it back from the backup")
    click.echo(f"{len(done.written)} files written, {len(done.same)} were the same, {len(done.removed)} taken away.")
    if done.missing:
        raise SystemExit(1)
