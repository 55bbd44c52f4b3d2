"""The trainings of trainers that somebody passed: recorded, doubted, confirmed, taken back (E88, E89)."""

from datetime import date, datetime

from lms.accounts.actions import record
from lms.core import clock
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries as curriculum
from lms.trainers import queries
from lms.trainers.models import Qualification
from lms.trainers.rules import Passed, Reason


def record_qualification(
    *, trainer_id: int, programme_slug: str, passed_on: date, as_it_was: bool = False, by: int | None, at: datetime
) -> Qualification:
    """Record a training of trainers passed for a programme as it is now, or as it was on that day (E88). Passing again
    replaces the date and counts as a refresher. Raises Refused(DATE_IN_FUTURE)."""
    refuse_future(passed_on, at)
    version = _version(programme_slug, passed_on if as_it_was else None)
    trainer = queries.trainer(trainer_id, to_change=True)
    found = queries.qualification(trainer, programme_slug)
    if found is None:
        found = Qualification(programme_slug=programme_slug, version=version, passed_on=passed_on)
        trainer.qualifications.append(found)
    else:
        found.version, found.passed_on, found.refreshed_on = version, passed_on, None
    found.by_id, found.doubted_on = by, None
    db.session.flush()
    record(action="qualification-recorded", kind="trainer", subject=trainer_id, by=by, at=at)
    return found


def record_refresher(
    *, trainer_id: int, programme_slug: str, refreshed_on: date, as_it_was: bool = False, by: int | None, at: datetime
) -> Qualification:
    """Record a yearly refresher, in which the programme is learnt as it is now, or as it was on that day (E89). Raises
    Refused(NOT_QUALIFIED, DATE_IN_FUTURE or REFRESHED_BEFORE_PASSING)."""
    found = queries.qualification(queries.trainer(trainer_id, to_change=True), programme_slug)
    if found is None:
        raise Refused(Reason.NOT_QUALIFIED)
    refuse_future(refreshed_on, at)
    if refreshed_on < found.passed_on:
        raise Refused(Reason.REFRESHED_BEFORE_PASSING)
    found.refreshed_on, found.version = refreshed_on, _version(programme_slug, refreshed_on if as_it_was else None)
    found.by_id = by
    db.session.flush()
    record(action="refresher-recorded", kind="trainer", subject=trainer_id, by=by, at=at)
    return found


def put_back(
    *, qualification: Qualification, before: Passed | None, said_by: int | None, by: int | None, at: datetime
) -> None:
    """What was recorded by itself was not so: `before` stands again as `said_by` had recorded it, or nothing."""
    if before is None:
        _remove(qualification)
    else:
        qualification.version, qualification.passed_on = before.version, before.passed_on
        qualification.refreshed_on, qualification.by_id = before.refreshed_on, said_by
    db.session.flush()
    record(action="qualification-put-back", kind="trainer", subject=qualification.trainer_id, by=by, at=at)


def doubt(*, qualification: Qualification, by: int | None, at: datetime) -> None:
    """A roll was corrected on which this rests, and more was recorded upon it: a person looks at it."""
    if qualification.doubted_on is None:
        qualification.doubted_on = clock.local(at).date()
        record(action="qualification-doubted", kind="trainer", subject=qualification.trainer_id, by=by, at=at)


def confirm_qualification(*, trainer_id: int, qualification_id: int, by: int | None, at: datetime) -> None:
    """Somebody looked at what was in doubt: it was passed. Pressed again, it changes nothing. Raises NotThere."""
    found = _own(trainer_id, qualification_id)
    if found.doubted_on is None:
        return
    found.doubted_on = None
    db.session.flush()
    record(action="qualification-confirmed", kind="trainer", subject=trainer_id, by=by, at=at)


def take_back_qualification(*, trainer_id: int, qualification_id: int, by: int | None, at: datetime) -> None:
    """It was not passed, or was recorded by mistake. The row goes; the trail keeps the day that stood in it. Raises
    NotThere."""
    found = _own(trainer_id, qualification_id)
    day = found.refreshed_on or found.passed_on
    _remove(found)
    record(action=f"qualification-taken-back {day}", kind="trainer", subject=trainer_id, by=by, at=at)


def _own(trainer_id: int, qualification_id: int) -> Qualification:
    trainer = queries.trainer(trainer_id, to_change=True)
    for each in trainer.qualifications:
        if each.id == qualification_id:
            return each
    raise NotThere


def _remove(qualification: Qualification) -> None:
    db.session.delete(qualification)
    db.session.flush()
    db.session.expire(qualification.trainer, ["qualifications"])


def _version(programme_slug: str, day: date | None) -> int:
    found = curriculum.programme_on(programme_slug, day) if day else curriculum.newest_programme(programme_slug)
    return found.training


def refuse_future(day: date, at: datetime) -> None:
    """Raises Refused(DATE_IN_FUTURE)."""
    if day > clock.local(at).date():
        raise Refused(Reason.DATE_IN_FUTURE)
