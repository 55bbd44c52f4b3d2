"""Drafts of the curriculum on the start pages: what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.core.actors import Actor
from lms.curriculum.models import Draft
from lms.curriculum.queries import comments, drafts
from lms.curriculum.rules.drafts import State


@dataclass(frozen=True, slots=True)
class Row:
    """An open draft: what it is of, and how many comments nobody has answered."""

    draft: Draft
    title: str
    waiting: int


@dataclass(frozen=True, slots=True)
class DraftsStart:
    """Open drafts by where they are."""

    rows: Sequence[Row]

    def at(self, state: str) -> list[Row]:
        """Those in one state."""
        return [row for row in self.rows if row.draft.state == State(state)]


def drafts_start(actor: Actor, language: str) -> DraftsStart:
    """Every open draft that somebody may read."""
    found = drafts.drafts_in_work(actor)
    waiting = comments.count_waiting(each.id for each in found)
    return DraftsStart([Row(each, drafts.title(each, language), waiting.get(each.id, 0)) for each in found])
