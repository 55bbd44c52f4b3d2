"""From the longer form of a course to the shorter one, once the lessons for it are learned (E11)."""

from datetime import datetime

from lms.accounts.actions import record
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.registration import queries
from lms.registration.actions.holding import hold
from lms.registration.actions.registering import KIND
from lms.registration.models import Enrolment
from lms.registration.queries.asked import shorter_course
from lms.registration.rules.record import Reason


def shorten(*, enrolment_id: int, by: int | None, at: datetime) -> Enrolment:
    """Put somebody into the shorter form of the course; what was read stays. Raises NotThere when there is none or a
    block of the course is marked already, Refused(LESSONS_LEFT) while something for it is not learned."""
    held = hold(queries.enrolment(enrolment_id).registration_id)
    found = queries.enrolment(enrolment_id)
    shorter = shorter_course(found)
    if shorter is None:
        raise NotThere
    if shorter.left:
        raise Refused(Reason.LESSONS_LEFT)
    found.variant = shorter.variant.id
    db.session.flush()
    record(action="course-shortened", kind=KIND, subject=held.id, by=by, at=at)
    return found
