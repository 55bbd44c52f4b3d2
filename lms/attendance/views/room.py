"""The blueprint on which all pages of this room hang, and which sessions somebody may call the roll of."""

from collections.abc import Collection, Mapping

from flask import Blueprint

from lms.attendance import permissions, queries
from lms.attendance.messages import describe
from lms.attendance.rules import Reason
from lms.classes import queries as classes
from lms.classes.models import ClassSession
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries as curriculum
from lms.registration.models import Enrolment
from lms.web.access import actor
from lms.web.locale import language

blueprint = Blueprint("attendance", "lms.attendance", template_folder="templates")
CALLERS = (Role.TRAINER, Role.OFFICER, Role.ADMIN)


def session_to_call(session_id: int) -> ClassSession:
    """The session, if the visitor calls its roll. Raises NotThere."""
    session = classes.session(session_id)
    if not permissions.can_call_roll(actor(), session):
        raise NotThere
    return session


def session_to_change(session_id: int) -> ClassSession:
    """The session, if the visitor may give or correct marks today. Raises NotThere, Refused(DAY_OVER)."""
    session = session_to_call(session_id)
    if not permissions.can_change_marks(actor(), session, queries.roll_call(session.id), clock.today()):
        raise Refused(Reason.DAY_OVER)
    return session


def progress_of(enrolments: Collection[Enrolment], known: Mapping[int, queries.Course]) -> dict[int, str]:
    """How far each person is, in words; `known` are their courses."""
    people = {each.id: each for each in enrolments}
    found = queries.eligibilities(people.values(), at=clock.now(), known=known)
    return {
        each: describe(found[each], curriculum.programme(person.edition_id), language())
        for each, person in people.items()
    }
