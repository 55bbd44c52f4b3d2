"""Who brings children, who asks for the fare, what was confirmed and paid."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from lms.classes.models import (
    Childcare,
    ChildcareDay,
    ClassSession,
    Companion,
    GuestSupport,
    MakeUp,
    Reimbursement,
    Seat,
    TrainingClass,
    TravelSupport,
)
from lms.classes.queries.bookings import days_of
from lms.classes.rules.support import Care
from lms.core import clock
from lms.core.database import db
from lms.registration.models import FamilyMember


@dataclass(frozen=True, slots=True)
class Support:
    """What one seat asks for and got: the ages of the children, whether the fare, and what was paid on which day."""

    ages: tuple[int, ...] = ()
    fare: bool = False
    paid: Mapping[date, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who comes for one session, on one day, and what is asked for."""

    make_up_id: int
    enrolment_id: int
    day: date
    support: Support


def care_days(found: TrainingClass) -> list[Care]:
    """The children of each day of a class, and the centre's word (E78)."""
    of_seats = [age for each in supports(found.id).values() for age in each.ages]
    ages = {clock.local(each.starts).date(): list(of_seats) for each in days_of(found)}
    for each in guests(found.id):
        ages.setdefault(each.day, []).extend(each.support.ages)
    words = {
        each.day: each
        for each in db.session.scalars(select(ChildcareDay).where(ChildcareDay.class_id == found.id))
    }
    return [
        Care(day, tuple(sorted(each)), words[day].carer if day in words else None,
             words[day].children if day in words else 0)
        for day, each in sorted(ages.items())
    ]  # fmt: skip


def guests(class_id: int) -> list[Guest]:
    """Those who come to a class for a make-up and ask for something, by time of the session."""
    rows = db.session.execute(
        select(GuestSupport, MakeUp.enrolment_id, ClassSession.starts_at)
        .join(MakeUp, MakeUp.id == GuestSupport.make_up_id)
        .join(ClassSession, ClassSession.id == MakeUp.session_id)
        .where(ClassSession.class_id == class_id)
        .order_by(ClassSession.starts_at, GuestSupport.make_up_id)
    )
    return [_guest(support, enrolment_id, starts) for support, enrolment_id, starts in rows]


def guest_support(make_up_ids: Collection[int]) -> dict[int, Support]:
    """What these make-ups ask for and got; those that ask for nothing are left out."""
    rows = db.session.execute(
        select(GuestSupport, MakeUp.enrolment_id, ClassSession.starts_at)
        .join(MakeUp, MakeUp.id == GuestSupport.make_up_id)
        .join(ClassSession, ClassSession.id == MakeUp.session_id)
        .where(MakeUp.id.in_(make_up_ids))
    )
    return {support.make_up_id: _guest(support, who, starts).support for support, who, starts in rows}


def _guest(support: GuestSupport, enrolment_id: int, starts: datetime) -> Guest:
    day = clock.local(starts).date()
    paid = {day: support.amount} if support.amount is not None else {}
    return Guest(support.make_up_id, enrolment_id, day, Support(tuple(support.ages), support.fare, paid))


def supports(class_id: int) -> dict[int, Support]:
    """What each taken seat of a class asks for and got, by seat; seats that ask for nothing are left out."""
    taken = select(Seat.id).where(Seat.class_id == class_id, Seat.given_up_at.is_(None))
    children = db.session.scalars(select(Childcare).where(Childcare.seat_id.in_(taken)))
    ages = {each.seat_id: tuple(each.ages) for each in children}
    fares = set(db.session.scalars(select(TravelSupport.seat_id).where(TravelSupport.seat_id.in_(taken))))
    paid: dict[int, dict[date, Decimal]] = defaultdict(dict)
    for each in db.session.scalars(select(Reimbursement).where(Reimbursement.seat_id.in_(taken))):
        paid[each.seat_id][each.day] = each.amount
    return {
        seat_id: Support(ages.get(seat_id, ()), seat_id in fares, paid.get(seat_id, {}))
        for seat_id in sorted({*ages, *fares, *paid})
    }


def family_in(class_id: int) -> dict[int, list[FamilyMember]]:
    """Who of the families comes along to the joint blocks of a class, by the enrolment of the migrant."""
    rows = db.session.execute(
        select(Seat.enrolment_id, FamilyMember)
        .join(Companion, Companion.seat_id == Seat.id)
        .join(FamilyMember, FamilyMember.id == Companion.family_member_id)
        .where(Seat.class_id == class_id, Seat.given_up_at.is_(None))
        .order_by(Companion.id)
    )
    found: dict[int, list[FamilyMember]] = defaultdict(list)
    for enrolment_id, member in rows:
        found[enrolment_id].append(member)
    return found
