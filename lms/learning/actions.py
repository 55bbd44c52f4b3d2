"""Reading."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from lms.core.database import db, held_anew
from lms.core.events import EnrolmentsProgressed, publish
from lms.curriculum.rules.module import Module
from lms.learning.models import ModuleProgress
from lms.learning.rules import after_reading

# Asked with each screen that somebody reads: put together once.
_PROGRESS = held_anew(
    select(ModuleProgress).where(
        ModuleProgress.enrolment_id == bindparam("enrolment_id"), ModuleProgress.module == bindparam("module")
    )
)


def read_screen(*, enrolment_id: int, module: Module, screen: int, by: int | None, at: datetime) -> ModuleProgress:
    """Record that a screen (counted from 1) was read. Repeating it changes nothing; finishing the last screen tells
    the rest of the house, once."""
    found = _progress(enrolment_id, module, at)
    found.screens_read = after_reading(screen, found.screens_read)
    finishes = found.finished_at is None and found.screens_read >= len(module.screen_ids)
    if finishes:
        found.finished_at = at
    db.session.flush()
    if finishes:
        publish(EnrolmentsProgressed(at, by, (enrolment_id,)))
    return found


def _progress(enrolment_id: int, module: Module, at: datetime) -> ModuleProgress:
    which = {"enrolment_id": enrolment_id, "module": module.slug}
    if found := db.session.scalar(_PROGRESS, which):
        return found
    made = ModuleProgress(**which, edition_id=module.edition_id, screens_read=0, started_at=at, finished_at=None)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the same button pressed twice at once: the other one was first
        return db.session.scalars(_PROGRESS, which).one()
    return made
