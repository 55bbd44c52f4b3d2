"""The next dates of a centre, as anybody may know them."""

from datetime import date

from sqlalchemy import select

from lms.classes.models import TrainingClass
from lms.classes.queries.timetable import TIME_LOG
from lms.classes.rules.audience import Audience
from lms.core.database import db
from lms.curriculum import queries as curriculum

MOST = 6


def next_dates(centre_id: int, today: date) -> list[TrainingClass]:
    """The next classes of a centre that are open to all."""
    return list(
        db.session.scalars(
            select(TrainingClass)
            .where(
                TrainingClass.centre_id == centre_id,
                TrainingClass.first_day > today,
                TrainingClass.cancelled_at.is_(None),
                TrainingClass.audience == Audience.ALL.value,
                TrainingClass.programme_slug.not_in(curriculum.trainings()),
            )
            .order_by(TrainingClass.first_day, TrainingClass.id)
            .limit(MOST)
            .options(TIME_LOG)
        )
    )
