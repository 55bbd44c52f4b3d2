"""Seats for people who leave together: all of them, or none."""

from collections.abc import Sequence
from datetime import datetime

from lms.classes import queries
from lms.classes.actions.families import bring_family
from lms.classes.actions.locks import coming_seats, hold_classes, hold_enrolments
from lms.classes.actions.offers import pass_lapsed_offers
from lms.classes.actions.seats import open_wait, take_seat
from lms.classes.models import Seat
from lms.classes.rules import Reason
from lms.core.database import db
from lms.core.errors import Refused
from lms.registration import queries as registration
from lms.registration.models import Enrolment


def seat_together(
    *, enrolment_ids: Sequence[int], class_id: int, with_family: bool = False, by: int | None, at: datetime
) -> list[Seat]:
    """Sit a brigade or a family in one class in one act; who sits there already stays. `with_family` brings everybody
    of their families along to the joint blocks.

    Raises Refused(FEW_SEATS) when the seats do not suffice, and Refused(NOT_FOR_ALL) with the name of the one who
    cannot, whose own reason is its cause; then nothing of anybody's has changed."""
    people = _hold(enrolment_ids, class_id, at)
    pass_lapsed_offers(at=at, class_id=class_id)
    seated = {each.enrolment_id for each in queries.seats(class_id)}
    coming = [each for each in people if each.id not in seated]
    held = sum(bool((wait := open_wait(each.id, class_id)) and wait.offered_until) for each in coming)
    family = [member for each in people for member in each.registration.family] if with_family else []
    count = queries.seat_counts([class_id])[class_id]
    if len(coming) > count.free + held or len(coming) + len(family) > count.chairs + held:
        needed = len(coming) + len(family)
        raise Refused(Reason.FEW_SEATS, free=(count.chairs if family else count.free) + held, needed=needed)
    with db.session.begin_nested():
        return [_seat(each, class_id, with_family, by=by, at=at) for each in people]


def _seat(enrolment: Enrolment, class_id: int, with_family: bool, *, by: int | None, at: datetime) -> Seat:
    try:
        seat = take_seat(enrolment_id=enrolment.id, class_id=class_id, by=by, at=at)
        if with_family:
            family = [each.id for each in enrolment.registration.family]
            bring_family(seat_id=seat.id, member_ids=family, by=by, at=at)
    except Refused as refused:
        raise Refused(Reason.NOT_FOR_ALL, name=enrolment.registration.full_name) from refused
    return seat


def _hold(enrolment_ids: Sequence[int], class_id: int, at: datetime) -> list[Enrolment]:
    """Everybody, then every class they are in, held in order: two groups at once never wait for each other for ever."""
    wanted = set(enrolment_ids)
    hold_enrolments(wanted)
    hold_classes({class_id, *(each.class_id for one in wanted for each in coming_seats(one, at))})
    found = registration.people(wanted)
    return [found[each] for each in dict.fromkeys(enrolment_ids) if each in found]
