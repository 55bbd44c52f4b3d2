"""The family, who comes along to the blocks that all attend together (E10)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from lms.accounts.actions import record
from lms.classes import queries
from lms.classes.actions.bookings import book_seat, release_seat
from lms.classes.actions.locks import hold_classes
from lms.classes.actions.offers import offer_free_seats
from lms.classes.models import Companion, Seat
from lms.classes.rules import Reason
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.registration import queries as registration


def bring_family(*, seat_id: int, member_ids: Collection[int], by: int | None, at: datetime) -> None:
    """Say who of the family comes along; nobody else does any more. Each needs a chair in the joint blocks.

    Raises NotThere for who is not of the family, Refused(NO_JOINT_BLOCK, BEGUN, NO_CHAIR_FOR_FAMILY or
    CLASH_OF_PERSON); then nothing has changed."""
    seat = _held(seat_id)
    enrolment = registration.enrolment(seat.enrolment_id)
    wanted = set(member_ids)
    if not wanted <= {each.id for each in enrolment.registration.family}:
        raise NotThere
    before = {each.family_member_id for each in seat.companions}
    if wanted == before:
        return
    joint = queries.joint_sessions(seat.training_class)
    if not joint:
        raise Refused(Reason.NO_JOINT_BLOCK)
    if at >= joint[-1].ends_at:
        raise Refused(Reason.BEGUN)
    if len(wanted) > len(before) + queries.seat_counts([seat.class_id])[seat.class_id].chairs:
        raise Refused(Reason.NO_CHAIR_FOR_FAMILY)
    with db.session.begin_nested():
        release_seat(seat)
        db.session.execute(delete(Companion).where(Companion.seat_id == seat_id))
        db.session.add_all(Companion(seat_id=seat_id, family_member_id=each) for each in sorted(wanted))
        db.session.flush()
        db.session.expire(seat, ["companions"])
        book_seat(seat, seat.training_class, registration_id=enrolment.registration_id)
    record(action="family-comes", kind="class", subject=seat.class_id, by=by, at=at)
    if len(wanted) < len(before):
        offer_free_seats(class_id=seat.class_id, at=at)


def _held(seat_id: int) -> Seat:
    class_id = db.session.scalar(select(Seat.class_id).where(Seat.id == seat_id))
    if class_id is None:
        raise NotThere
    hold_classes({class_id})
    return queries.seat(seat_id)
