"""What the planner proposed last: classes with their people, and who is not placed. Kept until somebody plans again."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.centres.models import Centre, Room
from lms.classes.models.timetable import TrainingClass
from lms.core.database import db
from lms.trainers.models import Trainer


class Planning(db.Model):
    """When a centre was planned for last, for which days, and whether the greedy plan was improved."""

    __tablename__ = "planning"

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), unique=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    least: Mapped[int]  # the smallest class that was asked for
    improved: Mapped[bool]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Proposal(db.Model):
    """A class to be made or, with `class_id`, people for the free seats of one that stands."""

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    class_id: Mapped[int | None] = mapped_column(ForeignKey("training_class.id"), index=True)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("trainer.id"))
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    variant: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(8))
    seats: Mapped[int]
    days: Mapped[list[str]] = mapped_column(JSON)
    first_day: Mapped[date]

    centre: Mapped[Centre] = relationship(lazy="joined")
    room: Mapped[Room | None] = relationship()
    trainer: Mapped[Trainer | None] = relationship()
    training_class: Mapped[TrainingClass | None] = relationship()

    @property
    def dates(self) -> list[date]:
        """Its days."""
        return [date.fromisoformat(each) for each in self.days]


class ProposedSeat(db.Model):
    """Somebody who would sit in a proposed class."""

    __tablename__ = "proposed_seat"
    __table_args__ = (UniqueConstraint("enrolment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))


class Unplaced(db.Model):
    """Somebody for whom the planner found no seat, and why (rules.planner.WhyNot); `full`: there are classes, but no
    seat in them is free."""

    __tablename__ = "unplaced"
    __table_args__ = (UniqueConstraint("enrolment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    why: Mapped[str] = mapped_column(String(30))
    full: Mapped[bool]
    counted: Mapped[str] = mapped_column(String(100), default="")  # WhyNot, space-separated: the person's own needs
