"""What people allowed and refused, and when."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db


class Consent(db.Model):
    """A yes or a no to one purpose. The newest counts; those before it stay, so that it can be shown what held when."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(12))  # rules.consents.Purpose
    given: Mapped[bool]
    said_at: Mapped[datetime]
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
