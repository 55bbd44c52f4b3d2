"""Published content, and what is on its way to be published."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.database import db
from lms.core.partial import unique_where


class Edition(db.Model):
    """One published version of one piece of content. Never changed: a correction is a new edition.

    `sources` are the files as written (name → text), `document` what pages read: facts, words and rendered pages."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("kind", "slug", "number"),)

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


class OpenedCount(db.Model):
    """How often a booklet or a part of the companion was opened in a month (E72): a count, and never by whom."""

    __tablename__ = "opened_count"

    month: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(12), primary_key=True)  # rules.opened.What
    key: Mapped[str] = mapped_column(String(80), primary_key=True)  # of which programme, country or phrasebook
    count: Mapped[int]


_OPEN = "state in ('draft', 'submitted', 'approved')"


class Draft(db.Model):
    """What the next edition of one piece may become: the edition it began from, and the files written over it. A piece
    has one open draft at a time, in which all its authors write."""

    __tablename__ = "draft"
    __table_args__ = (
        unique_where(_OPEN, "uq_draft_open", "kind", "slug"),
        CheckConstraint("(state = 'published') = (edition_id is not null)", name="published"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(80))
    folder: Mapped[str] = mapped_column(String(200))  # where its files stand in `courses/`
    base_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))  # None: a piece that there is not yet
    state: Mapped[str] = mapped_column(String(10), default="draft")  # rules.drafts.State
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"), index=True)  # what it became
    change_note: Mapped[dict[str, str] | None] = mapped_column(JSON)  # what changes and why, as trainers read it (E61)
    effective_on: Mapped[date | None]  # from which day it is to be taught

    base: Mapped[Edition | None] = relationship(foreign_keys=[base_id])
    edition: Mapped[Edition | None] = relationship(foreign_keys=[edition_id])

    @property
    def why(self) -> tuple[dict[str, str] | None, date | None]:
        """What it changes and why, and from which day: what whoever writes that has seen."""
        return self.change_note, self.effective_on


class DraftText(db.Model):
    """One file of a draft as somebody saved it. Every saved text is kept; the one with the highest revision holds. An
    empty one takes the file away."""

    __tablename__ = "draft_text"
    __table_args__ = (UniqueConstraint("draft_id", "file", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    file: Mapped[str] = mapped_column(String(80))
    revision: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class DraftDeed(db.Model):
    """One line of a draft's trail: who did what when, and why."""

    __tablename__ = "draft_deed"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    deed: Mapped[str] = mapped_column(String(10))  # rules.drafts.Deed
    note: Mapped[str | None] = mapped_column(String(500))
    done_at: Mapped[datetime]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class DraftComment(db.Model):
    """What a reviewer says to a draft, at one of its files and screens, and what the authors answer."""

    __tablename__ = "draft_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    file: Mapped[str] = mapped_column(String(80), default="")  # "": the whole piece
    screen: Mapped[str] = mapped_column(String(80), default="")  # "": the whole file
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answer: Mapped[str | None] = mapped_column(Text)
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
