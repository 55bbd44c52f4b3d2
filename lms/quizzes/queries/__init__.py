"""Reads of attempts and of what came out of them."""

from lms.quizzes.queries.attempts import (
    Asked, Sheet, answered, asked, chosen, offers_final, open_attempt, oral_attempt, own_attempt, own_sheet,
    question_at,
)  # fmt: skip
from lms.quizzes.queries.results import (
    Result, answers_by_objective, before_of, checks_taken, final_result, final_results, finals_taken, result,
)  # fmt: skip

__all__ = [
    "Asked", "Result", "Sheet", "answered", "answers_by_objective", "asked", "before_of", "checks_taken", "chosen",
    "final_result", "final_results", "finals_taken", "offers_final", "open_attempt", "oral_attempt", "own_attempt",
    "own_sheet", "question_at", "result",
]  # fmt: skip
