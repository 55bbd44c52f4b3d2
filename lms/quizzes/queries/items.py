"""How single questions do, for their authors."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import case, func, select

from lms.core.database import db
from lms.quizzes.models import Attempt, AttemptAnswer


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How one question does: who answered it, and how many were right at the first try (E160)."""

    answered: int
    right: int


def item_figures(edition_ids: Iterable[int]) -> dict[str, ItemFigures]:
    """Question id → how it does, over these editions of one module; answers of open attempts not counted."""
    rows = db.session.execute(
        select(
            AttemptAnswer.question,
            func.count(AttemptAnswer.id),
            func.sum(case((AttemptAnswer.right_at_first, 1), else_=0)),
        )
        .join(Attempt, Attempt.id == AttemptAnswer.attempt_id)
        .where(AttemptAnswer.edition_id.in_(tuple(edition_ids)), Attempt.submitted_at.is_not(None))
        .group_by(AttemptAnswer.question)
    )
    return {question: ItemFigures(total, right) for question, total, right in rows}
