"""What people ask to be corrected, and records that may not be erased."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db
from lms.core.encryption import EncryptedText
from lms.core.partial import unique_where


class CorrectionWish(db.Model):
    """What somebody says is wrong in the own record, in their own words, until an officer has looked."""

    __tablename__ = "correction_wish"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText)
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class LegalHold(db.Model):
    """A record that stays although its time is over: a court, a complaint, an inquiry. One at a time."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        unique_where("lifted_at is null", "uq_legal_hold_standing", "registration_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    reason: Mapped[str] = mapped_column(EncryptedText)
    placed_at: Mapped[datetime]
    placed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
