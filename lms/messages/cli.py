"""`flask messages send`: the worker of the outbox."""

import time

import click
from flask import current_app
from flask.cli import AppGroup

from lms.core import clock
from lms.core.database import unit_of_work
from lms.messages import actions
from lms.messages.transports import TRANSPORTS

message_commands = AppGroup("messages", help="What is written to people.")


@message_commands.command("send")
@click.option("--watch", type=float, metavar="SECONDS", help="Stay, and look again so often.")
def send_command(watch: float | None) -> None:
    """Send what waits, each message at least once. Several workers may run at a time."""
    transport = TRANSPORTS.get(current_app.config["MESSAGES_TRANSPORT"])
    if transport is None:
        raise click.ClickException(f"MESSAGES_TRANSPORT must be one of: {', '.join(TRANSPORTS)}.")
    while True:
        sent = failed = 0
        while letters := _lease():
            for letter in letters:
                if _send(transport, letter):
                    sent += 1
                else:
                    failed += 1
        if sent or failed:
            click.echo(f"{sent} sent, {failed} to be tried again.")
        if watch is None:
            return
        time.sleep(watch)


def _lease() -> list[actions.Letter]:
    with unit_of_work():
        return actions.lease(at=clock.now())


def _send(transport, letter: actions.Letter) -> bool:
    try:
        transport(letter)
    except Exception as error:  # one dead line must not stop the others; the kind only, as errors quote addresses
        current_app.logger.error("message %s not sent: %s", letter.id, type(error).__name__)
        return False
    with unit_of_work():
        actions.mark_sent(message_ids=[letter.id], at=clock.now())
    return True
