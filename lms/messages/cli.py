"""`flask messages send`: the worker of the outbox."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

import click
from flask import current_app
from flask.cli import AppGroup

from lms.core import clock
from lms.core.database import unit_of_work
from lms.messages import actions
from lms.messages.rules import DEAD_LINE, LEASE, LONGEST, Channel, State, Undeliverable
from lms.messages.transports import Way, ways

message_commands = AppGroup("messages", help="What is written to people.")


@message_commands.command("send")
@click.option("--watch", type=float, metavar="SECONDS", help="Stay, and look again so often.")
def send_command(watch: float | None) -> None:
    """Send what waits, each message at least once. Several workers may run at a time."""
    while True:
        send_waiting()
        if watch is None:
            return
        time.sleep(watch)


def send_waiting() -> None:
    """Send everything that is due, and say how it went. A channel that does not answer is left alone until the next
    time: its messages wait, they are not used up."""
    try:
        open_ways = dict(ways())
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    told: Counter[State] = Counter()
    while open_ways and (letters := _lease(open_ways)):
        until = clock.now() + LEASE - LONGEST
        for channel, found in _by_channel(letters).items():
            if not _send_all(open_ways[channel], found, told, until):
                del open_ways[channel]
    if told:
        click.echo(
            f"{told[State.SENT]} sent, {told[State.WAITING]} to be tried again, {told[State.FAILED]} given up."
        )


def _lease(open_ways: Iterable[Channel]) -> list[actions.Letter]:
    with unit_of_work():
        return actions.lease(channels=set(open_ways), at=clock.now())


def _by_channel(letters: Iterable[actions.Letter]) -> Mapping[Channel, list[actions.Letter]]:
    found: dict[Channel, list[actions.Letter]] = {}
    for letter in letters:
        found.setdefault(Channel(letter.channel), []).append(letter)
    return found


def _send_all(way: Way, letters: list[actions.Letter], told: Counter[State], until: datetime) -> bool:
    """Send these, each begun before a moment, and count what became of them; what was not tried is put back. Says
    whether the line is alive."""
    silent = 0
    for n, letter in enumerate(letters):
        if silent == DEAD_LINE or clock.now() > until:
            with unit_of_work():
                actions.give_back(message_ids=[each.id for each in letters[n:]])
            break
        answered, outcome = _send(way, letter)
        told[outcome] += 1
        silent = 0 if answered else silent + 1
    return silent < DEAD_LINE


def _send(way: Way, letter: actions.Letter) -> tuple[bool, State]:
    """Whether the line answered, and what the message is now."""
    try:
        way(letter)
    except Undeliverable:
        current_app.logger.warning("message %s was refused", letter.id)
        with unit_of_work():
            actions.give_up(message_id=letter.id, at=clock.now())
        return True, State.FAILED
    except Exception as error:  # one dead line must not stop the others; the kind only, as errors quote addresses
        current_app.logger.error("message %s not sent: %s", letter.id, type(error).__name__)
        with unit_of_work():
            return False, actions.put_off(message_id=letter.id, at=clock.now())
    with unit_of_work():
        actions.mark_sent(message_ids=[letter.id], at=clock.now())
    return True, State.SENT
