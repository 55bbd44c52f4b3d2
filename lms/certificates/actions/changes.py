"""Telling those who are about to leave what has changed since their course."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from lms.certificates import queries
from lms.certificates.actions.writing import write_to
from lms.certificates.messages import CHANGED
from lms.certificates.models import ChangesRead
from lms.certificates.queries.changes import to_tell_of_changes
from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.registration.models import Enrolment, Registration


def tell_of_changes(*, at: datetime) -> int:
    """Write to everybody who has finished an older version of a course and leaves within a month, once for each new
    one; of several courses that were published together the newest stands for all. Returns how many people it is."""
    newest: dict[int, tuple[int, Registration]] = {}
    for enrolment, edition_id in to_tell_of_changes(clock.local(at).date()):
        before, _person = newest.get(enrolment.registration_id, (0, None))
        newest[enrolment.registration_id] = max(edition_id, before), enrolment.registration
    for edition_id, person in newest.values():
        write_to(person, CHANGED, subject=f"edition:{edition_id}", at=at)
    return len(newest)


def read_changes(*, begun: Iterable[Enrolment], at: datetime) -> None:
    """Keep that somebody has read what changed up to the newest edition of the courses they have finished."""
    courses = list(begun)
    finished = queries.of_enrolments(each.id for each in courses)
    for each in (one for one in courses if one.id in finished):
        newest = curriculum.newest_id(curriculum.PROGRAMME, each.programme_slug)
        if db.session.get(ChangesRead, (each.id, newest)) is None:
            _keep(ChangesRead(enrolment_id=each.id, edition_id=newest, read_at=at))


def _keep(made: ChangesRead) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # pressed twice: the first time counts
        pass
