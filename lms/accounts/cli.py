"""`flask users create`, `flask users reset-second-factor`, `flask trail verify`."""

import click
from flask import current_app
from flask.cli import AppGroup

from lms.accounts import actions, queries
from lms.accounts.messages import WHY_RESET
from lms.accounts.queries.trail import verify
from lms.core import clock
from lms.core.actors import Grant, Role
from lms.core.database import unit_of_work
from lms.core.errors import Refused
from lms.web.sentences import refusal

user_commands = AppGroup("users", help="Those who sign in.")
trail_commands = AppGroup("trail", help="Who looked at what, and who changed it.")


@user_commands.command("create")
@click.option("--login", required=True)
@click.option("--name", required=True)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--centre", help="Code of the centre to which the role is limited.")
@click.option("--base-url", help="The address of the site, where LMS_PUBLIC_URL does not say it.")
def create_command(login: str, name: str, role: str, centre: str | None, base_url: str | None) -> None:
    """Make an account and print the link with which its owner sets the password, once, within three days."""
    at, language = clock.now(), current_app.config["LANGUAGES"][0]
    known = [code for code, _name in current_app.extensions["scopes"](language)]
    if centre and centre not in known:
        offered = ", ".join(known) or "none yet; the administrator adds them on the page of centres"
        raise click.ClickException(f"There is no centre with the code “{centre}”. Centres: {offered}.")
    try:
        with unit_of_work():
            user = actions.create_user(
                login=login, name=name, language=language,
                grants=[Grant(Role(role), centre or None)], secret=None, by=None, at=at,
            )  # fmt: skip
            token = actions.make_link(user_id=user.id, by=None, at=at)
    except Refused as refused:
        with current_app.test_request_context():
            raise click.ClickException(refusal(refused)) from None
    site = base_url or current_app.config["PUBLIC_URL"] or "http://127.0.0.1:8000"
    click.echo(f"{site.rstrip('/')}/set-password/{token}")


@user_commands.command("reset-second-factor")
@click.option("--login", required=True)
@click.option("--why", type=click.Choice(list(WHY_RESET)), required=True)
def reset_command(login: str, why: str) -> None:
    """Take the second factor away from somebody who lost phone and recovery codes, when no administrator can."""
    found = queries.user_by_login(login)
    if found is None:
        raise click.ClickException("Nobody signs in with this login.")
    try:
        with unit_of_work():
            actions.reset_second_factor(user_id=found.id, why=why, by=None, at=clock.now())
    except Refused as refused:
        with current_app.test_request_context():
            raise click.ClickException(refusal(refused)) from None
    click.echo("The second factor is taken away. All sign-ins have ended.")


@trail_commands.command("verify")
def verify_command() -> None:
    """Say whether every line of the trail is there as it was written, or name the first that is not."""
    found = verify()
    if found.broken is not None:
        raise click.ClickException(
            f"The trail is broken at entry {found.broken}; {found.lines} lines before it are in order."
        )
    if found.lost:
        raise click.ClickException(f"The last {found.lost} lines of the trail are gone; {found.lines} are in order.")
    if found.loose is not None:
        raise click.ClickException(f"Entry {found.loose} was put in beside the trail: it has no place in the chain.")
    click.echo(f"The trail is intact: {found.lines} lines. Its seal, to be written down elsewhere:\n{found.digest}")
