"""What trainers passed: recorded by itself when nothing of a training is lacking any more, and taken back when a roll
is corrected (E88–E90)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from lms.attendance import queries
from lms.attendance.models import TrainingPassed
from lms.attendance.queries.trainings import is_said
from lms.attendance.rules.trainings import MADE_UP_WITHIN
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.core import clock
from lms.core.database import db
from lms.core.errors import NotThere
from lms.core.events import TestHandedIn
from lms.trainers import actions as trainers
from lms.trainers import queries as people
from lms.trainers.models import Qualification, Trainer
from lms.trainers.rules import Passed


def record_everywhere(session: ClassSession, sitting: Sequence[Trainer], *, by: int | None, at: datetime) -> None:
    """Record what is passed now in the class of the session, and in the others of these people: a block may have been
    what they lacked there."""
    found = session.training_class
    record_passed(found, sitting, by=by, at=at)
    since = clock.local(session.starts_at).date() - MADE_UP_WITHIN
    for other, learning in classes.other_trainings(found, [each.id for each in sitting], since=since):
        record_passed(other, [each for each in sitting if each.id in learning], by=by, at=at)


def record_passed(found: TrainingClass, sitting: Collection[Trainer], *, by: int | None, at: datetime) -> None:
    """Record the training of trainers, or its refresher, for those who lack nothing of it any more: for every programme
    that it trains for, on the day of their last block. What is recorded already stays."""
    trained = classes.programme_of(found).terms.trains
    for each in queries.progress_of_trainers(found, sitting):
        if each.lacking or each.last_day is None:
            continue
        for slug in trained:
            _record(each.trainer, found, slug, each.last_day, by=by, at=at)


def record_after_test(event: TestHandedIn) -> None:
    """A test may be the last thing that somebody lacked of a training."""
    try:
        trainer = people.trainer_of_user(event.user_id)
    except NotThere:
        return
    for found in queries.trainings_sat_in(trainer.id, clock.local(event.at).date()):
        record_passed(found, [trainer], by=event.by if event.oral else None, at=event.at)


def reconsider(found: TrainingClass, trainer_ids: Collection[int], *, by: int | None, at: datetime) -> None:
    """Look at what rolls of this course recorded of these trainers, after marks of theirs changed: what is not so any
    more is taken back if nothing was recorded upon it; otherwise it is in doubt until a person has looked at it."""
    for held, passings in queries.standing_passings(found, trainer_ids):
        sitting = list({each.trainer_id: people.trainer(each.trainer_id) for each in passings}.values())
        now = {each.trainer.id: each for each in queries.progress_of_trainers(held, sitting)}
        for each in passings:
            progress = now[each.trainer_id]
            so_still = not progress.lacking.blocks and progress.last_day == each.day
            _settle(each, progress.trainer, so_still, by=by, at=at)


def _settle(passing: TrainingPassed, trainer: Trainer, so_still: bool, *, by: int | None, at: datetime) -> None:
    found = people.qualification(trainer, passing.programme_slug)
    if so_still or found is None or not is_said(passing, found):
        return
    if _is_as_recorded(found, passing):
        before = passing.passed_before and Passed(
            passing.passed_before, passing.refreshed_before, passing.version_before
        )
        trainers.put_back(qualification=found, before=before, said_by=passing.said_before_by_id, by=by, at=at)
        passing.ended_at, passing.taken_back = at, True
    else:
        trainers.doubt(qualification=found, by=by, at=at)
    db.session.flush()


def _is_as_recorded(found: Qualification, passing: TrainingPassed) -> bool:
    """Whether nobody has recorded anything upon it."""
    untouched = passing.refresher or found.refreshed_on is None
    return untouched and (found.version, found.by_id) == (passing.version, passing.recorded_by_id)


def _record(
    trainer: Trainer, held: TrainingClass, slug: str, day: date, *, by: int | None, at: datetime
) -> None:
    """In the version of the day (E88): a roll corrected after a new edition says nothing about that one."""
    before = people.qualification(trainer, slug)
    known = max((each for each in (before.passed_on, before.refreshed_on) if each), default=None) if before else None
    refresher = classes.refreshes(held)
    if (known and known >= day) or (refresher and not before):
        return
    earlier = queries.standing_passing(trainer.id, held.id, slug)
    if earlier and earlier.day == day:  # a person took back since what this roll said
        return
    made = TrainingPassed(
        trainer_id=trainer.id, class_id=held.id, programme_slug=slug, refresher=refresher, day=day, recorded_at=at,
        recorded_by_id=by,
    )  # fmt: skip
    if before:
        made.version_before, made.said_before_by_id = before.version, before.by_id
        made.passed_before, made.refreshed_before = before.passed_on, before.refreshed_on
    which = {"trainer_id": trainer.id, "programme_slug": slug, "as_it_was": True, "by": by, "at": at}
    if refresher:
        made.version = trainers.record_refresher(**which, refreshed_on=day).version
    else:
        made.version = trainers.record_qualification(**which, passed_on=day).version
    if earlier:
        earlier.ended_at = at
        db.session.flush()
    db.session.add(made)
    db.session.flush()
