"""Telling those who are about to leave what has changed since their course."""

from datetime import datetime

from lms.certificates.actions.writing import write_to
from lms.certificates.messages import CHANGED
from lms.certificates.models import ChangesRead
from lms.certificates.queries.changes import to_tell_of_changes
from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.registration.models import Enrolment


def tell_of_changes(*, at: datetime) -> int:
    """Write to everybody who has finished an older version of a course and leaves within a month, once for each new
    one. Returns how many there are."""
    found = list(to_tell_of_changes(clock.local(at).date()))
    for enrolment, edition_id in found:
        write_to(enrolment.registration, CHANGED, subject=f"edition:{edition_id}", at=at)
    return len(found)


def read_changes(*, enrolment: Enrolment, at: datetime) -> None:
    """Keep that somebody has read what changed up to the newest edition of the course."""
    newest = curriculum.newest_id(curriculum.PROGRAMME, enrolment.programme_slug)
    if db.session.get(ChangesRead, (enrolment.id, newest)) is None:
        db.session.add(ChangesRead(enrolment_id=enrolment.id, edition_id=newest, read_at=at))
        db.session.flush()
