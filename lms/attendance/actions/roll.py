"""Calling the roll on one page."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import insert

from lms.attendance import queries
from lms.attendance.actions.opening import held, opened
from lms.attendance.models import Mark, RollCall
from lms.attendance.rules import MarkState, Reason, believable
from lms.attendance.rules.marks import Said, Way
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
        right = began_at if believable(began_at, session.starts_at, session.ends_at, at) else at
        found.began_at = min(right, found.ended_at or right)
    db.session.flush()
    return found


def end_block(*, session_id: int, ended_at: datetime, by: int | None, at: datetime) -> RollCall:
    """Note when the block really ended: the last word stands, and no block ends before it began, whatever the clocks
    of two devices say. Raises what `open_roll_call` raises."""
    session = held(session_id)
    found = opened(session, by=by, at=at)
    right = ended_at if believable(ended_at, session.starts_at, session.ends_at, at) else at
    found.ended_at = max(right, found.began_at or right)
    db.session.flush()
    return found


def mark(*, session_id: int, enrolment_id: int, state: MarkState, by: int | None, at: datetime) -> Mark:
    """Mark one person; a mark that differs from the last one supersedes it. Raises NotThere for whom nobody expects
    there, and what `open_roll_call` raises."""
    opened(held(session_id), by=by, at=at)
    if enrolment_id not in classes.roster(session_id):
        raise NotThere
    _write(session_id, {enrolment_id: Said(state)}, way=Way.PAGE, by=by, at=at)
    publish(EnrolmentsProgressed(at, by, (enrolment_id,)))
    return queries.marks(session_id)[enrolment_id]


def close_roll_call(
    *,
    session_id: int,
    marks: Mapping[int, MarkState],
    seen: str | None = None,
    by: int | None,
    at: datetime,
) -> RollCall:
    """Mark everybody on the roster and close the roll call; closing it once more corrects the marks. Raises
    Refused(NOT_EVERYBODY_MARKED or CHANGED_MEANWHILE), NotThere for whom nobody expects there, and what
    `open_roll_call` raises."""
    if seen:
        held(session_id)
        now, wanted = queries.marked(session_id), sorted((each, state.value) for each, state in marks.items())
        refuse_if_changed(seen, now=(now,), wanted=(wanted,), reason=Reason.CHANGED_MEANWHILE)
    said = {each: Said(state) for each, state in marks.items()}
    return close_said(session_id=session_id, said=said, way=Way.PAGE, by=by, at=at)


def close_said(
    *, session_id: int, said: Mapping[int, Said], way: Way, by: int | None, at: datetime
) -> RollCall:
    """The same with minutes and reasons, and in whatever way it came."""
    session = _of_migrants(session_id)
    roll_call = opened(session, by=by, at=at)
    expected = set(classes.roster(session_id))
    if unmarked := expected - said.keys():
        raise Refused(Reason.NOT_EVERYBODY_MARKED, count=len(unmarked))
    if said.keys() - expected:
        raise NotThere
    _write(session_id, said, way=way, by=by, at=at)
    return _closed(session, roll_call, said.keys(), by=by, at=at)


def close_marked(*, session_id: int, by: int | None, at: datetime) -> RollCall:
    """Close a roll call whose marks came before, as a phone does; a closed one stays as it is. Raises
    Refused(NOT_EVERYBODY_MARKED) and what `open_roll_call` raises."""
    session = _of_migrants(session_id)
    roll_call = opened(session, by=by, at=at)
    if roll_call.closed_at:
        return roll_call
    expected, given = set(classes.roster(session_id)), queries.marks(session_id)
    if unmarked := expected - given.keys():
        raise Refused(Reason.NOT_EVERYBODY_MARKED, count=len(unmarked))
    return _closed(session, roll_call, given.keys(), by=by, at=at)


def _of_migrants(session_id: int) -> ClassSession:
    """The session, held; the roll of trainers who learn is called elsewhere. Raises NotThere."""
    session = held(session_id)
    if classes.for_trainers(session.training_class):
        raise NotThere
    return session


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


def _write(session_id: int, said: Mapping[int, Said], *, way: Way, by: int | None, at: datetime) -> None:
    """Add the marks that say something new; the ones they correct stay, superseded."""
    current = queries.marks(session_id)
    changed = {each: new for each, new in said.items() if each not in current or _differs(current[each], new)}
    for each in changed.keys() & current.keys():
        current[each].superseded_at = at
    db.session.flush()  # the old mark must stand aside before the new one may be the current one
    given = {"session_id": session_id, "marked_at": at, "marked_by_id": by, "way": way.value}
    rows = [
        {**given, "enrolment_id": each, "state": new.state.value, "minutes": new.minutes, "reason": new.reason}
        for each, new in sorted(changed.items())
    ]
    if rows:
        db.session.execute(insert(Mark), rows)


def _differs(mark: Mark, new: Said) -> bool:
    """Whether a mark says something else; what is not said of minutes and reason leaves them as they are."""
    told = (new.minutes, mark.minutes), (new.reason, mark.reason)
    return mark.state != new.state.value or any(now is not None and now != before for now, before in told)
