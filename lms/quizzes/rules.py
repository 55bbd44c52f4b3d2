"""Drawing questions, the order of their options, marking. Standard library only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from random import Random

SEVERAL, TRUE_FALSE = "several", "true-false"


class Kind(StrEnum):
    """What an attempt is: after a lesson, at the end of the course (E70), or a test of somebody who wants to teach
    (E87)."""

    CHECK = "check"
    FINAL = "final"
    TEST = "test"


class Reason(StrEnum):
    """Why something about an attempt is refused."""

    CHOOSE_ONE = "choose-one"
    CHOOSE_SOME = "choose-some"
    HANDED_IN = "handed-in"
    NOTHING_TO_ASK = "nothing-to-ask"
    TRIED_TODAY = "tried-today"


@dataclass(frozen=True, slots=True)
class Score:
    """How many of how many were answered rightly."""

    right: int
    total: int

    def passes(self, percent: int) -> bool:
        """Whether this is at least `percent` of the questions."""
        return self.right * 100 >= percent * self.total


def draw(questions: Mapping[int, Sequence[str]], count: int, seed: str) -> list[tuple[int, str]]:
    """`count` questions (module edition, question id), spread over the modules: no module is asked twice before each
    was asked once. The same seed draws the same ones; all are drawn when there are fewer."""
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


def order_of(options: Sequence[str], kind: str, seed: str) -> tuple[str, ...]:
    """The options as one person sees them: shuffled, the same way each time; true and false stay as they are."""
    if kind == TRUE_FALSE:
        return tuple(options)
    shuffled = list(options)
    Random(seed).shuffle(shuffled)
    return tuple(shuffled)


def why_not(kind: str, options: Iterable[str], chosen: frozenset[str]) -> Reason | None:
    """Why `chosen` is no answer to a question of this kind; None when it is one."""
    if kind == SEVERAL:
        return None if chosen and chosen <= set(options) else Reason.CHOOSE_SOME
    return None if len(chosen) == 1 and chosen <= set(options) else Reason.CHOOSE_ONE


def unanswered(total: int, answered: Iterable[int]) -> list[int]:
    """Positions, counted from 1, that have no answer yet."""
    have = set(answered)
    return [position for position in range(1, total + 1) if position not in have]
