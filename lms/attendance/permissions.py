"""Who calls the roll, and who reads it."""

from datetime import date

from lms.attendance.models import RollCall
from lms.attendance.rules import may_still_correct
from lms.classes.models import ClassSession, TrainingClass
from lms.classes.permissions import can_run_class, can_see_class, can_teach_session
from lms.core import clock
from lms.core.actors import Actor


def can_call_roll(actor: Actor, session: ClassSession) -> bool:
    """The trainer of the session, and officers and administrators of its centre. A break has no roll call."""
    return session.block is not None and can_teach_session(actor, session, _own_trainer_id(actor, session))


def can_change_marks(actor: Actor, session: ClassSession, roll_call: RollCall | None, today: date) -> bool:
    """Whether this person may give or correct marks today."""
    return can_call_roll(actor, session) and may_still_correct(
        runs_class=can_run_class(actor, session.training_class),
        is_closed=roll_call is not None and roll_call.closed_at is not None,
        held_on=clock.local(session.starts_at).date(),
        today=today,
    )


def can_read_attendance(actor: Actor, training_class: TrainingClass) -> bool:
    """Staff of the centre and those who monitor it read the attendance of a whole class."""
    return can_see_class(actor, training_class)


def _own_trainer_id(actor: Actor, session: ClassSession) -> int | None:
    return session.trainer_id if session.trainer and session.trainer.user_id == actor.user_id else None
