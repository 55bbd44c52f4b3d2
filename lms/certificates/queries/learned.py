"""Which lessons somebody has learned on the phone, and shown that they know them (E11)."""

from lms.learning import queries as learning
from lms.quizzes import queries as quizzes


def learned_online(registration_id: int) -> set[str]:
    """The modules that a person has read to the end, in whichever course, and whose check they have passed."""
    return learning.read_to_the_end(registration_id) & quizzes.checks_passed(registration_id)
