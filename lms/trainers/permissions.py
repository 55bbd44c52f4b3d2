"""Who sees and changes trainers."""

from sqlalchemy import ColumnElement, false, or_, true

from lms.core.actors import Actor, Role
from lms.trainers.models import Trainer

SEE = (Role.ADMIN, Role.MNE, Role.OFFICER)


def can_see_trainer(actor: Actor, trainer: Trainer) -> bool:
    """Administrators see all trainers, officers and M&E those of their centres, trainers themselves."""
    return any(actor.serves(role, trainer.centre_code) for role in SEE) or trainer.user_id == actor.user_id


def trainers_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The same rule as a condition."""
    if actor.everywhere(*SEE):
        return true()
    centres = actor.centres(*SEE)
    return or_(Trainer.centre_code.in_(centres) if centres else false(), Trainer.user_id == actor.user_id)


def can_change_trainers(actor: Actor) -> bool:
    """Trainers and what they passed are recorded by administrators."""
    return actor.has(Role.ADMIN)


def can_test(actor: Actor, trainer: Trainer) -> bool:
    """Administrators ask the oral tests, and officers those of the trainers of their centres."""
    return actor.has(Role.ADMIN) or actor.serves(Role.OFFICER, trainer.centre_code)
