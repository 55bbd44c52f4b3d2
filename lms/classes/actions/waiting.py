"""The waiting list, from joining it to answering an offer."""

from datetime import datetime

from lms.classes.actions.locks import coming_seats, hold_classes, hold_enrolment, refuse_unless_open
from lms.classes.actions.offers import end_wait, offer_free_seats, pass_lapsed_offers
from lms.classes.actions.seats import open_wait, refuse_if_booked, refuse_unless_suitable, take_seat
from lms.classes.models import Seat, Wait
from lms.classes.rules import Outcome, Reason
from lms.core.database import db
from lms.core.errors import Refused
from lms.registration import actions as registering


def join_waiting_list(*, enrolment_id: int, class_id: int, by: int | None, at: datetime) -> Wait:
    """Put somebody on the list; a seat that is free by now is offered at once. Joining twice is joining once.

    Raises Refused(HAS_SEAT, CLASH_OF_PERSON) and, for a class that does not suit, what `take_seat` raises: nobody waits
    for a seat that could never be offered."""
    enrolment = hold_enrolment(enrolment_id)
    found = hold_classes({class_id})[class_id]
    refuse_unless_open(found, at)
    refuse_unless_suitable(enrolment, found)
    if any(each.class_id == class_id for each in coming_seats(enrolment_id, at)):
        raise Refused(Reason.HAS_SEAT)
    refuse_if_booked(enrolment, found)
    pass_lapsed_offers(at=at, class_id=class_id)
    made = open_wait(enrolment_id, class_id)
    if made is None:
        made = Wait(class_id=class_id, enrolment_id=enrolment_id, asked_at=at)
        db.session.add(made)
        db.session.flush()
        offer_free_seats(class_id=class_id, at=at)
    return made


def leave_waiting_list(*, enrolment_id: int, class_id: int, by: int | None, at: datetime) -> None:
    """Take somebody off the list; a seat held for them goes to the next. Raises Refused(NOT_WAITING)."""
    _stop(enrolment_id, class_id, Outcome.LEFT, Reason.NOT_WAITING, at=at)


def accept_offer(*, enrolment_id: int, class_id: int, by: int | None, at: datetime) -> Seat:
    """Take the seat that is held; from now on the person's pages are about its course. Raises Refused(NO_OFFER) when
    there is none or its time is over."""
    if open_wait(enrolment_id, class_id) is None:  # asked first: nobody learns which enrolments exist
        raise Refused(Reason.NO_OFFER)
    held = hold_enrolment(enrolment_id)
    pass_lapsed_offers(at=at, class_id=class_id)
    wait = open_wait(enrolment_id, class_id)
    if wait is None or wait.offered_until is None:
        raise Refused(Reason.NO_OFFER)
    made = take_seat(enrolment_id=enrolment_id, class_id=class_id, by=by, at=at)
    registering.turn_to(registration_id=held.registration_id, enrolment_id=enrolment_id, at=at)
    return made


def decline_offer(*, enrolment_id: int, class_id: int, by: int | None, at: datetime) -> None:
    """Leave the held seat to the next in line. Raises Refused(NO_OFFER)."""
    _stop(enrolment_id, class_id, Outcome.DECLINED, Reason.NO_OFFER, at=at)


def _stop(enrolment_id: int, class_id: int, outcome: Outcome, otherwise: Reason, *, at: datetime) -> None:
    if open_wait(enrolment_id, class_id) is None:
        raise Refused(otherwise)
    hold_enrolment(enrolment_id)
    hold_classes({class_id})
    wait = open_wait(enrolment_id, class_id)
    if wait is None or (outcome is Outcome.DECLINED and wait.offered_until is None):
        raise Refused(otherwise)
    end_wait(wait, outcome, at=at)
    offer_free_seats(class_id=class_id, at=at)
