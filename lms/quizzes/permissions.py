"""Who may open an attempt. Oral ones are opened by those whom `may_examine` of the assembled house names."""

from sqlalchemy import BindParameter, ColumnElement, select

from lms.quizzes.models import Attempt
from lms.registration.models import Enrolment, Registration


def attempts_visible_to(user_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """The attempts of this trainee, or written tests of this trainer: everybody sees only their own (E68). Takes the
    user's id, or its place in a statement that is put together once."""
    own = select(Enrolment.id).join(Registration).where(Registration.user_id == user_id)
    written = (Attempt.account_id == user_id) & Attempt.oral_by_id.is_(None)
    return Attempt.enrolment_id.in_(own) | written
