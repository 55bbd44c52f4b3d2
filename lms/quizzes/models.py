"""Attempts and answers."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.database import db
from lms.core.partial import unique_where


class Attempt(db.Model):
    """One go at a set of questions: a trainee's check or assessment, or the test of somebody who wants to teach.
    `questions` lists `[edition id of module or test, question id]`, fixed at the start."""

    __tablename__ = "attempt"
    __table_args__ = (
        unique_where("submitted_at is null", "uq_attempt_open", "enrolment_id", "kind", "module"),
        unique_where("submitted_at is null", "uq_attempt_open_test", "account_id", "module"),
        CheckConstraint("(enrolment_id is null) <> (account_id is null)", name="trainee_or_trainer"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))  # whose test it is
    kind: Mapped[str] = mapped_column(String(10))  # check, final, test
    module: Mapped[str] = mapped_column(String(80), default="")  # of a check or test; empty for the final assessment
    oral_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))  # who tapped the answers of an oral one
    questions: Mapped[list[list]] = mapped_column(JSON)
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    right: Mapped[int | None]

    answers: Mapped[list["AttemptAnswer"]] = relationship(back_populates="attempt", order_by="AttemptAnswer.id")


class SentGo(db.Model):
    """A go at a check that a phone kept without network, by the name that the phone gave it: sent twice, it is the same
    attempt."""

    __tablename__ = "sent_go"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), index=True)


class AttemptAnswer(db.Model):
    """The answer to one question of an attempt; the last one given before submitting counts. Of one that came from a
    phone without network, `sent_go_id` and `number` say in which go and which of its entries it was.

    `right_at_first` is what the first one was: a check lets people try again, and only the first try tells an author
    whether the question or the lesson is understood."""

    __tablename__ = "attempt_answer"
    __table_args__ = (UniqueConstraint("attempt_id", "position"), Index(None, "edition_id", "question"))

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    position: Mapped[int]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))  # of the module or test it is from
    question: Mapped[str] = mapped_column(String(80))
    chosen: Mapped[list[str]] = mapped_column(JSON)
    is_right: Mapped[bool]
    right_at_first: Mapped[bool]
    answered_at: Mapped[datetime]
    sent_go_id: Mapped[int | None] = mapped_column(ForeignKey("sent_go.id"))
    number: Mapped[int | None]

    attempt: Mapped[Attempt] = relationship(back_populates="answers")
