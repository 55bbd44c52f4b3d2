"""Calling the roll."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select

from lms.attendance import queries
from lms.attendance.models import Mark, RollCall
from lms.attendance.rules import MarkState, Reason, is_too_early
from lms.classes import queries as classes
from lms.classes.models import ClassSession
from lms.core import clock
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.events import EnrolmentsProgressed, LastBlockClosed, publish
from lms.core.freshness import refuse_if_changed


def open_roll_call(*, session_id: int, by: int | None, at: datetime) -> RollCall:
    """Say that the block begins now. Opening it again changes nothing. Raises Refused(TOO_EARLY, CLASS_CANCELLED)."""
    session = _locked(session_id)
    return _opened(session, by=by, at=at)


def mark(*, session_id: int, enrolment_id: int, state: MarkState, by: int | None, at: datetime) -> Mark:
    """Mark one person; a mark that differs from the last one supersedes it. Raises NotThere for whom nobody expects
    there, and what `open_roll_call` raises."""
    session = _locked(session_id)
    _opened(session, by=by, at=at)
    if enrolment_id not in classes.roster(session_id):
        raise NotThere
    _write(session_id, {enrolment_id: state}, by=by, at=at)
    publish(EnrolmentsProgressed(at, by, (enrolment_id,)))
    return queries.marks(session_id)[enrolment_id]


def close_roll_call(
    *, session_id: int, marks: Mapping[int, MarkState], seen: str | None = None, by: int | None, at: datetime
) -> RollCall:
    """Mark everybody on the roster and close the roll call; closing it once more corrects the marks. Raises
    Refused(NOT_EVERYBODY_MARKED or CHANGED_MEANWHILE), NotThere for whom nobody expects there, and what
    `open_roll_call` raises."""
    session = _locked(session_id)
    wanted = sorted((each, state.value) for each, state in marks.items())
    now = queries.marked(session_id)
    refuse_if_changed(seen, now=(now,), wanted=(wanted,), reason=Reason.CHANGED_MEANWHILE)
    roll_call = _opened(session, by=by, at=at)
    expected = set(classes.roster(session_id))
    if unmarked := expected - marks.keys():
        raise Refused(Reason.NOT_EVERYBODY_MARKED, count=len(unmarked))
    if marks.keys() - expected:
        raise NotThere
    _write(session_id, marks, by=by, at=at)
    if roll_call.closed_at is None:
        roll_call.closed_at, roll_call.closed_by_id = at, by
    db.session.flush()
    publish(EnrolmentsProgressed(at, by, tuple(sorted(marks))))
    if classes.is_last_block(session):
        publish(LastBlockClosed(at, by, session.class_id, queries.came_to(session.class_id)))
    return roll_call


def _locked(session_id: int) -> ClassSession:
    db.session.execute(select(ClassSession.id).where(ClassSession.id == session_id).with_for_update(key_share=True))
    session = classes.session(session_id)
    if session.block is None:
        raise NotThere
    return session


def _opened(session: ClassSession, *, by: int | None, at: datetime) -> RollCall:
    if session.cancelled_at is not None:
        raise Refused(Reason.CLASS_CANCELLED)
    held_on = clock.local(session.starts_at).date()
    if is_too_early(clock.local(at).date(), held_on):
        raise Refused(Reason.TOO_EARLY, date=held_on)
    found = queries.roll_call(session.id)
    if found is None:
        found = RollCall(session_id=session.id, opened_at=at, opened_by_id=by)
        db.session.add(found)
        db.session.flush()
    return found


def _write(session_id: int, states: Mapping[int, MarkState], *, by: int | None, at: datetime) -> None:
    """Add the marks that say something new; the ones they correct stay, superseded."""
    current = queries.marks(session_id)
    changed = {
        each: state for each, state in states.items() if each not in current or current[each].state != state.value
    }
    for each in changed.keys() & current.keys():
        current[each].superseded_at = at
    db.session.flush()  # the old mark must stand aside before the new one may be the current one
    given = {"session_id": session_id, "marked_at": at, "marked_by_id": by}
    if changed:
        db.session.execute(
            insert(Mark),
            [{**given, "enrolment_id": each, "state": state.value} for each, state in sorted(changed.items())],
        )
