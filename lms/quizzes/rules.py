"""Drawing questions, the order of their options, marking. Standard library only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import zip_longest
from random import Random
from typing import TypeVar

from lms.curriculum.rules.module import Module
from lms.curriculum.rules.questions import ONE_RIGHT, Question, QuestionKind, normal_number, pairs

Key = TypeVar("Key")


class Kind(StrEnum):
    """What an attempt is: before a lesson (E157) and after it, at the end of the course (E70), or a test of somebody
    who wants to teach (E87)."""

    BEFORE = "before"
    CHECK = "check"
    FINAL = "final"
    TEST = "test"


class Reason(StrEnum):
    """Why something about an attempt is refused."""

    CHOOSE_ONE = "choose-one"
    CHOOSE_SOME = "choose-some"
    MATCH_ALL = "match-all"
    ORDER_ALL = "order-all"
    WRITE_NUMBER = "write-number"
    HANDED_IN = "handed-in"
    NOTHING_TO_ASK = "nothing-to-ask"
    TRIED_TODAY = "tried-today"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer given on a phone without network; `number` counts up on the phone."""

    edition_id: int
    question: str
    chosen: frozenset[str]
    number: int


@dataclass(frozen=True, slots=True)
class Go:
    """A go at the check of a lesson as a phone kept it: the phone's name for it, what it asked (edition, question),
    what was answered, and whether it was handed in."""

    key: str
    asked: tuple[tuple[int, str], ...]
    given: tuple[Given, ...]
    handed_in: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How many of how many were answered rightly."""

    right: int
    total: int

    def passes(self, percent: int) -> bool:
        """Whether this is at least `percent` of the questions."""
        return self.right * 100 >= percent * self.total


def draw(questions: Mapping[Key, Sequence[str]], count: int, seed: str) -> list[tuple[Key, str]]:
    """`count` questions (module edition or objective, question id), spread over the modules: no module is asked twice
    before each was asked once. The same seed draws the same ones; all are drawn when there are fewer."""
    chance = Random(seed)
    modules = list(questions)
    chance.shuffle(modules)
    shuffled = []
    for edition_id in modules:
        asked = [(edition_id, question) for question in questions[edition_id]]
        chance.shuffle(asked)
        shuffled.append(asked)
    rounds = zip_longest(*shuffled)
    return [drawn for turn in rounds for drawn in turn if drawn is not None][:count]


def known_objectives(answers: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """The objectives of which every question that was asked was answered rightly, out of (objective, whether right)."""
    found: dict[str, bool] = {}
    for objective, is_right in answers:
        found[objective] = found.get(objective, True) and is_right
    return tuple(objective for objective, known in found.items() if known)


def check_asks(module: Module, seed: str, before: Sequence[Sequence] = ()) -> list[tuple[int, str]]:
    """What the check of a lesson asks (edition, question), in the order of the lesson; of many questions, what was
    asked `before` the lesson in the same edition, else some. The same seed draws the same ones."""
    questions = [(module.edition_id, question.id) for question in module.questions]
    if len(questions) <= module.check_length:
        return questions
    if before and {edition_id for edition_id, _ in before} == {module.edition_id}:
        return [(edition_id, question) for edition_id, question in before]
    drawn = set(draw({module.edition_id: [each for _, each in questions]}, module.check_length, seed))
    return [each for each in questions if each in drawn]


def order_of(options: Sequence[str], kind: str, seed: str) -> tuple[str, ...]:
    """The options as one person sees them: shuffled, the same way each time; true and false stay as they are."""
    if kind == QuestionKind.TRUE_FALSE:
        return tuple(options)
    return tuple(sorted(options, key=lambda each: sha256(f"{seed}:{each}".encode()).digest()))


def tokens(sent: Iterable[str]) -> frozenset[str]:
    """The tokens of an answer as a form sends them: what was left open is none."""
    return frozenset(filter(None, map(str.strip, sent)))


def kept(question: Question, chosen: frozenset[str]) -> frozenset[str]:
    """An answer as it is kept: a number in one way of writing, however it was typed."""
    if question.kind != QuestionKind.NUMBER:
        return chosen
    return frozenset(normal_number(each) or each for each in chosen)


def why_not(question: Question, chosen: frozenset[str]) -> Reason | None:
    """Why `chosen` is no answer to the question; None when it is one."""
    kind, options = question.kind, set(question.options)
    if kind == QuestionKind.NUMBER:
        readable = len(chosen) == 1 and all(map(normal_number, chosen))
        return None if readable else Reason.WRITE_NUMBER
    if kind == QuestionKind.MATCHING:
        put = pairs(chosen)
        whole = len(chosen) == len(options) and set(put) == options and set(put.values()) <= set(question.matches)
        return None if whole else Reason.MATCH_ALL
    if kind == QuestionKind.ORDERING:
        put, places = pairs(chosen), {str(n) for n in range(1, len(options) + 1)}
        whole = len(chosen) == len(options) and set(put) == options and set(put.values()) == places
        return None if whole else Reason.ORDER_ALL
    if kind in ONE_RIGHT:
        return None if len(chosen) == 1 and chosen <= options else Reason.CHOOSE_ONE
    return None if chosen and chosen <= options else Reason.CHOOSE_SOME


def unanswered(total: int, answered: Iterable[int]) -> list[int]:
    """Positions, counted from 1, that have no answer yet."""
    have = set(answered)
    return [position for position in range(1, total + 1) if position not in have]
