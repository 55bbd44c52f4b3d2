"""Who sees and changes trainers."""

from sqlalchemy import ColumnElement, false, or_, true

from lms.core.actors import Actor, Role
from lms.trainers.models import Trainer


def can_see_trainer(actor: Actor, trainer: Trainer) -> bool:
    """Administrators and M&E see all trainers, officers those of their centres, trainers themselves."""
    return (
        actor.has(Role.ADMIN, Role.MNE)
        or actor.serves(Role.OFFICER, trainer.centre_code)
        or trainer.user_id == actor.user_id
    )


def trainers_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The same rule as a condition."""
    if actor.has(Role.ADMIN, Role.MNE) or actor.everywhere(Role.OFFICER):
        return true()
    centres = actor.centres(Role.OFFICER)
    return or_(Trainer.centre_code.in_(centres) if centres else false(), Trainer.user_id == actor.user_id)


def can_change_trainers(actor: Actor) -> bool:
    """Trainers and what they passed are recorded by administrators."""
    return actor.has(Role.ADMIN)


def can_test(actor: Actor, trainer: Trainer) -> bool:
    """Administrators ask the oral tests, and officers those of the trainers of their centres."""
    return actor.has(Role.ADMIN) or actor.serves(Role.OFFICER, trainer.centre_code)
