"""Published content."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db


class Edition(db.Model):
    """One published version of one piece of content. Never changed: a correction is a new edition.

    `sources` are the files as written (name → text), `document` what pages read: facts, words and rendered pages."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("kind", "slug", "number"), Index(None, "kind", "slug"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    sources: Mapped[dict[str, str]] = mapped_column(JSON)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class ChangeProposal(db.Model):
    """A change that a trainer proposes to a module as it is taught, and what the authors say to it (E91)."""

    __tablename__ = "change_proposal"
    __table_args__ = (CheckConstraint("(settled_at is null) = (outcome is null)", name="settled"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    module_slug: Mapped[str] = mapped_column(String(80), index=True)
    number: Mapped[int]  # the edition that was taught
    language: Mapped[str] = mapped_column(String(8))  # in which it was read
    occasion: Mapped[str] = mapped_column(String(12))  # rules.proposals.Occasion
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    outcome: Mapped[str | None] = mapped_column(String(10))  # rules.proposals.Outcome
    answer: Mapped[str | None] = mapped_column(String(500))
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
