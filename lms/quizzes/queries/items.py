"""How single questions do, for their authors."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Result, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from lms.core.database import db
from lms.quizzes.models import Attempt, AttemptAnswer
from lms.quizzes.rules import Kind


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How one question does: to how many it was put, and how many were right at the first try (E160)."""

    answered: int
    right: int


def item_figures(edition_ids: Iterable[int]) -> dict[str, ItemFigures]:
    """Question id → how it does, over these editions of one module; answers of open attempts not counted, nor those
    given before a lesson."""
    rows = _figures(edition_ids, AttemptAnswer.question)
    return {question: ItemFigures(total, right) for question, total, right in rows}


def item_figures_by_edition(edition_ids: Iterable[int]) -> dict[str, dict[int, ItemFigures]]:
    """Question id → edition id → how it does there, in one query; the same answers."""
    found: dict[str, dict[int, ItemFigures]] = {}
    for question, edition_id, total, right in _figures(edition_ids, AttemptAnswer.question, AttemptAnswer.edition_id):
        found.setdefault(question, {})[edition_id] = ItemFigures(total, right)
    return found


def _figures(edition_ids: Iterable[int], *by: InstrumentedAttribute) -> Result:
    return db.session.execute(
        select(*by, func.count(AttemptAnswer.id), func.sum(case((AttemptAnswer.right_at_first, 1), else_=0)))
        .join(Attempt, Attempt.id == AttemptAnswer.attempt_id)
        .where(
            AttemptAnswer.edition_id.in_(tuple(edition_ids)), Attempt.submitted_at.is_not(None),
            Attempt.kind != Kind.BEFORE,
        )
        .group_by(*by)
    )  # fmt: skip
