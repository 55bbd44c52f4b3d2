"""Starting, answering, handing in."""

from lms.quizzes.actions.attempts import (
    answer, start_before, start_check, start_final, start_oral, start_test, submit,
)  # fmt: skip
from lms.quizzes.actions.sent import take_go

__all__ = [
    "answer", "start_before", "start_check", "start_final", "start_oral", "start_test", "submit", "take_go",
]  # fmt: skip
