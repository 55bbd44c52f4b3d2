"""Published content."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
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
