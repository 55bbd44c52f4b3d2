"""What a desk keeps beside the records: codes for a new PIN, and consultations of people who only ask something."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db


class PinCode(db.Model):
    """A code sent by SMS, with which somebody who forgot the PIN sets a new one, once. Only a digest of it is kept."""

    __tablename__ = "pin_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), info={"index_of": None})
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class Consultation(db.Model):
    """Somebody asked something (E165). Nothing says who: a topic, a day, a centre."""

    __tablename__ = "consultation"
    __table_args__ = (Index(None, "centre_code", "held_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_code: Mapped[str | None] = mapped_column(String(40))
    topic: Mapped[str] = mapped_column(String(12))  # rules.consulting.Topic
    way: Mapped[str] = mapped_column(String(8))  # rules.consulting.Way
    sex: Mapped[str | None] = mapped_column(String(1))
    held_on: Mapped[date]
    logged_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    form_token: Mapped[str | None] = mapped_column(String(64), unique=True)
