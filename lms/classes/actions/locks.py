"""Whoever changes seats first holds the person, then the classes by number: two at once wait, and none for ever.

On SQLite the transaction of a POST is alone anyway, and the locks are no-ops."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from lms.classes.models import ClassSession, Seat, TrainingClass
from lms.classes.rules import Reason
from lms.core.database import db, held_anew
from lms.core.errors import NotThere, Refused
from lms.registration import queries as registration
from lms.registration.models import Enrolment


def hold_enrolment(enrolment_id: int) -> Enrolment:
    """The enrolment, held until the end of the transaction. Raises NotThere."""
    db.session.execute(held_anew(select(Enrolment.id).where(Enrolment.id == enrolment_id)))
    return registration.enrolment(enrolment_id)


def hold_enrolments(enrolment_ids: Collection[int]) -> None:
    """These enrolments, in the order of their numbers, until the end of the transaction."""
    wanted = select(Enrolment.id).where(Enrolment.id.in_(set(enrolment_ids))).order_by(Enrolment.id)
    db.session.execute(held_anew(wanted))


def hold_classes(class_ids: Collection[int]) -> dict[int, TrainingClass]:
    """The classes, held in the order of their numbers, with their sessions as they are now. Raises NotThere if one is
    missing."""
    found = db.session.scalars(
        held_anew(
            select(TrainingClass)
            .where(TrainingClass.id.in_(class_ids))
            .options(selectinload(TrainingClass.sessions))  # whoever waited for a move writes the new times down
            .order_by(TrainingClass.id),
            of=TrainingClass,
        )
    )
    held = {each.id: each for each in found}
    if held.keys() != set(class_ids):
        raise NotThere
    return held


def coming_seats(enrolment_id: int, at: datetime) -> list[Seat]:
    """Seats of a person in classes that are not over."""
    ahead = select(ClassSession.class_id).where(ClassSession.ends_at > at, ClassSession.cancelled_at.is_(None))
    return list(
        db.session.scalars(
            select(Seat).where(
                Seat.enrolment_id == enrolment_id, Seat.given_up_at.is_(None), Seat.class_id.in_(ahead)
            )
        )
    )


def refuse_unless_open(found: TrainingClass, at: datetime) -> None:
    """A class can be joined until its first block is over. Raises Refused(CANCELLED or BEGUN)."""
    if found.cancelled_at:
        raise Refused(Reason.CANCELLED)
    if at >= found.sessions[0].ends_at:
        raise Refused(Reason.BEGUN)
