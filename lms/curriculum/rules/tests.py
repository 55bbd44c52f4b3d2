"""Tests that stand on their own, such as those by which trainers are selected (E87)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lms.curriculum.rules.module import Question


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """One edition of a test: its questions in order, and from how many right ones on it is passed."""

    edition_id: int
    number: int
    slug: str
    kind: str
    oral: bool
    pass_percent: int
    questions: tuple[Question, ...]
    words: Mapping[str, Mapping[str, Any]]

    def said(self, language: str) -> Mapping[str, Any]:
        """The words in `language`, or else in the first language there is."""
        return self.words.get(language) or next(iter(self.words.values()))

    def title(self, language: str) -> str:
        """The test's name."""
        return self.said(language)["title"]

    def question(self, question_id: str) -> Question:
        """The question with this id. Raises KeyError."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


def test_from(document: Mapping[str, Any], *, edition_id: int, number: int) -> QuestionSet:
    """A test from its published document."""
    return QuestionSet(
        edition_id=edition_id,
        number=number,
        slug=document["slug"],
        kind=document["kind"],
        oral=document["oral"],
        pass_percent=document["pass_percent"],
        questions=tuple(
            Question(each["id"], "", each["kind"], tuple(each["options"]), frozenset(each["correct"]))
            for each in document["questions"]
        ),
        words=document["words"],
    )
