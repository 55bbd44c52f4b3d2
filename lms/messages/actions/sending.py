"""Taking messages out to send, and noting what became of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from lms.core import clock
from lms.core.database import db
from lms.messages import queries
from lms.messages.actions.settling import kept_body
from lms.messages.models import OutboxMessage
from lms.messages.rules import BATCH, LEASE, MOST_TRIES, Channel, Fault, State, pause_after


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as a transport gets it."""

    id: int
    key: str
    channel: str
    address: str | None
    language: str
    code: str
    body: str


def lease(*, channels: Collection[Channel], most: int = BATCH, at: datetime) -> list[Letter]:
    """Take messages out to send. Commit before sending: a worker that dies leaves them to the next one.

    In quiet hours no SMS is taken. What was tried often enough, or has lost its sense, is settled instead."""
    _settle_hopeless(at)
    if queries.quiet().hold(clock.local(at)):
        channels = set(channels) - {Channel.SMS}
    taken = queries.due(at, channels=channels, most=most)
    for each in taken:
        each.tries += 1
        each.leased_until = at + LEASE
    db.session.flush()
    return [
        Letter(each.id, each.key, each.channel, each.address, each.language, each.code, each.body) for each in taken
    ]


def mark_sent(*, message_ids: Iterable[int], at: datetime) -> None:
    """Record that these have gone out."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(list(message_ids)))
        .values(state=State.SENT.value, settled_at=at, fault=None, leased_until=None, body=kept_body())
    )


def put_off(*, message_id: int, at: datetime) -> State:
    """Nobody answered: try later, or leave it to the desk after the last try. Returns what it is now."""
    found = queries.message(message_id, to_change=True)
    if found.state == State.WAITING:
        found.leased_until = None
        if found.tries >= MOST_TRIES:
            _fail(found, Fault.NO_ANSWER, at)
        else:
            found.next_try_at = at + pause_after(found.tries)
        db.session.flush()
    return State(found.state)


def give_up(*, message_id: int, at: datetime) -> None:
    """The line refused it for good: leave it to the desk."""
    found = queries.message(message_id, to_change=True)
    if found.state == State.WAITING:
        _fail(found, Fault.REFUSED, at)
        db.session.flush()


def give_back(*, message_ids: Collection[int]) -> None:
    """Put back what was taken out and not tried: its line is down."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(message_ids), OutboxMessage.state == State.WAITING)
        .values(leased_until=None, tries=OutboxMessage.tries - 1)
    )


def _fail(found: OutboxMessage, fault: Fault, at: datetime) -> None:
    found.state, found.fault, found.settled_at, found.leased_until = State.FAILED.value, fault.value, at, None
    if found.secret:
        found.body = ""


def _settle_hopeless(at: datetime) -> None:
    waiting = update(OutboxMessage).where(OutboxMessage.state == State.WAITING, queries.free(at))
    db.session.execute(
        waiting.where(OutboxMessage.expires_at <= at).values(state=State.LATE.value, settled_at=at, body=kept_body())
    )
    db.session.execute(  # its workers died over it
        waiting.where(OutboxMessage.tries >= MOST_TRIES).values(
            state=State.FAILED.value, fault=Fault.NO_ANSWER.value, settled_at=at, body=kept_body()
        )
    )
