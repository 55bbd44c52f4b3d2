"""Messages waiting to be sent, and what became of the others."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db
from lms.core.encryption import EncryptedText
from lms.messages.rules import State


class OutboxMessage(db.Model):
    """One message to one person. `person_key` is the opaque key of a registration; `address` a phone or e-mail.

    `key` is what gateways know the message by: one that is sent it twice delivers it once. Of one `subject` nobody is
    told the same thing twice, whoever queues it."""

    __tablename__ = "outbox_message"
    __table_args__ = (UniqueConstraint("subject", "code", "person_key"), Index(None, "state", "next_try_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(24), unique=True)
    person_key: Mapped[str] = mapped_column(String(24), index=True, info={"person": "key"})
    channel: Mapped[str] = mapped_column(String(10))
    address: Mapped[str | None] = mapped_column(EncryptedText)
    language: Mapped[str] = mapped_column(String(8))
    code: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str | None] = mapped_column(String(60))
    body: Mapped[str] = mapped_column(EncryptedText)  # names, places and days of one person
    secret: Mapped[bool] = mapped_column(default=False)  # nobody but its person reads it
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]  # from this moment on it would only confuse
    state: Mapped[str] = mapped_column(String(10), default=State.WAITING.value)
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    fault: Mapped[str | None] = mapped_column(String(20))
    next_try_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]  # a worker is sending it; past this moment another one may
    tries: Mapped[int] = mapped_column(default=0)

    @property
    def shown(self) -> str:
        """What pages show of it, to whomever: of a secret nothing."""
        return "" if self.secret else self.body
