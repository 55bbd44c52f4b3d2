"""What a file of questions changes in a module: known questions by their ids, new ones added, none taken away."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lms.curriculum.exchange.items import Item, Left, Note, item_of
from lms.curriculum.exchange.weaving import Weaver
from lms.curriculum.exchange.written import rows_written, words_written
from lms.curriculum.files.layers import laid_over
from lms.curriculum.files.texts import with_facts
from lms.curriculum.rules.cures import Cure
from lms.curriculum.rules.layout import BELOW
from lms.curriculum.rules.questions import faults_of_question, faults_of_words

ROWS = "questions.toml"


class Status(StrEnum):
    """How a question of a file stands to the module."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class Part(StrEnum):
    """What of a question changes."""

    KIND = "kind"
    OBJECTIVE = "objective"
    TEXT = "text"
    ANSWERS = "answers"
    RIGHT = "right"
    EXPLAIN = "explain"
    FEEDBACK = "feedback"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Change:
    """One question of the file."""

    id: str
    status: Status
    text: str
    parts: tuple[Part, ...] = ()


@dataclass
class Stock:
    """The questions of a module as its files say them, those of the module below included."""

    files: Mapping[str, str]
    facts: Mapping[str, Mapping[str, Any]]
    rows: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = self.read(ROWS).get("questions", [])

    def own(self, file: str) -> dict[str, Any]:
        """What the module's own file says. Raises tomllib.TOMLDecodeError when its draft is broken."""
        return tomllib.loads(self.files.get(file, ""))

    def read(self, file: str) -> dict[str, Any]:
        """The same over what the module below says."""
        return laid_over(tomllib.loads(self.files.get(BELOW + file, "")), self.own(file))

    def words(self, language: str) -> dict[str, Any]:
        """Question → its words as written."""
        return self.read(words_file(language))

    def shown(self, value: Any) -> Any:
        """Words or numbers with their facts inserted, as people read them."""
        if isinstance(value, Mapping):
            return {key: self.shown(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.shown(each) for each in value]
        return with_facts(value, self.facts, lambda name: None) if isinstance(value, str) else value

    def items(self, language: str) -> list[Item]:
        """All questions that are there in a language."""
        words = self.words(language)
        return [item_of(self.shown(row), self.shown(words[row["id"]])) for row in self.rows if row["id"] in words]


def words_file(language: str) -> str:
    """The file with the words of the questions."""
    return f"questions.{language}.toml"


@dataclass(frozen=True, slots=True)
class Merged:
    """What taking the items would do: the two files, the changes, and cures of what is then still to be written."""

    files: dict[str, str]
    changes: list[Change]
    lacking: list[tuple[str, Cure]]


def merged(
    stock: Stock, items: Sequence[Item], *, language: str, languages: Sequence[str], objectives: Sequence[str],
    objective: str,
) -> Merged:  # fmt: skip
    """Lay the items over the questions. `objective` is for those that name none of the module's `objectives`."""
    rows, words = {row["id"]: row for row in stock.rows}, stock.words(language)
    own_rows = {row["id"]: row for row in stock.own(ROWS).get("questions", [])}
    own_words, changes = dict(stock.own(words_file(language))), []
    for item in items:
        before = rows.get(item.id)
        name = item.id or _free_name(rows)
        row, said = Weaver(stock.shown, item, before or {}, words.get(item.id, {}), language).woven(name)
        named = item.objective if item.objective in objectives else (before or {}).get("objective", objective)
        row["objective"] = named
        parts = _parts(before, row, words.get(item.id, {}), said)
        status = Status.NEW if before is None else Status.CHANGED if parts else Status.SAME
        changes.append(Change(name, status, item.text, parts if before else ()))
        if status is not Status.SAME:
            rows[name] = own_rows[name] = row
            words[name] = own_words[name] = said
    files = {
        ROWS: rows_written(stock.files.get(ROWS, ""), list(own_rows.values())),
        words_file(language): words_written(stock.files.get(words_file(language), ""), own_words),
    }
    return Merged(files, changes, _lacking(stock, rows, {language: words}, languages))


def strange_tags(items: Sequence[Item], objectives: Sequence[str]) -> list[Note]:
    """Keywords of questions that are no objective of the module: another objective stands in their place."""
    named = ((each.id or each.text[:60], each.objective) for each in items)
    return [Note(place, Left.TAG, tag) for place, tag in named if tag and tag not in objectives]


def _free_name(taken: Mapping[str, Any]) -> str:
    return next(name for n in range(1, len(taken) + 2) if (name := f"question-{n}") not in taken)


def _lacking(stock: Stock, rows: Mapping, known: Mapping, languages: Sequence[str]) -> list[tuple[str, Cure]]:
    found = [(ROWS, cure) for row in rows.values() for cure in faults_of_question(stock.shown(row))]
    for language in languages:
        words, file = known.get(language) or stock.words(language), words_file(language)
        found += [(file, cure) for row in rows.values() for cure in faults_of_words(row, words.get(row["id"], {}))]
    return found


def _parts(before: Mapping | None, row: Mapping, said_before: Mapping, said: Mapping) -> tuple[Part, ...]:
    if before is None:
        return ()
    looked_at = (
        (Part.KIND, before.get("kind") != row["kind"]),
        (Part.OBJECTIVE, before.get("objective") != row["objective"]),
        (Part.TEXT, said_before.get("text") != said["text"]),
        (Part.ANSWERS, any(said_before.get(key, {}) != said.get(key, {}) for key in ("options", "matches"))),
        (Part.RIGHT, before.get("correct") != row["correct"] or before.get("tolerance") != row.get("tolerance")),
        (Part.EXPLAIN, said_before.get("explain") != said["explain"]),
        (Part.FEEDBACK, said_before.get("feedback", {}) != said.get("feedback", {})),
        (Part.UNIT, said_before.get("unit") != said.get("unit")),
    )
    return tuple(part for part, differs in looked_at if differs)
