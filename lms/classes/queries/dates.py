"""When and where classes are held, for anybody: without a name of a person (E118, E163)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from lms.centres.models import Centre
from lms.classes.models import ClassSession, TrainingClass
from lms.classes.queries.choosing import OpenClass
from lms.classes.queries.seats import seat_counts
from lms.classes.queries.timetable import TIME_LOG
from lms.core.database import db
from lms.curriculum import queries as curriculum


def coming_dates(
    *, at: datetime, region: str | None = None, page: int = 1, size: int
) -> tuple[Sequence[OpenClass], int]:
    """The classes for people who leave, or are abroad, that have not begun, the next one in front: a page of them, and
    how many there are; those of one region when it is asked for."""
    place, line = aliased(Centre), aliased(ClassSession)
    begins = select(func.min(line.starts_at)).where(line.class_id == TrainingClass.id).scalar_subquery()
    wanted = (
        select(TrainingClass)
        .join(place, place.id == TrainingClass.centre_id)
        .where(
            TrainingClass.cancelled_at.is_(None), TrainingClass.programme_slug.not_in(curriculum.trainings()),
            begins > at,
        )
    )  # fmt: skip
    if region:
        wanted = wanted.where(place.region == region)
    number = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    rows = wanted.order_by(begins, TrainingClass.id).limit(size).offset((page - 1) * size).options(TIME_LOG)
    found = db.session.scalars(rows).all()
    counts = seat_counts([each.id for each in found])
    return [OpenClass(each, counts[each.id], True, True) for each in found], number
