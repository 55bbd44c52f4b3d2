"""One question in one language, as every format of exchange understands it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from lms.curriculum.rules.questions import QuestionKind, normal_number, pairs

LARGEST_FILE = 1024 * 1024
MOST_ITEMS = 300
LONGEST_TEXT = 1000
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What “true” and “false” are called where a format does not say it.
TRUE_FALSE = {
    "tg": ("Дуруст", "Нодуруст"), "ru": ("Верно", "Неверно"), "en": ("True", "False"),
    "uz": ("Toʻgʻri", "Notoʻgʻri"), "ky": ("Туура", "Туура эмес"),
}  # fmt: skip
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff\ue000-\ue00f]+")


class Unread(StrEnum):
    """Why a file of questions is not read at all."""

    NO_FILE = "no-file"
    FILE_LARGE = "file-large"
    UNPACKED_LARGE = "unpacked-large"
    NOT_TEXT = "not-text"
    NOT_XML = "not-xml"
    HAS_DTD = "has-dtd"
    NOT_A_SHEET = "not-a-sheet"
    OTHER_COLUMNS = "other-columns"
    NO_QUESTIONS = "no-questions"
    TOO_MANY = "too-many"


class Left(StrEnum):
    """Why something of a question was not taken, or not given."""

    KIND = "kind"  # whole questions
    NO_TEXT = "no-text"
    NO_ANSWER = "no-answer"
    BROKEN = "broken"
    TOO_LONG = "too-long"
    TWICE = "twice"
    TOO_MANY_OPTIONS = "too-many-options"
    PICTURES = "pictures"
    ARROW = "arrow"
    PARTIAL = "partial"  # parts of one
    FORMATTING = "formatting"
    PICTURE = "picture"
    MORE_NUMBERS = "more-numbers"
    OPTION_FEEDBACK = "option-feedback"
    UNIT = "unit"
    GRADE = "grade"
    PENALTY = "penalty"
    HINTS = "hints"
    WHOLE_FEEDBACK = "whole-feedback"
    MORE_UNITS = "more-units"
    FIXED_ORDER = "fixed-order"
    RECORDING = "recording"
    TAG = "tag"
    CATEGORY = "category"
    NAME = "name"


WHOLE = frozenset({Left.KIND, Left.NO_TEXT, Left.NO_ANSWER, Left.BROKEN, Left.TOO_LONG, Left.TWICE,
                   Left.TOO_MANY_OPTIONS, Left.PICTURES, Left.ARROW})  # fmt: skip


# What stands in a text by its own tag and is no text.
MEDIA = {"img": Left.PICTURE, "audio": Left.RECORDING, "video": Left.RECORDING}


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was not taken: where it stands (a line, a question's name, a cell), why, and what is named."""

    place: str
    why: StrEnum
    what: str = ""

    @property
    def whole(self) -> bool:
        """Whether the question was left out altogether."""
        return self.why in WHOLE


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, to put beside another or into order. Of true and false the text is “true” or “false”."""

    text: str
    right: bool = False
    feedback: str = ""
    match: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A question. Options of an order stand in the right one; `spare` are matches that belong to none."""

    kind: str
    text: str
    explain: str = ""
    options: tuple[Option, ...] = ()
    spare: tuple[str, ...] = ()
    number: str = ""
    tolerance: str = "0"
    unit: str = ""
    id: str = ""
    objective: str = ""


@dataclass
class Read:
    """What a file says: the questions that were understood, and everything that was not."""

    items: list[Item] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def weighs(shares: Iterable[float], *, single: bool) -> bool:
    """Whether answers, worth these shares in percent, are more than right or wrong: of several right ones each is worth
    the same of the whole here, and a wrong one takes all."""
    found = tuple(shares)
    if single:
        return bool({*found} - {0, 100})
    good = [share for share in found if share > 0]
    return len({*good}) > 1 or abs(sum(good) - 100) > 0.1 or any(share > -100 for share in found if share <= 0)


