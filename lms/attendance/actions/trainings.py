"""Calling the roll of trainers who learn, and recording by itself what they passed (E88–E90)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import insert

from lms.attendance import queries
from lms.attendance.actions.opening import held, opened
from lms.attendance.models import RollCall, TrainerMark
from lms.attendance.rules import MarkState, Reason
from lms.attendance.rules.trainings import MADE_UP_WITHIN
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.core import clock
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.events import TestHandedIn
from lms.core.freshness import refuse_if_changed
from lms.trainers import actions as trainers
from lms.trainers import queries as people
from lms.trainers.models import Trainer


def close_trainers_roll(
    *, session_id: int, marks: Mapping[int, MarkState], seen: str | None = None, by: int | None, at: datetime
) -> RollCall:
    """Mark the trainers who sit in a session and close its roll call; once more corrects the marks. Whoever has now
    attended every block passes, and that is recorded. Raises Refused(TOO_EARLY, CLASS_CANCELLED, OWN_ROLL,
    NOT_EVERYBODY_MARKED or CHANGED_MEANWHILE), and NotThere for whom nobody expects there."""
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
    _write(session_id, marks, by=by, at=at)
    if roll_call.closed_at is None:
        roll_call.closed_at, roll_call.closed_by_id = at, by
    db.session.flush()
    _record_everywhere(session, list(expected.values()), by=by, at=at)
    return roll_call


def record_passed(found: TrainingClass, sitting: Collection[Trainer], *, by: int | None, at: datetime) -> None:
    """Record the training of trainers, or its refresher, for those who lack nothing of it any more: for every programme
    that it trains for, on the day of their last block. What is recorded already stays."""
    trained = classes.programme_of(found).terms.trains
    for each in queries.progress_of_trainers(found, sitting):
        if each.lacking or each.last_day is None:
            continue
        for slug in trained:
            _record(each.trainer, slug, each.last_day, refresher=classes.refreshes(found), by=by, at=at)


def record_after_test(event: TestHandedIn) -> None:
    """A test may be the last thing that somebody lacked of a training."""
    try:
        trainer = people.trainer_of_user(event.user_id)
    except NotThere:
        return
    db.session.expire(trainer, ["tests"])
    for found in queries.trainings_sat_in(trainer.id, clock.local(event.at).date()):
        record_passed(found, [trainer], by=event.by if event.oral else None, at=event.at)


def _record_everywhere(session: ClassSession, sitting: Sequence[Trainer], *, by: int | None, at: datetime) -> None:
    """In the class of the session, and in the others of these people: a block may have been what they lacked there."""
    found = session.training_class
    record_passed(found, sitting, by=by, at=at)
    since = clock.local(session.starts_at).date() - MADE_UP_WITHIN
    for other, learning in classes.other_trainings(found, [each.id for each in sitting], since=since):
        record_passed(other, [each for each in sitting if each.id in learning], by=by, at=at)


def _record(trainer: Trainer, slug: str, day: date, *, refresher: bool, by: int | None, at: datetime) -> None:
    """In the version of the day (E88): a roll corrected after a new edition says nothing about that one."""
    found = people.qualification(trainer, slug)
    known = max((each for each in (found.passed_on, found.refreshed_on) if each), default=None) if found else None
    if known and known >= day:
        return
    if not refresher:
        trainers.record_qualification(
            trainer_id=trainer.id, programme_slug=slug, passed_on=day, as_it_was=True, by=by, at=at
        )
    elif found:
        trainers.record_refresher(
            trainer_id=trainer.id, programme_slug=slug, refreshed_on=day, as_it_was=True, by=by, at=at
        )


def _write(session_id: int, marks: Mapping[int, MarkState], *, by: int | None, at: datetime) -> None:
    current = queries.trainer_marks(session_id)
    changed = {each: state for each, state in marks.items() if each not in current or current[each].state != state}
    for each in changed.keys() & current.keys():
        current[each].superseded_at = at
    db.session.flush()  # the old mark must stand aside before the new one may be the current one
    given = {"session_id": session_id, "marked_at": at, "marked_by_id": by}
    if changed:
        rows = [{**given, "trainer_id": each, "state": state.value} for each, state in sorted(changed.items())]
        db.session.execute(insert(TrainerMark), rows)
