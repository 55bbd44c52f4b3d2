"""What people allowed and refused, and when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db
from lms.core.encryption import EncryptedFlag, EncryptedText


class Consent(db.Model):
    """A yes or a no to one purpose. The newest counts; those before it stay, so that it can be shown what held when."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(12))  # rules.consents.Purpose
    given: Mapped[bool]
    said_at: Mapped[datetime]
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class EntryCheck(db.Model):
    """Whether somebody looked if the country is closed to them, and on which day (E132). Never what they found. It is
    kept while they allow it."""

    __tablename__ = "entry_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), unique=True)
    looked: Mapped[bool] = mapped_column(EncryptedFlag)
    looked_on: Mapped[str | None] = mapped_column(EncryptedText)
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    @property
    def day(self) -> date | None:
        """The day on which they looked."""
        return date.fromisoformat(self.looked_on) if self.looked_on else None
