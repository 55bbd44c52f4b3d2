"""From one course of a journey to the next, and back to one that was begun before (E125, E146)."""

from datetime import datetime

from lms.accounts.actions import record
from lms.core import clock
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.registration import queries
from lms.registration.actions.holding import hold
from lms.registration.actions.registering import KIND, put_into
from lms.registration.models import Enrolment
from lms.registration.rules.record import Reason


def begin_course(*, registration_id: int, slug: str, by: int | None, at: datetime) -> Enrolment:
    """Begin a course whose time has come, with the same record; one that was begun on this journey is gone on with.
    Raises NotThere when it is not the time for it."""
    found = hold(registration_id)
    journey, begun = queries.journey(found.id), queries.courses(found.id)
    for each in begun:
        if each.journey_id == journey.id and each.programme_slug == slug:
            return turn_to(registration_id=found.id, enrolment_id=each.id, at=at)
    for programme, variant in queries.next_courses(journey, begun, today=clock.local(at).date()):
        if programme.slug == slug:
            record(action="course-begun", kind=KIND, subject=found.id, by=by, at=at)
            return put_into(programme, variant, journey=journey, at=at)
    raise NotThere


def turn_to(*, registration_id: int, enrolment_id: int, at: datetime) -> Enrolment:
    """From now on the person's pages are about this course. Raises NotThere for one of somebody else."""
    found = queries.enrolment(enrolment_id)
    if found.registration_id != registration_id:
        raise NotThere
    found.turned_to_at = at
    db.session.flush()
    return found


def come_home(*, registration_id: int, by: int | None, at: datetime) -> None:
    """Note that somebody is home again since today, which opens what comes after the return. Said twice, the first day
    stays. Raises Refused(RETURNED_BEFORE) before the departure."""
    hold(registration_id)
    journey, today = queries.journey(registration_id), clock.local(at).date()
    if today < journey.departs_on:
        raise Refused(Reason.RETURNED_BEFORE)
    if journey.returned_on is None:
        journey.returned_on = today
        db.session.flush()
        record(action="came-home", kind=KIND, subject=registration_id, by=by, at=at)
