"""Builders of messages."""

from datetime import datetime

from lms.core import clock
from lms.core.database import db
from lms.messages import actions
from lms.messages.models import OutboxMessage
from lms.messages.rules import Channel


def make_message(
    *, person_key: str = "key", channel: Channel = Channel.SMS, address: str | None = "+992901234567",
    language: str = "tg", code: str = "seat-taken", body: str = "Ҷойи шумо нигоҳ дошта шуд.",
    subject: str | None = None, expires_at: datetime | None = None, at: datetime | None = None, secret: bool = False,
) -> OutboxMessage:  # fmt: skip
    """A short message that waits to be sent."""
    made = actions.queue(
        person_key=person_key, channel=channel, address=address, language=language, code=code, body=body,
        subject=subject, expires_at=expires_at, at=at or clock.now(), secret=secret,
    )  # fmt: skip
    db.session.flush()
    return made
