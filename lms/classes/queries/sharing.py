"""What other agencies see of the classes of their area: when, where, how many free seats, and nobody's name (E163)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from lms.classes.models import TrainingClass
from lms.classes.permissions import classes_shared_with
from lms.classes.queries.timetable import TIME_LOG
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.registration.models import Registration

AHEAD = timedelta(weeks=8)


def shared_classes(actor: Actor, *, today: date) -> list[TrainingClass]:
    """The classes to come in the next eight weeks at the centres of the agency's area, in order of time and place."""
    found = select(TrainingClass).where(*_to_come(actor, today), TrainingClass.first_day <= today + AHEAD)
    ordered = found.order_by(TrainingClass.first_day, TrainingClass.centre_id, TrainingClass.id)
    return list(db.session.scalars(ordered.options(TIME_LOG)))


def shared_class(actor: Actor, class_id: int, *, today: date) -> TrainingClass:
    """One of the classes to come. Raises NotThere."""
    wanted = select(TrainingClass).where(TrainingClass.id == class_id, *_to_come(actor, today))
    found = db.session.scalar(wanted.options(TIME_LOG))
    if found is None:
        raise NotThere
    return found


def count_registered_by(user_id: int, *, since: datetime) -> int:
    """How many people somebody of an agency has registered since then."""
    mine = Registration.created_by_id == user_id, Registration.created_at >= since
    return db.session.scalar(select(func.count()).select_from(Registration).where(*mine))


def registered_by(user_id: int, keys: Sequence[str], *, since: datetime) -> list[Registration]:
    """These people, whom somebody of an agency has registered since then, in the order of the keys. Raises NotThere
    when one of them is anybody else's, or nobody is asked for."""
    mine = Registration.created_by_id == user_id, Registration.created_at >= since, Registration.key.in_(keys)
    found = {each.key: each for each in db.session.scalars(select(Registration).where(*mine))}
    if not keys or not found.keys() >= set(keys):
        raise NotThere
    return [found[key] for key in dict.fromkeys(keys)]


def _to_come(actor: Actor, today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        classes_shared_with(actor),
        TrainingClass.first_day > today,
        TrainingClass.cancelled_at.is_(None),
        TrainingClass.programme_slug.not_in(curriculum.trainings()),
    )