def note_parts(answered: dict[str, Any], known: bool, place: str, notes: list[Note]) -> dict[str, Any]:
    """What was read of the answers. Where one of several right ones is worth a part of the whole, it is noted: here it
    is worth nothing without the others. A question that is `known` here went out from here: it says so in the only way
    that there is, and comes back as it went."""
    parts = answered["kind"] == QuestionKind.SEVERAL and sum(each.right for each in answered["options"]) > 1
    if parts and not known and Note(place, Left.PARTIAL) not in notes:
        notes.append(Note(place, Left.PARTIAL))
    return answered


def tidy(text: object) -> str:
    """A text on one line, without what cannot be printed."""
    return _BLANK.sub(" ", str(text or "")).strip()


def item_of(row: Mapping[str, Any], said: Mapping[str, Any]) -> Item:
    """A question of a module as an item, from its facts and its words in one language."""
    kind, options, feedback = row["kind"], said.get("options", {}), said.get("feedback", {})
    ids, right, beside = list(row.get("options", ())), row["correct"], {}
    if kind == QuestionKind.ORDERING:
        ids = list(right)
    if kind == QuestionKind.MATCHING:
        beside = pairs(right)
    matches = said.get("matches", {})
    return Item(
        kind=kind,
        text=tidy(said.get("text")),
        explain=tidy(said.get("explain")),
        options=tuple(
            Option(
                text=each if kind == QuestionKind.TRUE_FALSE else tidy(options.get(each)),
                right=kind in CHOSEN and each in right,
                feedback=tidy(feedback.get(each)),
                match=tidy(matches.get(beside.get(each))),
            )
            for each in ids
        ),
        spare=tuple(tidy(matches.get(each)) for each in row.get("matches", ()) if each not in beside.values()),
        number=(normal_number(str(right[0])) or "") if kind == QuestionKind.NUMBER else "",
        tolerance=normal_number(str(row.get("tolerance", 0))) or "0",
        unit=tidy(said.get("unit")) if kind == QuestionKind.NUMBER else "",
        id=row["id"],
        objective=row.get("objective", ""),
    )


CHOSEN = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.TRUE_FALSE, QuestionKind.PICTURE})


def faults_of_item(item: Item) -> Iterable[Left]:
    """Why an item that a file holds is no question."""
    texts = [item.text, item.explain, *item.spare, *(part for each in item.options for part in _parts(each))]
    names = [each.text for each in item.options]
    rights = sum(each.right for each in item.options)
    if not item.text:
        yield Left.NO_TEXT
    elif any(len(each) > LONGEST_TEXT for each in texts):
        yield Left.TOO_LONG
    elif len(names) > 8 or len(item.spare) > 8:
        yield Left.TOO_MANY_OPTIONS
    elif item.kind == QuestionKind.NUMBER:
        yield from () if item.number else (Left.NO_ANSWER,)
    elif len(names) < 2 or not all(names) or (item.kind == QuestionKind.MATCHING and not _whole(item)):
        yield Left.NO_ANSWER
    elif len(set(names)) < len(names):
        yield Left.TWICE
    elif item.kind in CHOSEN and (rights == 0 or (rights > 1 and item.kind != QuestionKind.SEVERAL)):
        yield Left.NO_ANSWER


def _parts(option: Option) -> tuple[str, ...]:
    return option.text, option.feedback, option.match


def _whole(item: Item) -> bool:
    return all(each.match for each in item.options) and all(item.spare)


def checked(read: Read, places: Mapping[int, str]) -> Read:
    """Only what can be taken, each id once; `places` says where the n-th item stands."""
    taken, seen = [], set()
    for n, item in enumerate(read.items):
        place = item.id or places.get(n) or str(n + 1)
        wrong = next(iter(faults_of_item(item)), None)
        if wrong is None and item.id and item.id in seen:
            wrong = Left.TWICE
        if wrong:
            read.notes.append(Note(place, wrong))
        else:
            seen.add(item.id)
            if item.id and not SLUG.fullmatch(item.id):
                read.notes.append(Note(place, Left.NAME))
                item = replace(item, id="")
            taken.append(item)
    return Read(taken, read.notes)
