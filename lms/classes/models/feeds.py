"""Addresses at which a phone's calendar takes a timetable."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db
from lms.core.encryption import EncryptedText
from lms.core.partial import unique_where


class CalendarFeed(db.Model):
    """A secret address of the timetable of a centre, a room or a trainer. Whoever knows it needs no password, so it can
    be withdrawn; the secret is kept encrypted, to be shown again, and found by its keyed index."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        unique_where("withdrawn_at is null", "uq_calendar_feed_open", "whose", "subject_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    whose: Mapped[str] = mapped_column(String(10))  # rules.feeds.Whose
    subject_id: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))
    secret: Mapped[str] = mapped_column(EncryptedText)
    secret_index: Mapped[str] = mapped_column(String(64), unique=True, info={"index_of": "secret"})
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None]
