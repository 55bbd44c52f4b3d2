"""Who is expected where on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload

from lms.classes.models import ClassSession, MakeUp, Seat, Wait
from lms.classes.queries.timetable import TIME_LOG, variant_of
from lms.core import clock
from lms.core.database import db
from lms.curriculum.rules.programme import TakesPart


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody's first block of a day, since when it is booked, whether the class met the day before as well, and when
    the family comes too, if somebody of it does."""

    enrolment_id: int
    session: ClassSession
    booked_at: datetime
    goes_on: bool
    family_at: datetime | None = None


def expected_on(day: date) -> list[Expected]:
    """Everybody who has a seat or a make-up place on a day, each with the first block: five queries in all."""
    blocks = db.session.scalars(
        select(ClassSession)
        .where(_held_on(day))
        .options(joinedload(ClassSession.training_class), joinedload(ClassSession.room))
        .order_by(ClassSession.starts_at, ClassSession.id)
    ).all()
    by_id, first = {each.id: each for each in blocks}, {}
    for each in blocks:
        first.setdefault(each.class_id, each)
    before = set(db.session.scalars(select(ClassSession.class_id).where(_held_on(day - timedelta(days=1)))))
    seats = db.session.execute(
        select(Seat.enrolment_id, Seat.class_id, Seat.taken_at).where(
            Seat.class_id.in_(first), Seat.given_up_at.is_(None)
        )
    )
    together = _together(blocks)
    bring = db.session.execute(
        select(Seat.enrolment_id, Seat.class_id)
        .join(Seat.companions)
        .where(Seat.class_id.in_(together), Seat.given_up_at.is_(None))
    )
    family = {(who, where): together[where] for who, where in bring}
    found = [
        Expected(who, first[where], at, where in before, family.get((who, where)))
        for who, where, at in seats
    ]
    guests = db.session.execute(
        select(MakeUp.enrolment_id, MakeUp.session_id, MakeUp.taken_at).where(MakeUp.session_id.in_(by_id))
    )
    found += [Expected(who, by_id[where], at, False) for who, where, at in guests]
    earliest: dict[int, Expected] = {}
    for each in sorted(found, key=lambda each: each.session.starts_at):
        earliest.setdefault(each.enrolment_id, each)
    return list(earliest.values())


def _together(blocks: Iterable[ClassSession]) -> dict[int, datetime]:
    """When the first block begins to which the family comes too, by class."""
    found: dict[int, datetime] = {}
    for each in blocks:
        if variant_of(each.training_class).block(each.block).takes_part is not TakesPart.MIGRANT:
            found.setdefault(each.class_id, each.starts_at)
    return found


def open_offers(*, at: datetime) -> list[Wait]:
    """The offered seats that nobody has answered yet, the first to lapse in front, with their classes and
    time logs."""
    return list(
        db.session.scalars(
            select(Wait)
            .where(Wait.ended_at.is_(None), Wait.offered_until > at)
            .options(joinedload(Wait.training_class).options(TIME_LOG))
            .order_by(Wait.offered_until, Wait.id)
        )
    )


def _held_on(day: date) -> ColumnElement[bool]:
    return and_(
        ClassSession.block.is_not(None),
        ClassSession.cancelled_at.is_(None),
        ClassSession.starts_at >= clock.at_local(day),
        ClassSession.starts_at < clock.at_local(day + timedelta(days=1)),
    )
