"""Calling the roll of trainers who learn (E88–E90)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import insert

from lms.attendance import queries
from lms.attendance.actions.opening import held, opened
from lms.attendance.actions.passing import reconsider, record_everywhere
from lms.attendance.models import RollCall, TrainerMark
from lms.attendance.rules import MarkState, Reason
from lms.classes import queries as classes
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.freshness import refuse_if_changed
from lms.trainers import queries as people


def close_trainers_roll(
    *, session_id: int, marks: Mapping[int, MarkState], seen: str | None = None, by: int | None, at: datetime
) -> RollCall:
    """Mark the trainers who sit in a session and close its roll call; once more corrects the marks. Whoever has now
    attended every block passes, and that is recorded; where it was recorded and is not so after all, it is taken back
    or put before a person. Raises Refused(TOO_EARLY, CLASS_CANCELLED, OWN_ROLL, NOT_EVERYBODY_MARKED or
    CHANGED_MEANWHILE), and NotThere for whom nobody expects there."""
    people.hold({each.id for each in classes.trainer_roster(session_id)})
    session = held(session_id)
    if not classes.for_trainers(session.training_class):
        raise NotThere
    roll_call = opened(session, by=by, at=at)
    now, wanted = queries.trainers_marked(session_id), sorted((each, state.value) for each, state in marks.items())
    if seen:
        refuse_if_changed(seen, now=(now,), wanted=(wanted,), reason=Reason.CHANGED_MEANWHILE)
    expected = {each.id: each for each in classes.trainer_roster(session_id)}
    if by is not None and any(each.user_id == by for each in expected.values()):
        raise Refused(Reason.OWN_ROLL)
    if unmarked := expected.keys() - marks.keys():
        raise Refused(Reason.NOT_EVERYBODY_MARKED, count=len(unmarked))
    if marks.keys() - expected.keys():
        raise NotThere
    changed = _write(session_id, marks, by=by, at=at)
    if roll_call.closed_at is None:
        roll_call.closed_at, roll_call.closed_by_id = at, by
    db.session.flush()
    reconsider(session.training_class, changed, by=by, at=at)
    record_everywhere(session, list(expected.values()), by=by, at=at)
    return roll_call


def _write(
    session_id: int, marks: Mapping[int, MarkState], *, by: int | None, at: datetime
) -> Collection[int]:
    """The marks that are other ones now; returns whose."""
    current = queries.trainer_marks(session_id)
    changed = {each: state for each, state in marks.items() if each not in current or current[each].state != state}
    for each in changed.keys() & current.keys():
        current[each].superseded_at = at
    db.session.flush()  # the old mark must stand aside before the new one may be the current one
    given = {"session_id": session_id, "marked_at": at, "marked_by_id": by}
    if changed:
        rows = [{**given, "trainer_id": each, "state": state.value} for each, state in sorted(changed.items())]
        db.session.execute(insert(TrainerMark), rows)
    return changed
