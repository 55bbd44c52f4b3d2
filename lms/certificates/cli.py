"""`flask certificates issue-earned`."""

from datetime import timedelta

import click
from flask.cli import AppGroup

from lms.certificates import actions
from lms.core import clock
from lms.core.database import unit_of_work

certificate_commands = AppGroup("certificates", help="Completion certificates.")


@certificate_commands.command("issue-earned")
@click.option("--days", default=90, show_default=True, help="Look at people marked in the last so many days.")
def issue_earned_command(days: int) -> None:
    """Issue certificates that were earned and, for some reason, not issued. Safe to repeat."""
    at = clock.now()
    with unit_of_work():
        issued = actions.issue_earned(since=at - timedelta(days=days), by=None, at=at)
    click.echo(f"Certificates issued: {issued}")
