"""Invitations, anonymous responses, and scores added up."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.database import db
from lms.core.encryption import EncryptedText


class Invitation(db.Model):
    """This enrolment may answer the instrument about this class, once. Says that, never what, it answered."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("enrolment_id", "class_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    opened_at: Mapped[datetime]
    answered: Mapped[bool] = mapped_column(default=False)


class Response(db.Model):
    """Somebody's answers about a class. A random key, the month only: neither order nor time leads to a person."""

    __tablename__ = "response"
    __table_args__ = ({"sqlite_with_rowid": False},)  # SQLite's own row number would keep the order of arrival

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    month: Mapped[date]

    answers: Mapped[list["ResponseAnswer"]] = relationship()


class ResponseAnswer(db.Model):
    """The answer to one item: a score from 1 to 5, or words."""

    __tablename__ = "response_answer"
    __table_args__ = (
        CheckConstraint("score between 1 and 5", name="score"),
        Index(None, "dimension"),
        {"sqlite_with_rowid": False},
    )

    response_key: Mapped[str] = mapped_column(ForeignKey("response.key"), primary_key=True)
    item: Mapped[str] = mapped_column(String(60), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(20))
    score: Mapped[int | None]
    words: Mapped[str | None] = mapped_column(EncryptedText)


class ScoreTally(db.Model):
    """Scores of one centre and month added up by one trait: by sex, or by destination, never by both.

    A response says nothing of the person, so these are counted while somebody answers; no row is about one person's
    answers, and none leads to a response."""

    __tablename__ = "score_tally"
    __table_args__ = (
        UniqueConstraint("centre_id", "month", "trait", "value", "dimension"),
        Index(None, "trait", "month"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    month: Mapped[date]
    trait: Mapped[str] = mapped_column(String(12))
    value: Mapped[str] = mapped_column(String(10))
    dimension: Mapped[str] = mapped_column(String(20))
    people: Mapped[int]
    scores: Mapped[int]
    total: Mapped[int]
