"""`flask certificates …`: issue what was earned, and care for the keys that sign."""

from datetime import datetime, timedelta
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from lms.certificates import actions, queries
from lms.core import clock
from lms.core.config import add_signing_key
from lms.core.database import unit_of_work
from lms.core.encryption import signing_keys
from lms.core.errors import Refused

certificate_commands = AppGroup("certificates", help="Completion certificates.")


@certificate_commands.command("issue-earned")
@click.option("--days", default=90, show_default=True, help="Look at people marked in the last so many days.")
def issue_earned_command(days: int) -> None:
    """Issue certificates that were earned and, for some reason, not issued. Safe to repeat."""
    at = clock.now()
    with unit_of_work():
        issued = actions.issue_earned(since=at - timedelta(days=days), by=None, at=at)
    click.echo(f"Certificates issued: {issued}")


@certificate_commands.command("remind")
def remind_command() -> None:
    """Write to everybody whose certificate ends within two months, and to those who leave within a month and whose
    course has changed since, each once. Safe to repeat."""
    with unit_of_work():
        ending, changed = actions.remind_of_the_end(at=clock.now()), actions.tell_of_changes(at=clock.now())
        early = actions.remind_to_refresh(at=clock.now())
    click.echo(f"Certificates that end within two months: {ending}")
    click.echo(f"People who leave soon and whose course has changed: {changed}")
    click.echo(f"People who leave within a week and took the course long before: {early}")


@certificate_commands.command("keys")
def keys_command() -> None:
    """Show which keys signed certificates, and when, and which has not signed yet."""
    known = queries.public_keys()
    for key in known.values():
        click.echo(f"{key.id}: from {key.since} until {key.until or 'now'}, public half {key.public.hex()}")
    for number in sorted(signing_keys().keys() - known.keys()):
        click.echo(f"{number}: has not signed yet")


@certificate_commands.command("new-key")
def new_key_command() -> None:
    """Make the next key that signs certificates. Programs that run take it up by themselves; the old ones still prove
    what they signed."""
    number = add_signing_key(Path(current_app.instance_path))
    with unit_of_work():  # whoever checks without network learns of it before its first certificate is shown
        actions.signing_key(clock.today())
    click.echo(f"Key {number} is made and signs from now on. Copy the folder of keys to a safe place.")


@certificate_commands.command("retire-key")
@click.argument("number", type=int)
@click.option("--last-day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day on which it signed.")
def retire_key_command(number: int, last_day: datetime) -> None:
    """Refuse what a key signed after a day, because it may be in other hands. Make a new key first."""
    try:
        with unit_of_work():
            actions.retire_key(number=number, last_day=last_day.date(), by=None, at=clock.now())
    except Refused:
        message = "Make a new key first: flask certificates new-key. Until then this one signs."
        raise click.ClickException(message) from None
    click.echo(f"Certificates that key {number} signs after {last_day:%Y-%m-%d} are refused from now on.")
