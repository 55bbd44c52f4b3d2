"""Who may open an attempt. Oral ones are opened by those whom `may_examine` of the assembled house names."""

from sqlalchemy import ColumnElement, select

from lms.core.actors import Actor
from lms.quizzes.models import Attempt
from lms.registration.models import Enrolment, Registration


def attempts_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The attempts of this trainee: everybody sees only their own (E68)."""
    own = select(Enrolment.id).join(Registration).where(Registration.user_id == actor.user_id)
    return Attempt.enrolment_id.in_(own)
