"""Kinds of questions. Whatever the kind, an answer is a set of tokens: ids of options, pairs “left=right”, places
“option=2”, or one number. Standard library only."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lms.curriculum.rules.cures import Cure
from lms.curriculum.rules.cures import cure as _l


class QuestionKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"  # one option is right
    SEVERAL = "several"  # all that are right
    TRUE_FALSE = "true-false"
    MATCHING = "matching"  # to each option what belongs to it
    ORDERING = "ordering"  # the options in the right order
    PICTURE = "picture"  # one of several pictures
    NUMBER = "number"  # a short number is typed


ONE_RIGHT = frozenset({QuestionKind.CHOICE, QuestionKind.TRUE_FALSE, QuestionKind.PICTURE})
MOST_OPTIONS = 8
# A number as people type it: groups of three apart by any space or apostrophe, a comma or point, perhaps a unit.
_NUMBER = re.compile(r"(?P<number>[-−+]?\d+(?:[\s'’]\d{3})*(?:[.,]\d+)?)\s*[^\W\d_]*\.?")
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Question:
    """A question without its words. `correct` are the tokens of the right answer, `matches` ids of what can be put
    beside the options, `picture` and `pictures` addresses: of the question, and option → its own."""

    id: str
    objective: str
    kind: str
    options: tuple[str, ...]
    correct: frozenset[str]
    matches: tuple[str, ...] = ()
    tolerance: Decimal = Decimal(0)
    picture: str | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)

    def is_right(self, chosen: frozenset[str]) -> bool:
        """Whether exactly the right tokens were chosen; of a number, whether it is near enough."""
        if self.kind != QuestionKind.NUMBER:
            return chosen == self.correct
        (right,), typed = self.correct, [normal_number(each) for each in chosen]
        return len(typed) == 1 and typed[0] is not None and abs(Decimal(typed[0]) - Decimal(right)) <= self.tolerance


def question_from(row: Mapping[str, Any]) -> Question:
    """A question from its published document."""
    return Question(
        id=row["id"],
        objective=row.get("objective", ""),
        kind=row["kind"],
        options=tuple(row.get("options", ())),
        correct=right_tokens(row),
        matches=tuple(row.get("matches", ())),
        tolerance=Decimal(normal_number(str(row.get("tolerance", 0))) or 0),
        picture=row.get("picture"),
        pictures=row.get("pictures", {}),
    )


def right_tokens(row: Mapping[str, Any]) -> frozenset[str]:
    """The tokens of the right answer, from what an author writes: of an order, the options from first to last."""
    if row["kind"] == QuestionKind.ORDERING:
        return frozenset(pair(option, str(place)) for place, option in enumerate(row["correct"], 1))
    if row["kind"] == QuestionKind.NUMBER:
        return frozenset(normal_number(str(each)) or "" for each in row["correct"])
    return frozenset(row["correct"])


def pair(left: str, right: str) -> str:
    """The token that puts `right` beside `left`."""
    return f"{left}={right}"


def pairs(tokens: Iterable[str]) -> dict[str, str]:
    """Left → right of such tokens. Of two with the same left one is lost: count them before."""
    split = (each.partition("=") for each in tokens)
    return {left: right for left, _, right in split}


def normal_number(text: str) -> str | None:
    """A number as it is kept, “7.5”; None of what is none. “7,5”, “1 000” and “15 days” are numbers."""
    found = _NUMBER.fullmatch(text.strip()) if len(text) <= _LONGEST_NUMBER else None
    if found is None:
        return None
    plain = re.sub(r"[\s'’]", "", found["number"]).replace("−", "-").replace(",", ".")
    number = format(Decimal(plain), "f")
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return "0" if number == "-0" else number


def answer_lines(question: Question, words: Mapping[str, Any], chosen: Set[str]) -> list[str]:
    """What was answered, as the person reads it: an option a line, an order from first to last."""
    if question.kind == QuestionKind.NUMBER:
        return [f"{each} {words.get('unit', '')}".strip() for each in sorted(chosen)]
    options = words["options"]
    if question.kind == QuestionKind.MATCHING:
        return [f"{options[left]} – {words['matches'][right]}" for left, right in sorted(pairs(chosen).items())]
    if question.kind == QuestionKind.ORDERING:
        return [options[left] for left, _ in sorted(pairs(chosen).items(), key=lambda each: int(each[1]))]
    return [options[each] for each in question.options if each in chosen]


def feedback_lines(question: Question, words: Mapping[str, Any], chosen: Set[str]) -> list[str]:
    """What the author says to what was chosen: to each option chosen, or put wrongly beside others or into order."""
    said = words.get("feedback", {})
    if question.kind in (QuestionKind.MATCHING, QuestionKind.ORDERING):
        touched = set(pairs(chosen - question.correct))
    else:
        touched = chosen
    return [said[each] for each in question.options if each in touched and each in said]


# What an author is told.

_SHAPES = {
    "id": str, "kind": str, "objective": str, "options": list, "correct": list, "matches": list, "picture": str,
    "pictures": dict, "sound": str,
}  # fmt: skip
_PICTURE = re.compile(r"[\w-]+\.(svg|png|jpg|webp)")
_NAME = re.compile(r"[\w-]+")


def misshapen(row: Mapping[str, Any]) -> Cure | None:
    """Which line of a question cannot even be read, as a cure; None when all can."""
    for key, shape in _SHAPES.items():
        value = row.get(key)
        parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        if key in row and (not isinstance(value, shape) or not all(_plain(key, each) for each in parts)):
            return _l("“%(id)s”: write “%(name)s” as README.md shows it.", id=row.get("id"), name=key)
    for name in (row.get("picture"), *row.get("pictures", {}).values()):
        if name is not None and not _PICTURE.fullmatch(name):
            return _l("“%(id)s”: “%(name)s” is no name of a picture, such as street.svg.", id=row["id"], name=name)
    if not _NAME.fullmatch(row["id"]) or not _NAME.fullmatch(row.get("sound", row["id"])):
        return _l("“%(id)s”: write its id as English words joined by hyphens.", id=row["id"])
    return None


def _plain(key: str, value: Any) -> bool:
    return isinstance(value, str) or (key == "correct" and isinstance(value, int | float))


def faults_of_question(row: Mapping[str, Any]) -> Iterator[Cure]:
    """What is wrong with a question's facts, as cures. Its id, kind, objective and `correct` are there."""
    id = row["id"]
    if row["kind"] not in list(QuestionKind):
        yield _l("“%(id)s”: the kind is one of %(known)s.", id=id, known=", ".join(sorted(QuestionKind)))
    elif row["kind"] == QuestionKind.NUMBER:
        yield from _faults_of_number(row)
    elif not row.get("options"):
        yield _l("“%(id)s”: list its options.", id=id)
    else:
        yield from _faults_of_options(row)


