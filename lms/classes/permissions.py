"""Who may see and run classes."""

from sqlalchemy import ColumnElement, false, or_, select, true

from lms.centres.models import Centre
from lms.classes.models import ClassSession, TrainingClass
from lms.core.actors import Actor, Role
from lms.trainers.models import Trainer

RUN = (Role.OFFICER, Role.ADMIN)
SEE = (Role.OFFICER, Role.ADMIN, Role.MNE)


def can_run_class(actor: Actor, training_class: TrainingClass) -> bool:
    """Officers and administrators of its centre make, fill and cancel a class."""
    return can_run_centre(actor, training_class.centre.code)


def can_run_centre(actor: Actor, centre_code: str) -> bool:
    """Officers and administrators of a centre make its timetable."""
    return any(actor.serves(role, centre_code) for role in RUN)


def centres_run_by(actor: Actor) -> ColumnElement[bool]:
    """The same rule as a condition."""
    if any(actor.everywhere(role) for role in RUN):
        return true()
    return Centre.code.in_({code for role in RUN for code in actor.centres(role)})


def can_teach_session(actor: Actor, session: ClassSession, trainer_id: int | None) -> bool:
    """The session's own trainer teaches it; who runs the class may stand in."""
    own = actor.has(Role.TRAINER) and trainer_id is not None and session.trainer_id == trainer_id
    return own or can_run_class(actor, session.training_class)


def can_see_class(actor: Actor, training_class: TrainingClass, trainer_id: int | None = None) -> bool:
    """Staff of its centre see a class; so does every trainer of one of its sessions."""
    if any(actor.serves(role, training_class.centre.code) for role in SEE):
        return True
    return (
        actor.has(Role.TRAINER)
        and trainer_id is not None
        and any(session.trainer_id == trainer_id for session in training_class.sessions)
    )


def can_read_names(actor: Actor, training_class: TrainingClass, trainer_id: int | None = None) -> bool:
    """Who runs a class, and its trainers, read who sits in it; who only counts does not."""
    return any(can_teach_session(actor, session, trainer_id) for session in training_class.sessions)


def classes_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The classes for which `can_see_class` says yes."""
    if any(actor.everywhere(role) for role in SEE):
        return true()
    ways: list[ColumnElement[bool]] = [false()]
    codes = {code for role in SEE for code in actor.centres(role)}
    if codes:
        ways.append(TrainingClass.centre_id.in_(select(Centre.id).where(Centre.code.in_(codes))))
    if actor.has(Role.TRAINER):
        own = select(Trainer.id).where(Trainer.user_id == actor.user_id)
        ways.append(TrainingClass.sessions.any(ClassSession.trainer_id.in_(own)))
    return or_(*ways)


def classes_shared_with(actor: Actor) -> ColumnElement[bool]:
    """The classes of whose time and free seats another agency reads: those of the centres of its area (E163)."""
    codes = actor.centres(Role.PARTNER)
    return TrainingClass.centre_id.in_(select(Centre.id).where(Centre.code.in_(codes))) if codes else false()
