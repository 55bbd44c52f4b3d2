"""Who sits where, who waits, who comes for one session, and whose time all that takes."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.classes.models.timetable import LARGEST_CLASS, ClassSession, TrainingClass
from lms.core.database import db
from lms.core.encryption import EncryptedText
from lms.core.overlap import never_overlap
from lms.core.partial import unique_where


class Seat(db.Model):
    """A numbered seat. The unique number is what makes a twenty-sixth seat impossible, whoever saves first; a number
    above the capacity the class had needs the name of who permitted it and the reason."""

    __tablename__ = "seat"
    __table_args__ = (
        unique_where("given_up_at is null", "uq_seat_taken_number", "class_id", "number"),
        unique_where("given_up_at is null", "uq_seat_taken_person", "class_id", "enrolment_id"),
        CheckConstraint("number >= 1 and (number <= capacity or permitted_why is not null)", name="number"),
        CheckConstraint(f"capacity <= {LARGEST_CLASS}", name="capacity"),
        CheckConstraint("(permitted_by is null) = (permitted_why is null)", name="permitted"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    number: Mapped[int]
    capacity: Mapped[int]  # of the class when the seat was taken
    permitted_by: Mapped[str | None] = mapped_column(EncryptedText)
    permitted_why: Mapped[str | None] = mapped_column(EncryptedText)
    walk_in: Mapped[bool] = mapped_column(default=False)
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    given_up_at: Mapped[datetime | None]

    training_class: Mapped[TrainingClass] = relationship()
    companions: Mapped[list["Companion"]] = relationship(order_by="Companion.id")


class Companion(db.Model):
    """A member of the family who comes along to the blocks that migrant and family attend together."""

    __tablename__ = "companion"
    __table_args__ = (UniqueConstraint("seat_id", "family_member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    family_member_id: Mapped[int] = mapped_column(ForeignKey("family_member.id"), index=True)


class Wait(db.Model):
    """Somebody's place on a waiting list; with `offered_until`, a seat is held for them that long."""

    __tablename__ = "wait"
    __table_args__ = (
        unique_where("ended_at is null", "uq_wait_open", "class_id", "enrolment_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    asked_at: Mapped[datetime]
    offered_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))  # rules.Outcome

    training_class: Mapped[TrainingClass] = relationship()


class MakeUp(db.Model):
    """A place in one session, for a block that the person missed elsewhere. `number` is that of the guest in the class,
    given once: on sheets that are printed already, nobody else ever stands in the row."""

    __tablename__ = "make_up"
    __table_args__ = (UniqueConstraint("session_id", "enrolment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), index=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    number: Mapped[int]
    taken_at: Mapped[datetime]

    session: Mapped[ClassSession] = relationship()


class Booking(db.Model):
    """Time of a person that is taken: a day of a class, or the one session (`session_id`) of a make-up.

    `person_key` is the registration's id, or minus the id of a member of the family. The database itself refuses two
    bookings of one person that overlap."""

    __tablename__ = "booking"
    __table_args__ = (
        Index("ix_booking_person_time", "person_key", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_key: Mapped[int] = mapped_column(BigInteger, info={"person": "id"})
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("class_session.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


PERSON_ONCE = never_overlap(Booking.__table__, "person_key", starts="starts_at", ends="ends_at")
