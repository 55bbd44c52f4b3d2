"""How trainers were looked at: appraisals, selection talks and tests."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import record
from lms.core.database import db
from lms.core.errors import NotThere
from lms.core.events import TestHandedIn
from lms.trainers import queries
from lms.trainers.actions.qualifications import refuse_future
from lms.trainers.models import Appraisal, SelectionScore, SelectionTalk
from lms.trainers.rules.rubric import Skill

Talk = TypeVar("Talk", Appraisal, SelectionTalk)


def record_appraisal(
    *, trainer_id: int, held_on: date, criteria_met: bool, by: int | None, at: datetime
) -> Appraisal:
    """Record an appraisal (Box A3.3); a second one of the same day replaces the first. Raises
    Refused(DATE_IN_FUTURE)."""
    refuse_future(held_on, at)
    trainer = queries.trainer(trainer_id, to_change=True)
    found = _held_on(held_on, trainer.appraisals, Appraisal)
    found.criteria_met, found.by_id = criteria_met, by
    db.session.flush()
    db.session.expire(trainer, ["appraisals"])  # they stand in the order of their days
    record(action="appraisal-recorded", kind="trainer", subject=trainer_id, by=by, at=at)
    return found


def record_talk(
    *, trainer_id: int, held_on: date, scores: Mapping[Skill, int], by: int | None, at: datetime
) -> SelectionTalk:
    """Record a selection talk (E84); a second one of a day replaces the first. Raises Refused(DATE_IN_FUTURE)."""
    refuse_future(held_on, at)
    trainer = queries.trainer(trainer_id, to_change=True)
    found = _held_on(held_on, trainer.talks, SelectionTalk)
    found.scores, found.by_id = {skill.value: score for skill, score in scores.items()}, by
    db.session.flush()
    db.session.expire(trainer, ["talks"])  # they stand in the order of their days
    record(action="selection-talk-recorded", kind="trainer", subject=trainer_id, by=by, at=at)
    return found


def _held_on(day: date, talks: list[Talk], kind: type[Talk]) -> Talk:
    found = next((each for each in talks if each.held_on == day), None)
    if found is None:
        found = kind(held_on=day)
        talks.append(found)
    return found


def keep_score(
    *, trainer_id: int, test: str, oral: bool, score: int, total: int, passed: bool, by: int | None, at: datetime
) -> None:
    """Keep the score of a selection test (E87). Told twice, it is kept once."""
    made = SelectionScore(
        trainer_id=trainer_id, test=test, oral=oral, score=score, total=total, passed=passed, taken_at=at,
        by_id=by if oral else None,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        return
    record(action="selection-test-kept", kind="trainer", subject=trainer_id, by=by, at=at)


def keep_test(event: TestHandedIn) -> None:
    """Keep the score of a test that was handed in, when it was a trainer's."""
    try:
        trainer = queries.trainer_of_user(event.user_id)
    except NotThere:
        return
    keep_score(
        trainer_id=trainer.id, test=event.test, oral=event.oral, score=event.score, total=event.total,
        passed=event.passed, by=event.by, at=event.at,
    )  # fmt: skip
