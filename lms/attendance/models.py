"""Roll calls, marks, and what contradicts."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.attendance.rules.days import minutes_between
from lms.core.database import db
from lms.core.encryption import EncryptedBytes, EncryptedText
from lms.core.partial import unique_where


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

    @property
    def minutes(self) -> int | None:
        """How many minutes the block really took; None until it is over."""
        return minutes_between(self.began_at, self.ended_at) if self.began_at and self.ended_at else None


class Contradiction(db.Model):
    """Two devices said different things of one person in one session. Open until somebody settles it."""

    __tablename__ = "contradiction"
    __table_args__ = (
        unique_where("settled_at is null", "uq_contradiction_open", "session_id", "enrolment_id"),
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
        unique_where("superseded_at is null", "uq_mark_current", "session_id", "enrolment_id"),
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


class TrainerMark(db.Model):
    """One mark for one trainer who sits in a session of a training of trainers. As with marks of migrants, the one not
    superseded counts and none is ever deleted."""

    __tablename__ = "trainer_mark"
    __table_args__ = (
        unique_where("superseded_at is null", "uq_trainer_mark_current", "session_id", "trainer_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))
    marked_at: Mapped[datetime]
    marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    superseded_at: Mapped[datetime | None]


class TrainingPassed(db.Model):
    """What the rolls of a training recorded by themselves: for which programme, version and day, and what stood on
    record before, so that a corrected roll can put that back. None is ever deleted."""

    __tablename__ = "training_passed"
    __table_args__ = (
        unique_where("ended_at is null", "uq_training_passed_standing", "trainer_id", "class_id", "programme_slug"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"), index=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    programme_slug: Mapped[str] = mapped_column(String(80))
    refresher: Mapped[bool]
    version: Mapped[int]
    day: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version_before: Mapped[int | None]
    passed_before: Mapped[date | None]
    refreshed_before: Mapped[date | None]
    said_before_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None]  # taken back, or recorded anew for another day
    taken_back: Mapped[bool] = mapped_column(default=False)


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


class SheetPhoto(db.Model):
    """A photograph of a signed sheet of one day of a class, freed of everything but the picture. It is kept in the
    database, encrypted, so that copies of it are as guarded, and as complete, as those of everything else."""

    __tablename__ = "sheet_photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    day: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    picture: Mapped[bytes] = mapped_column(EncryptedBytes, deferred=True)
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class DayCheck(db.Model):
    """What somebody has looked after before a day of a class: materials, room and equipment (E77)."""

    __tablename__ = "day_check"
    __table_args__ = (UniqueConstraint("class_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"))
    day: Mapped[str] = mapped_column(String(60))
    done: Mapped[list[str]] = mapped_column(JSON)
    checked_at: Mapped[datetime]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class MaterialUse(db.Model):
    """A kind of material was used in a session (E65), as the trainer noted it."""

    __tablename__ = "material_use"

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), primary_key=True)
    material: Mapped[str] = mapped_column(String(12), primary_key=True)  # rules.days.Material
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class BoxQuestion(db.Model):
    """A question from the class, without a name (E153): open, answered in class, or passed on to somebody."""

    __tablename__ = "box_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    text: Mapped[str] = mapped_column(EncryptedText)
    asked_on: Mapped[date]  # the day only: a moment could tell who asked
    answer: Mapped[str | None] = mapped_column(EncryptedText)
    passed_to: Mapped[str | None] = mapped_column(String(12))  # rules.days.PassedTo
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    handed_on_id: Mapped[int | None] = mapped_column(ForeignKey("asked_question.id"))  # to those who answer questions


class Incident(db.Model):
    """Something that went wrong on a day of a class, in the words of who saw it. Rows are only ever added."""

    __tablename__ = "incident"

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    day: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(12))  # rules.days.IncidentKind
    text: Mapped[str] = mapped_column(EncryptedText)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
