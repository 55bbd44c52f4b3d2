"""Asking for childcare and the fare, confirming, paying."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import delete, select, update
from sqlalchemy.orm import aliased

from lms.accounts.actions import record
from lms.classes import queries
from lms.classes.models import Childcare, ChildcareDay, GuestSupport, Reimbursement, Seat, TravelSupport
from lms.classes.rules import Reason
from lms.core import clock
from lms.core.database import db, get_row, held_anew
from lms.core.errors import NotThere, Refused


def ask_childcare(*, seat_id: int, ages: Sequence[int], by: int | None, at: datetime) -> None:
    """Say how old the children are who need looking after; none any more when there are no ages (E78)."""
    _held(seat_id)
    db.session.execute(delete(Childcare).where(Childcare.seat_id == seat_id))
    if ages:
        db.session.add(Childcare(seat_id=seat_id, ages=list(ages), asked_at=at, asked_by_id=by))
    db.session.flush()


def confirm_childcare(*, class_id: int, day: date, carer: str, by: int | None, at: datetime) -> None:
    """The centre's word that somebody looks after all children of that day, as many as there are now. Raises NotThere
    when the class has no such day."""
    found = queries.training_class(class_id)
    care = next((each for each in queries.care_days(found) if each.day == day), None)
    if care is None:
        raise NotThere
    if not carer.strip():
        raise Refused(Reason.CARER_MISSING)
    known = db.session.get(ChildcareDay, (class_id, day)) or ChildcareDay(class_id=class_id, day=day)
    known.carer, known.children = carer.strip(), len(care.ages)
    known.confirmed_at, known.confirmed_by_id = at, by
    db.session.add(known)
    record(action="childcare-confirmed", kind="class", subject=class_id, by=by, at=at)
    db.session.flush()


def ask_travel_support(*, seat_id: int, wanted: bool, by: int | None, at: datetime) -> None:
    """Ask for help with the fare, or take that back (E148). Asking twice is asking once."""
    _held(seat_id)
    known = db.session.get(TravelSupport, seat_id)
    if wanted and known is None:
        db.session.add(TravelSupport(seat_id=seat_id, asked_at=at, asked_by_id=by))
    elif known is not None and not wanted:
        db.session.delete(known)
    db.session.flush()


def reimburse(*, seat_id: int, day: date, amount: Decimal, by: int | None, at: datetime) -> None:
    """Write down what was paid for the way to one day of the class: once a day. Raises Refused(PAID_ALREADY,
    DAY_TO_COME)."""
    seat = _held(seat_id)
    if day not in {clock.local(each.starts).date() for each in queries.days_of(seat.training_class)}:
        raise NotThere
    if clock.local(at).date() < day:
        raise Refused(Reason.DAY_TO_COME, day=day)
    paid = select(Reimbursement.id).where(Reimbursement.seat_id == seat_id, Reimbursement.day == day)
    if db.session.scalar(paid) is not None:
        raise Refused(Reason.PAID_ALREADY)
    db.session.add(Reimbursement(seat_id=seat_id, day=day, amount=amount, paid_at=at, paid_by_id=by))
    record(action="fare-paid", kind="class", subject=seat.class_id, by=by, at=at)
    db.session.flush()


def ask_for_guest(
    *, make_up_id: int, ages: Sequence[int] | None = None, fare: bool | None = None, by: int | None, at: datetime
) -> None:
    """The same for somebody who comes for a make-up; what is not said stays as it is. Raises Refused(PAID_ALREADY)."""
    queries.make_up(make_up_id, to_change=True)
    known = get_row(GuestSupport, make_up_id, to_change=True)
    known = known or GuestSupport(make_up_id=make_up_id, ages=[], fare=False)
    if fare is False and known.amount is not None:
        raise Refused(Reason.PAID_ALREADY)
    known.ages = known.ages if ages is None else list(ages)
    known.fare = known.fare if fare is None else fare
    known.asked_at, known.asked_by_id = at, by
    db.session.add(known)
    db.session.flush()


def reimburse_guest(*, make_up_id: int, amount: Decimal, by: int | None, at: datetime) -> None:
    """Write down what was paid for the way to a make-up, once, and not before it has begun: until then the place may
    still be given up. Raises Refused(PAID_ALREADY, DAY_TO_COME), NotThere when nobody asked for it."""
    found = queries.make_up(make_up_id, to_change=True)
    known = get_row(GuestSupport, make_up_id, to_change=True)
    if known is None or not known.fare:
        raise NotThere
    if at < found.session.starts_at:
        raise Refused(Reason.DAY_TO_COME, day=clock.local(found.session.starts_at).date())
    if known.amount is not None:
        raise Refused(Reason.PAID_ALREADY)
    known.amount, known.paid_at, known.paid_by_id = amount, at, by
    record(action="fare-paid", kind="class", subject=found.session.class_id, by=by, at=at)
    db.session.flush()


def carry_over(before: Seat, after: Seat) -> None:
    """What was asked for one seat is asked for the one that takes its place, once for two; what was paid stays with the
    old one."""
    for table in (Childcare, TravelSupport):
        asked = aliased(table)
        anew = ~select(asked.seat_id).where(asked.seat_id == after.id).exists()
        db.session.execute(update(table).where(table.seat_id == before.id, anew).values(seat_id=after.id))


def _held(seat_id: int) -> Seat:
    db.session.execute(held_anew(select(Seat.id).where(Seat.id == seat_id)))
    return queries.seat(seat_id)
