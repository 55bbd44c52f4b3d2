"""Who may do what across rooms."""

from lms.classes import queries as classes
from lms.core.actors import Actor, Role
from lms.registration import queries as registration
from lms.registration.permissions import can_serve_registration


def may_examine(actor: Actor, enrolment_id: int) -> bool:
    """Who may ask somebody the last questions aloud: the trainers and officers of a class the person sits in, and
    the officers of the centre that serves the person."""
    if not actor.has(Role.TRAINER, Role.OFFICER, Role.ADMIN):
        return False
    return classes.sits_in_class_of(actor, enrolment_id) or can_serve_registration(
        actor, registration.enrolment(enrolment_id).registration
    )
