"""Making a class from a programme variant: all its days, blocks and breaks at once."""

from collections.abc import Sequence
from datetime import date, datetime

from lms.accounts.actions import record
from lms.classes.actions.timetable.saving import hold_rooms, placing
from lms.classes.models import ClassSession, TrainingClass
from lms.classes.queries.planning import PlannedSession, plan_class
from lms.core.database import db
from lms.curriculum.rules.programme import Block
from lms.trainers import queries as trainers


def create_class(
    *,
    edition_id: int,
    variant: str,
    room_id: int,
    language: str,
    days: Sequence[date],
    trainer_ids: Sequence[int],
    capacity: int | None = None,
    by: int | None,
    at: datetime,
) -> TrainingClass:
    """Make a class with all its sessions. Raises Refused with the first thing that speaks against the plan."""
    hold_rooms([room_id])
    trainers.hold(trainer_ids)
    plan = plan_class(
        edition_id=edition_id, variant=variant, room_id=room_id, language=language, days=days,
        trainer_ids=trainer_ids, capacity=capacity, at=at,
    )  # fmt: skip
    for problem in plan.problems:
        raise problem
    made = TrainingClass(
        edition_id=edition_id,
        programme_slug=plan.programme.slug,
        variant=variant,
        centre_id=plan.room.centre_id,
        language=language,
        capacity=plan.capacity,
        first_day=days[0],
        last_day=days[-1],
        created_at=at,
        created_by_id=by,
        sessions=[_session(each) for each in plan.sessions],
    )
    with placing(plan.sessions):
        db.session.add(made)
    record(action="class-made", kind="class", subject=made.id, by=by, at=at)
    return made


def _session(planned: PlannedSession) -> ClassSession:
    item = planned.slot.item
    return ClassSession(
        day=planned.slot.day,
        block=item.id if isinstance(item, Block) else None,
        break_kind=None if isinstance(item, Block) else item.kind,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        room_id=planned.room.id,
        trainer_id=planned.trainer.id if planned.trainer else None,
    )
