"""Writing messages, taking them out to send, marking them sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from lms.core.database import db
from lms.messages import queries
from lms.messages.models import OutboxMessage
from lms.messages.rules import Channel, lease_after


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as a transport gets it."""

    id: int
    channel: str
    address: str | None
    language: str
    code: str
    body: str


def queue(
    *, person_key: str, channel: Channel, address: str | None, language: str, code: str, body: str, at: datetime
) -> OutboxMessage:
    """Write a message in the transaction of its cause, saved with it: it is sent only if that is committed."""
    made = OutboxMessage(
        person_key=person_key,
        channel=channel.value,
        address=address,
        language=language,
        code=code,
        body=body,
        created_at=at,
    )
    db.session.add(made)
    return made


def lease(*, most: int = 50, at: datetime) -> list[Letter]:
    """Take messages out to send. Commit before sending: a worker that dies leaves them to the next one."""
    taken = queries.due(at, most=most)
    for message in taken:
        message.tries += 1
        message.leased_until = at + lease_after(message.tries)
    db.session.flush()
    return [Letter(each.id, each.channel, each.address, each.language, each.code, each.body) for each in taken]


def mark_sent(*, message_ids: Iterable[int], at: datetime) -> None:
    """Record that these have gone out."""
    db.session.execute(update(OutboxMessage).where(OutboxMessage.id.in_(list(message_ids))).values(sent_at=at))
