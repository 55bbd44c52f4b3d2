"""What becomes of a seat when somebody goes on to the shorter form of the course (E11)."""

from datetime import datetime

from sqlalchemy import select

from lms.classes import queries
from lms.classes.actions.locks import coming_seats, hold_classes, hold_enrolment
from lms.classes.actions.make_ups import cancel_make_up
from lms.classes.actions.offers import end_wait, offer_free_seats
from lms.classes.actions.seats import give_up_seat
from lms.classes.models import Wait
from lms.classes.queries.choosing import has_begun
from lms.classes.rules import Outcome, Reason
from lms.core.database import db
from lms.core.errors import Refused
from lms.curriculum.rules.programme import Variant
from lms.registration import actions as registering
from lms.registration import queries as registration


def take_shorter_course(*, enrolment_id: int, give_up: bool, by: int | None, at: datetime) -> None:
    """Go on to the shorter form of the course. A seat in a class that does not teach all of it goes to somebody else,
    but only if the person was told so (`give_up`); one in a class that has begun is kept, with the longer course.
    Places in single sessions that the shorter course does not ask for are given back.

    Raises NotThere, Refused(BEGUN, SEAT_WOULD_GO, record Reason LESSONS_LEFT); then nothing has changed."""
    hold_enrolment(enrolment_id)
    with db.session.begin_nested():
        made = registering.shorten(enrolment_id=enrolment_id, by=by, at=at)
        needed = registration.asked_variant(made)
        if has_begun(queries.own_seat(enrolment_id), at):
            raise Refused(Reason.BEGUN)
        for seat in coming_seats(enrolment_id, at):
            if not queries.covers(queries.variant_of(seat.training_class), needed):
                if not give_up:
                    raise Refused(Reason.SEAT_WOULD_GO)
                give_up_seat(seat_id=seat.id, by=by, at=at)
        waits = select(Wait).where(Wait.enrolment_id == enrolment_id, Wait.ended_at.is_(None))
        for wait in db.session.scalars(waits).all():
            found = hold_classes({wait.class_id})[wait.class_id]
            if not queries.covers(queries.variant_of(found), needed):
                end_wait(wait, Outcome.LEFT, at=at)
                offer_free_seats(class_id=found.id, at=at)
        _give_back_sessions(enrolment_id, needed, by=by, at=at)


def _give_back_sessions(enrolment_id: int, needed: Variant, *, by: int | None, at: datetime) -> None:
    for each in queries.make_ups(enrolment_id, after=at):
        taught = set(queries.block_modules(each.session))
        if each.session.starts_at > at and not any(taught.issuperset(block.modules) for block in needed.blocks):
            cancel_make_up(session_id=each.session_id, enrolment_id=enrolment_id, by=by, at=at)
