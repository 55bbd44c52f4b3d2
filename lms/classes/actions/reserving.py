"""Keeping a class for a group: women only, or those who learn in its language."""

from datetime import datetime

from sqlalchemy import select

from lms.accounts.actions import record
from lms.classes import queries
from lms.classes.actions.locks import hold_classes
from lms.classes.actions.offers import offer_free_seats
from lms.classes.models import ClassSession, MakeUp
from lms.classes.rules import Reason
from lms.classes.rules.audience import Audience, why_not_invited
from lms.core.database import db
from lms.core.errors import Refused
from lms.registration import queries as registration


def reserve_class(*, class_id: int, audience: Audience, by: int | None, at: datetime) -> None:
    """Say for whom a class is; those who wait and do not belong are passed over from now on. Raises
    Refused(OTHERS_SIT_HERE) when somebody who would not belong has a seat or comes for a make-up."""
    found = hold_classes({class_id})[class_id]
    guests = db.session.scalars(
        select(MakeUp.enrolment_id).join(MakeUp.session).where(ClassSession.class_id == class_id)
    )
    people = registration.people([*(each.enrolment_id for each in queries.seats(class_id)), *guests])
    others = [
        each
        for each in people.values()
        if why_not_invited(
            audience,
            class_language=found.language,
            sex=each.registration.sex,
            language=each.registration.language,
        )
    ]
    if others:
        raise Refused(Reason.OTHERS_SIT_HERE, count=len(others))
    if found.audience != audience:
        found.audience = audience.value
        record(action="class-reserved", kind="class", subject=class_id, by=by, at=at)
        db.session.flush()
        offer_free_seats(class_id=class_id, at=at)
