"""What was written to the people of the demo world: nearly all of it arrived."""

from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import select

from lms.core import clock
from lms.core.database import db
from lms.messages import actions as outbox
from lms.messages.models import OutboxMessage
from lms.messages.rules import Channel, State
from lms.notices import actions as notices

REFUSED = 2  # numbers that the gateway does not take


def let_messages_go(chance: Random, *, today: date) -> None:
    """Remind everybody of what was due yesterday and this morning, and send it all; a few numbers are wrong, and the
    slips of those without a telephone wait at the desks."""
    for at in (clock.at_local(today - timedelta(days=1), 18), clock.at_local(today, 8)):
        notices.remind(at=at)
        _send(chance, at=at)
    notices.remind(at=clock.at_local(today, 10))


def _send(chance: Random, *, at: datetime) -> None:
    waiting = select(OutboxMessage.id).where(
        OutboxMessage.state == State.WAITING, OutboxMessage.channel == Channel.SMS, OutboxMessage.created_at <= at
    )
    ids = list(db.session.scalars(waiting.order_by(OutboxMessage.id)))
    refused = set(chance.sample(ids, REFUSED)) if len(ids) > REFUSED else set()
    outbox.mark_sent(message_ids=[each for each in ids if each not in refused], at=at)
    for each in sorted(refused):
        outbox.give_up(message_id=each, at=at)
