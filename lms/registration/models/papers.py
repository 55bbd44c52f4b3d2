"""What people can show for themselves: diplomas and certificates that others gave them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db
from lms.core.encryption import EncryptedText


class Paper(db.Model):
    """A diploma, or a certificate of skills, of a language or of safety training. Recorded here, issued elsewhere."""

    __tablename__ = "paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))  # rules.record.PaperKind
    title: Mapped[str] = mapped_column(EncryptedText)
    number: Mapped[str | None] = mapped_column(EncryptedText)
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
