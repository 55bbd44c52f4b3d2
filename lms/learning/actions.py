"""Reading."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from lms.core.database import db, held_anew
from lms.core.events import AskedBefore, EnrolmentsProgressed, publish
from lms.curriculum.rules.module import Module
from lms.learning.models import ModuleProgress
from lms.learning.rules import after_reading

# Asked with each screen that somebody reads: put together once.
_PROGRESS = held_anew(
    select(ModuleProgress).where(
        ModuleProgress.enrolment_id == bindparam("enrolment_id"), ModuleProgress.module == bindparam("module")
    )
)


def read_screen(
    *, enrolment_id: int, module: Module, screen: int, not_needed: Collection[int] = (), by: int | None, at: datetime
) -> ModuleProgress:
    """Record that a screen (counted from 1) was read. Repeating it changes nothing; finishing the last screen that is
    needed tells the rest of the house, once."""
    found = _progress(enrolment_id, module.slug, module.edition_id, at)
    found.screens_read = after_reading(screen, found.screens_read, len(module.screen_ids), not_needed)
    finishes = found.finished_at is None and found.screens_read >= len(module.screen_ids)
    if finishes:
        found.finished_at = at
    db.session.flush()
    if finishes:
        publish(EnrolmentsProgressed(at, by, (enrolment_id,)))
    return found


def note_known(event: AskedBefore) -> None:
    """Keep what somebody knew before a lesson, so that they need not read it again (E157). Whoever has begun to read
    goes on as they began."""
    found = _progress(event.enrolment_id, event.module, event.edition_id, event.at)
    if found.known is None:
        found.known = [] if found.screens_read else list(event.known)
    db.session.flush()


def read_whole(*, enrolment_id: int, module: Module, at: datetime) -> None:
    """Read the whole lesson after all: nothing of it is left out."""
    _progress(enrolment_id, module.slug, module.edition_id, at).known = []
    db.session.flush()


def _progress(enrolment_id: int, slug: str, edition_id: int, at: datetime) -> ModuleProgress:
    which = {"enrolment_id": enrolment_id, "module": slug}
    if found := db.session.scalar(_PROGRESS, which):
        return found
    made = ModuleProgress(**which, edition_id=edition_id, screens_read=0, started_at=at, finished_at=None)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the same button pressed twice at once: the other one was first
        return db.session.scalars(_PROGRESS, which).one()
    return made
