"""Advisories and who has read them."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db


class Advisory(db.Model):
    """One advisory, or, with a `topic`, a piece of news. Once it is approved its words stay as they are; `corrects_id`
    is the one whose place it takes, and `reason` says why that was corrected. What is withdrawn stays on record."""

    __tablename__ = "advisory"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="in_order"),
        CheckConstraint("approved_by_id is null or approved_by_id <> written_by_id", name="four_eyes"),
        CheckConstraint("(topic is null) = (source is null) and (topic is null) = (checked_on is null)", name="news"),
        CheckConstraint("(withdrawn_at is null) = (withdrawn_because is null)", name="withdrawn"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON)
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)
    country: Mapped[str | None] = mapped_column(String(2))
    region: Mapped[str | None] = mapped_column(String(60))
    modules: Mapped[list[str]] = mapped_column(JSON)
    lesson: Mapped[str | None] = mapped_column(String(80))  # to be read at once
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))  # signed and published together with this
    tells: Mapped[bool] = mapped_column(default=False)  # everybody on a course gets a message
    topic: Mapped[str | None] = mapped_column(String(12), index=True)  # rules.Topic
    source: Mapped[str | None] = mapped_column(String(300))
    checked_on: Mapped[date | None]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("advisory.id"), index=True)
    reason: Mapped[str | None] = mapped_column(String(300))
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_because: Mapped[str | None] = mapped_column(String(300))


class AdvisoryRead(db.Model):
    """A trainer has confirmed that an advisory was read."""

    __tablename__ = "advisory_read"
    __table_args__ = (UniqueConstraint("advisory_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    advisory_id: Mapped[int] = mapped_column(ForeignKey("advisory.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    read_at: Mapped[datetime]
