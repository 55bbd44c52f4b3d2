"""Who may see what a class thought of its course."""

from sqlalchemy import ColumnElement

from lms.classes.models import TrainingClass
from lms.classes.permissions import can_see_class, classes_visible_to
from lms.core.actors import Actor, Role


def can_see_scores(actor: Actor, training_class: TrainingClass, trainer_id: int | None = None) -> bool:
    """Whoever may see the class: M&E and officers of its centre, its trainers, administrators."""
    return can_see_class(actor, training_class, trainer_id)


def can_type_sheets(actor: Actor, training_class: TrainingClass) -> bool:
    """Whether the person types in what people wrote on paper: not those who taught them, whatever else they are."""
    if any(each.trainer and each.trainer.user_id == actor.user_id for each in training_class.sessions):
        return False
    return actor.has(Role.ADMIN) or actor.serves(Role.OFFICER, training_class.centre.code)


def scores_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The classes for which `can_see_scores` says yes."""
    return classes_visible_to(actor)
