"""`flask centres import-jamoats FILE`."""

import csv
from pathlib import Path

import click
from flask.cli import AppGroup

from lms.centres.actions import import_jamoats
from lms.centres.messages import BAD_ROWS
from lms.core import clock
from lms.core.database import unit_of_work

centre_commands = AppGroup("centres", help="Places: what is imported from tables.")


@centre_commands.command("import-jamoats")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_jamoats_command(file: Path) -> None:
    """Add the jamoats of a CSV file, or correct those that are known by their code.

    Its columns: code, region, district, and a name for each language: tg, ru, en; between them commas, semicolons or
    tabs, as the first line has them. When a row is wrong, nothing is imported and every wrong row is named."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as rows, unit_of_work():
            first = rows.readline()
            rows.seek(0)
            table = csv.DictReader(rows, delimiter=max(",;\t", key=first.count))
            done = import_jamoats(rows=table, by=None, at=clock.now()) if first.strip() else None
    except (UnicodeDecodeError, csv.Error) as error:
        raise click.ClickException(f"This file cannot be read as a table in UTF-8: {error}.") from None
    if done is None:
        raise click.ClickException("This file is empty.")
    if isinstance(done, list):
        for each in done:
            click.echo(f"Line {each.line}: {BAD_ROWS[each.wrong].format(found=each.found)}.", err=True)
        raise click.ClickException("Nothing was imported. Please mend these lines and try again.")
    added, changed = done
    click.echo(f"Jamoats added: {added}, changed: {changed}.")
