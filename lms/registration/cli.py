"""`flask registration reindex`."""

import click
from flask.cli import AppGroup

from lms.core.database import unit_of_work
from lms.registration.actions.names import keep_keys_of_some

registration_commands = AppGroup("registration", help="Those who are registered.")


@registration_commands.command("reindex")
def reindex_command() -> None:
    """Make the keys anew by which the search finds names, while everybody works. Needed once after a version that finds
    names otherwise; safe to repeat, and to stop."""
    last, looked, changed, some = 0, 0, 0, 1
    while some:
        with unit_of_work():
            last, some, anew = keep_keys_of_some(after=last)
        looked, changed = looked + some, changed + anew
    click.echo(f"{looked} records are found by their names; {changed} were made anew.")
