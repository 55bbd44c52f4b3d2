"""Builders of roll calls."""

from collections.abc import Mapping

from lms.attendance import actions
from lms.attendance.models import RollCall
from lms.attendance.rules import MarkState
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass


def make_roll_call(
    *, session: ClassSession, states: Mapping[int, MarkState] | None = None, by: int | None = None
) -> RollCall:
    """A roll call closed at the end of the block; everybody was present unless `states` (by enrolment) says so."""
    present = dict.fromkeys(classes.roster(session.id), MarkState.PRESENT)
    return actions.close_roll_call(
        session_id=session.id, marks={**present, **(states or {})}, by=by, at=session.ends_at
    )


def make_attendance(
    *, training_class: TrainingClass, missed: Mapping[str, int] | None = None, by: int | None = None
) -> None:
    """The roll calls of a whole class. `missed` says who was absent from a block: block → enrolment."""
    for session in classes.training_class(training_class.id).sessions:
        if session.block:
            away = (missed or {}).get(session.block)
            make_roll_call(session=session, states={away: MarkState.ABSENT} if away else None, by=by)
