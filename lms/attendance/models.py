"""Roll calls and marks."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db


class RollCall(db.Model):
    """The roll call of one session: when the trainer said that the block begins, and when it was closed first."""

    __tablename__ = "roll_call"

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), primary_key=True)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Mark(db.Model):
    """One mark for one person in one session. The one not superseded counts; none is ever deleted."""

    __tablename__ = "mark"
    __table_args__ = (
        Index("uq_mark_current", "session_id", "enrolment_id", unique=True,
              sqlite_where=text("superseded_at is null"), postgresql_where=text("superseded_at is null")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), index=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))
    marked_at: Mapped[datetime]
    marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    superseded_at: Mapped[datetime | None]