def _faults_of_number(row: Mapping[str, Any]) -> Iterator[Cure]:
    if len(row["correct"]) != 1 or normal_number(str(row["correct"][0])) is None:
        yield _l("“%(id)s”: write the one right number, correct = [\"15\"].", id=row["id"])
    tolerance = normal_number(str(row.get("tolerance", 0)))
    if tolerance is None or Decimal(tolerance) < 0:
        yield _l("“%(id)s”: the tolerance is a number, 0 or more.", id=row["id"])


def _faults_of_options(row: Mapping[str, Any]) -> Iterator[Cure]:
    id, kind, options, right = row["id"], row["kind"], row["options"], row["correct"]
    if len(set(options)) != len(options) or len(options) > MOST_OPTIONS or any("=" in each for each in options):
        yield _l("“%(id)s”: give each of at most %(most)s options its own id, without “=”.", id=id, most=MOST_OPTIONS)
    if kind == QuestionKind.MATCHING:
        given, offered = pairs(right), set(row.get("matches", ()))
        if len(given) != len(right) or set(given) != set(options) or not set(given.values()) <= offered:
            yield _l("“%(id)s”: say for each option once what belongs to it, correct = [\"option=match\"].", id=id)
    elif kind == QuestionKind.ORDERING:
        if sorted(right) != sorted(options) or len(options) < 2:
            yield _l("“%(id)s”: write all its options in the right order, correct = [\"first\", \"second\"].", id=id)
    elif not right or not set(right) <= set(options) or (kind in ONE_RIGHT and len(right) != 1):
        yield _l("“%(id)s”: say which of its options are correct.", id=id)
    if kind == QuestionKind.PICTURE and set(row.get("pictures", {})) != set(options):
        yield _l("“%(id)s”: give each option a picture, pictures = { option = \"name.svg\" }.", id=id)


def faults_of_words(row: Mapping[str, Any], said: Any, facts_in: str = "questions.toml") -> Iterator[Cure]:
    """What is wrong with a question's words in one language, as cures."""
    tables = ("options", "matches", "feedback")
    if not isinstance(said, Mapping) or not all(isinstance(said.get(key, {}), Mapping) for key in tables):
        yield _l("Write the words of “%(id)s” as README.md shows them.", id=row["id"])
        return
    if not said.get("text") or not said.get("explain"):
        yield _l("Write “text” and “explain” of “%(id)s”.", id=row["id"])
    if set(said.get("options", {})) != set(row.get("options", ())):
        yield _l("The options of “%(id)s” differ from %(file)s.", id=row["id"], file=facts_in)
    if set(said.get("matches", {})) != set(row.get("matches", ())):
        yield _l("The matches of “%(id)s” differ from %(file)s.", id=row["id"], file=facts_in)
    if not set(said.get("feedback", {})) <= set(row.get("options", ())):
        yield _l("The feedback of “%(id)s” names an option that there is not.", id=row["id"])
    if row.get("picture") and not said.get("picture"):
        yield _l("Say in words what the picture of “%(id)s” shows: picture = \"…\".", id=row["id"])
