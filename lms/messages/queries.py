"""Reads of the outbox."""

from datetime import datetime

from sqlalchemy import or_, select

from lms.core.database import db
from lms.messages.models import OutboxMessage
from lms.messages.rules import MOST_TRIES, Channel


def of_person(key: str) -> list[OutboxMessage]:
    """Everything written to one person, the newest first."""
    return list(
        db.session.scalars(
            select(OutboxMessage).where(OutboxMessage.person_key == key).order_by(OutboxMessage.id.desc())
        )
    )


def due(at: datetime, *, most: int) -> list[OutboxMessage]:
    """Messages to send now, the oldest first, locked; those that another worker is taking are left to it."""
    return list(
        db.session.scalars(
            select(OutboxMessage)
            .where(
                OutboxMessage.sent_at.is_(None),
                OutboxMessage.channel != Channel.PRINT,
                OutboxMessage.tries < MOST_TRIES,
                or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= at),
            )
            .order_by(OutboxMessage.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
    )
