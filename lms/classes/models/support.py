"""What helps people to come: somebody to look after children (E78), and the fare paid back (E148)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.database import db
from lms.core.encryption import EncryptedText


class Childcare(db.Model):
    """Children who come along with the holder of a seat and are to be looked after. Only their ages are kept."""

    __tablename__ = "childcare"

    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), primary_key=True)
    ages: Mapped[list[int]] = mapped_column(JSON)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class ChildcareDay(db.Model):
    """The centre's word for one day of a class: who looks after how many children."""

    __tablename__ = "childcare_day"

    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    carer: Mapped[str] = mapped_column(EncryptedText)
    children: Mapped[int]
    confirmed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class TravelSupport(db.Model):
    """Somebody asked for help with the fare."""

    __tablename__ = "travel_support"

    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), primary_key=True)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class GuestSupport(db.Model):
    """What somebody who comes for a make-up asks for, and got: the ages of the children, help with the fare, and what
    was paid for the way to that one session. It goes with the place."""

    __tablename__ = "guest_support"
    __table_args__ = (CheckConstraint("amount > 0", name="amount"),)

    make_up_id: Mapped[int] = mapped_column(ForeignKey("make_up.id", ondelete="CASCADE"), primary_key=True)
    ages: Mapped[list[int]] = mapped_column(JSON, default=list)
    fare: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    amount: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))
    paid_at: Mapped[datetime | None]
    paid_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Reimbursement(db.Model):
    """Money given for the way to one day of a class, in the currency of the country; one line of the log."""

    __tablename__ = "reimbursement"
    __table_args__ = (UniqueConstraint("seat_id", "day"), CheckConstraint("amount > 0", name="amount"))

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    day: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    paid_at: Mapped[datetime]
    paid_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
