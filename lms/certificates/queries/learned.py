"""Which lessons somebody has learned on the phone, and shown that they know them (E11)."""

from sqlalchemy import select

from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.learning import queries as learning
from lms.quizzes.models import Attempt
from lms.quizzes.rules import Kind, Score
from lms.registration.models import Enrolment


def learned_online(registration_id: int) -> set[str]:
    """The modules that a person has read to the end, in whichever course, and whose check they have passed."""
    return learning.read_to_the_end(registration_id) & _checks_passed(registration_id)


def _checks_passed(registration_id: int) -> set[str]:
    """The modules whose check a person has passed, in any course and at any try."""
    rows = db.session.execute(
        select(Attempt.module, Attempt.right, Attempt.questions, Enrolment.edition_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(
            Enrolment.registration_id == registration_id, Attempt.kind == Kind.CHECK, Attempt.submitted_at.is_not(None)
        )
    )
    return {
        module for module, right, questions, edition_id in rows
        if Score(right or 0, len(questions)).passes(curriculum.programme(edition_id).rules.pass_percent)
    }  # fmt: skip
