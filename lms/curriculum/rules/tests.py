"""Tests that stand on their own, such as those by which trainers are selected (E87)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lms.curriculum.rules.module import Worded
from lms.curriculum.rules.questions import Question, question_from


@dataclass(frozen=True, slots=True)
class QuestionSet(Worded):
    """One edition of a test: its questions in order, and from how many right ones on it is passed."""

    edition_id: int
    number: int
    slug: str
    kind: str
    oral: bool
    pass_percent: int
    questions: tuple[Question, ...]
    words: Mapping[str, Mapping[str, Any]]


def test_from(document: Mapping[str, Any], *, edition_id: int, number: int) -> QuestionSet:
    """A test from its published document."""
    return QuestionSet(
        edition_id=edition_id,
        number=number,
        slug=document["slug"],
        kind=document["kind"],
        oral=document["oral"],
        pass_percent=document["pass_percent"],
        questions=tuple(map(question_from, document["questions"])),
        words=document["words"],
    )
