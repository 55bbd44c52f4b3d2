"""`flask classes pass-offers`, `flask classes plan`."""

import click
from flask.cli import AppGroup

from lms.accounts import queries as accounts
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


@class_commands.command("plan")
@click.argument("login")
@click.option("--improve", is_flag=True, help="Take a minute more for a better plan (extra `optimise`).")
@click.option("--least", default=1, show_default=True, help="The smallest class.")
def plan_command(login: str, improve: bool, least: int) -> None:
    """Plan the next four weeks as the officer or administrator with this LOGIN would, for example every night."""
    with unit_of_work():
        found = accounts.user_by_login(login)
        if found is None:
            raise click.ClickException(f"Nobody signs in as “{login}”.")
        made = actions.plan_weeks(actor=accounts.as_actor(found), improve=improve, least=least, at=clock.now())
    click.echo(f"Proposed classes: {len(made.proposed)}. People in them: {len(made.placed)}. Not placed: "
               f"{len(made.unplaced)}.")  # fmt: skip
