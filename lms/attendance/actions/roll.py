"""Calling the roll on one page."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import insert

from lms.attendance import queries
from lms.attendance.actions.opening import held, opened
from lms.attendance.models import Mark, RollCall
from lms.attendance.rules import MarkState, Reason, believable
from lms.attendance.rules.marks import Way
from lms.classes import queries as classes
from lms.classes.models import ClassSession
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.events import EnrolmentsProgressed, LastBlockClosed, publish
from lms.core.freshness import refuse_if_changed


def open_roll_call(*, session_id: int, by: int | None, at: datetime) -> RollCall:
    """Open the roll call. Opening it again changes nothing. Raises Refused(TOO_EARLY, CLASS_CANCELLED)."""
    return opened(held(session_id), by=by, at=at)


def begin_block(*, session_id: int, began_at: datetime, by: int | None, at: datetime) -> RollCall:
    """Note when the block really began (E99): the first word stands. `began_at` is what a device's clock said; one
    that cannot be right is set aside for the moment it is told. Raises what `open_roll_call` raises."""
    session = held(session_id)
    found = opened(session, by=by, at=at)
    if found.began_at is None:
        found.began_at = began_at if believable(began_at, session.starts_at, session.ends_at, at) else at
    db.session.flush()
    return found


def end_block(*, session_id: int, ended_at: datetime, by: int | None, at: datetime) -> RollCall:
    """Note when the block really ended: the last word stands. Raises what `open_roll_call` raises."""
    session = held(session_id)
    found = opened(session, by=by, at=at)
    right = believable(ended_at, session.starts_at, session.ends_at, at) and ended_at >= (found.began_at or ended_at)
    found.ended_at = ended_at if right else at
    db.session.flush()
    return found


def mark(*, session_id: int, enrolment_id: int, state: MarkState, by: int | None, at: datetime) -> Mark:
    """Mark one person; a mark that differs from the last one supersedes it. Raises NotThere for whom nobody expects
    there, and what `open_roll_call` raises."""
    opened(held(session_id), by=by, at=at)
    if enrolment_id not in classes.roster(session_id):
        raise NotThere
    _write(session_id, {enrolment_id: state}, by=by, at=at)
    publish(EnrolmentsProgressed(at, by, (enrolment_id,)))
    return queries.marks(session_id)[enrolment_id]


def close_roll_call(
    *,
    session_id: int,
    marks: Mapping[int, MarkState],
    seen: str | None = None,
    way: Way = Way.PAGE,
    by: int | None,
    at: datetime,
) -> RollCall:
    """Mark everybody on the roster and close the roll call; closing it once more corrects the marks. Raises
    Refused(NOT_EVERYBODY_MARKED or CHANGED_MEANWHILE), NotThere for whom nobody expects there, and what
    `open_roll_call` raises."""
    session = held(session_id)
    wanted = sorted((each, state.value) for each, state in marks.items())
    if seen:
        now = queries.marked(session_id)
        refuse_if_changed(seen, now=(now,), wanted=(wanted,), reason=Reason.CHANGED_MEANWHILE)
    roll_call = opened(session, by=by, at=at)
    expected = set(classes.roster(session_id))
    if unmarked := expected - marks.keys():
        raise Refused(Reason.NOT_EVERYBODY_MARKED, count=len(unmarked))
    if marks.keys() - expected:
        raise NotThere
    _write(session_id, marks, way=way, by=by, at=at)
    return _closed(session, roll_call, marks.keys(), by=by, at=at)


def close_marked(*, session_id: int, by: int | None, at: datetime) -> RollCall:
    """Close a roll call whose marks came before, as a phone does; a closed one stays as it is. Raises
    Refused(NOT_EVERYBODY_MARKED) and what `open_roll_call` raises."""
    session = held(session_id)
    roll_call = opened(session, by=by, at=at)
    if roll_call.closed_at:
        return roll_call
    expected, given = set(classes.roster(session_id)), queries.marks(session_id)
    if unmarked := expected - given.keys():
        raise Refused(Reason.NOT_EVERYBODY_MARKED, count=len(unmarked))
    return _closed(session, roll_call, given.keys(), by=by, at=at)


def _closed(
    session: ClassSession, roll_call: RollCall, people: Collection[int], *, by: int | None, at: datetime
) -> RollCall:
    if roll_call.closed_at is None:
        roll_call.closed_at, roll_call.closed_by_id = at, by
    db.session.flush()
    publish(EnrolmentsProgressed(at, by, tuple(sorted(people))))
    if classes.is_last_block(session):
        publish(LastBlockClosed(at, by, session.class_id, queries.came_to(session.class_id)))
    return roll_call


def _write(
    session_id: int, states: Mapping[int, MarkState], *, way: Way = Way.PAGE, by: int | None, at: datetime
) -> None:
    """Add the marks that say something new; the ones they correct stay, superseded."""
    current = queries.marks(session_id)
    changed = {
        each: state for each, state in states.items() if each not in current or current[each].state != state.value
    }
    for each in changed.keys() & current.keys():
        current[each].superseded_at = at
    db.session.flush()  # the old mark must stand aside before the new one may be the current one
    given = {"session_id": session_id, "marked_at": at, "marked_by_id": by, "way": way.value}
    if changed:
        db.session.execute(
            insert(Mark),
            [{**given, "enrolment_id": each, "state": state.value} for each, state in sorted(changed.items())],
        )
