"""`flask messages remind` and `flask messages work`."""

import time

import click

from lms.core import clock
from lms.core.database import only_reads, unit_of_work
from lms.messages.cli import message_commands, send_waiting
from lms.notices import actions


@message_commands.command("remind")
def remind_command() -> None:
    """Put the reminders that are due into the outbox. Run it every few minutes; nobody is reminded twice."""
    with only_reads():  # each begins to write by itself, when it knows what: two short turns among those who write
        with unit_of_work():
            queued, withdrawn = actions.remind(at=clock.now())
        with unit_of_work():
            queued += actions.remind_staff(at=clock.now())
    if queued or withdrawn:
        click.echo(f"{queued} reminders queued, {withdrawn} withdrawn.")


@message_commands.command("work")
@click.option("--watch", type=float, default=60, show_default=True, metavar="SECONDS", help="Look so often.")
@click.option("--once", is_flag=True, help="Look once and stop: for a clock that calls it.")
@click.pass_context
def work_command(context: click.Context, watch: float, once: bool) -> None:
    """Remind and send, again and again."""
    while True:
        context.invoke(remind_command)
        send_waiting()
        if once:
            return
        time.sleep(watch)
