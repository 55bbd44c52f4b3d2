"""Trainers who sit in a class themselves: the training of trainers, and its refresher (E88–E90)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.classes.models.timetable import LARGEST_CLASS, TrainingClass
from lms.core.database import db
from lms.core.overlap import never_overlap
from lms.core.partial import unique_where
from lms.trainers.models import Trainer


class TrainerSeat(db.Model):
    """A numbered seat of a trainer. As with migrants, the unique number is what makes one seat too many impossible."""

    __tablename__ = "trainer_seat"
    __table_args__ = (
        unique_where("given_up_at is null", "uq_trainer_seat_number", "class_id", "number"),
        unique_where("given_up_at is null", "uq_trainer_seat_person", "class_id", "trainer_id"),
        CheckConstraint("number between 1 and capacity", name="number"),
        CheckConstraint(f"capacity <= {LARGEST_CLASS}", name="capacity"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"), index=True)
    number: Mapped[int]
    capacity: Mapped[int]  # of the class when the seat was taken
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    given_up_at: Mapped[datetime | None]

    training_class: Mapped[TrainingClass] = relationship()
    trainer: Mapped[Trainer] = relationship(lazy="joined")


class TrainerTime(db.Model):
    """A day of a class in which a trainer sits. The database refuses two that overlap; that nobody teaches meanwhile is
    asked while the trainer is held (docs/decisions/0040)."""

    __tablename__ = "trainer_time"
    __table_args__ = (
        Index("ix_trainer_time_trainer", "trainer_id", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainer.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


SITS_ONCE = never_overlap(TrainerTime.__table__, "trainer_id", starts="starts_at", ends="ends_at")
