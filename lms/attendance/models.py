"""Roll calls, marks, and what contradicts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db


class RollCall(db.Model):
    """The roll call of one session: when it was opened, when it was closed first, and when the block really began and
    ended (E99)."""

    __tablename__ = "roll_call"

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), primary_key=True)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Contradiction(db.Model):
    """Two devices said different things of one person in one session. Open until somebody settles it."""

    __tablename__ = "contradiction"
    __table_args__ = (
        Index("uq_contradiction_open", "session_id", "enrolment_id", unique=True,
              sqlite_where=text("settled_at is null"), postgresql_where=text("settled_at is null")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), index=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    found_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Mark(db.Model):
    """One mark for one person in one session. The one not superseded counts; none is ever deleted. `marked_at` is the
    server's clock; `said_at` is that of the device on which somebody tapped, and `client_id` the name the device gave
    the mark, so that a mark sent twice is one mark."""

    __tablename__ = "mark"
    __table_args__ = (
        Index("uq_mark_current", "session_id", "enrolment_id", unique=True,
              sqlite_where=text("superseded_at is null"), postgresql_where=text("superseded_at is null")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), index=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))
    minutes: Mapped[int | None]  # missed, of who came late or left early
    reason: Mapped[str | None] = mapped_column(String(12))  # rules.marks.AbsentFor
    way: Mapped[str] = mapped_column(String(8), server_default="page")  # rules.marks.Way
    marked_at: Mapped[datetime]
    marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    superseded_at: Mapped[datetime | None]
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    device: Mapped[str | None] = mapped_column(String(36))
    device_number: Mapped[int | None]
    said_at: Mapped[datetime | None]
    contradiction_id: Mapped[int | None] = mapped_column(ForeignKey("contradiction.id"), index=True)


class WalkIn(db.Model):
    """Somebody who came without being on the roll, as a phone wrote it down. `refused` says why there was no seat
    (a reason of the classes); then an officer looks after it, and `settled_at` says when."""

    __tablename__ = "walk_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(String(36), unique=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), index=True)
    number: Mapped[str] = mapped_column(String(9))
    said_at: Mapped[datetime]
    device: Mapped[str] = mapped_column(String(36))
    received_at: Mapped[datetime]
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"))
    refused: Mapped[str | None] = mapped_column(String(40))
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
