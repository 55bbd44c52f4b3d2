"""`flask classes pass-offers`."""

import click
from flask.cli import AppGroup

from lms.classes import actions
from lms.core import clock
from lms.core.database import unit_of_work

class_commands = AppGroup("classes", help="The timetable and its waiting lists.")


@class_commands.command("pass-offers")
def pass_offers_command() -> None:
    """Pass seats that were offered and not answered in time to the next in line. Run it every few minutes."""
    with unit_of_work():
        passed = actions.pass_lapsed_offers(at=clock.now())
    click.echo(f"Offers that had lapsed: {passed}")
