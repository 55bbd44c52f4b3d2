"""The five dimensions, what an answer may be, and how few answers are too few to show. Standard library only."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from lms.core.languages import best

Key = TypeVar("Key", bound=Hashable)

FEWEST_ANSWERS = 5
LONGEST_WORDS = 1000
TYPED_WITHIN = timedelta(days=60)  # of the last day of a class; later nobody knows whose heap of paper it is
TAKEN_BACK_WITHIN = timedelta(hours=1)
SCALE, TEXT = "scale", "text"


class Dimension(StrEnum):
    """The five sides from which each course is looked at (E98)."""

    CONTENT = "content"
    TIMING = "timing"
    TECHNIQUES = "techniques"
    TRAINER = "trainer"
    FACILITIES = "facilities"


class Trait(StrEnum):
    """By what the scores of a centre are counted, each on its own: never both of one person together."""

    SEX = "sex"
    DESTINATION = "destination"


UNSAID = "unsaid"  # of a trait, by a sheet of paper: whoever answered counts all the same


class Reason(StrEnum):
    """Why answers are not taken."""

    ANSWERED_ALREADY = "answered-already"
    NOTHING_ANSWERED = "nothing-answered"
    NOT_ON_THE_SHEET = "not-on-the-sheet"
    ALL_ANSWERED = "all-answered"
    TYPING_OVER = "typing-over"


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an instrument: a score on the scale of the sheet, or words."""

    id: str
    dimension: str
    kind: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """One edition of a questionnaire. Its words per language are in `words`."""

    edition_id: int
    fewest: int
    scale: int
    items: tuple[Item, ...]
    words: Mapping[str, Mapping[str, Any]]

    def said(self, language: str) -> Mapping[str, Any]:
        """The words in `language`, or else in another."""
        return best(self.words, language)

    @property
    def sections(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """The items by dimension, in the order of the sheet."""
        order = dict.fromkeys(item.dimension for item in self.items)
        return tuple((each, tuple(item for item in self.items if item.dimension == each)) for each in order)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person said to one item."""

    item: Item
    score: int | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Scores added up: how many people, how many scores, and their sum."""

    people: int = 0
    scores: int = 0
    total: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.people + other.people, self.scores + other.scores, self.total + other.total)

    def __neg__(self) -> "Tally":
        return Tally(-self.people, -self.scores, -self.total)

    @property
    def mean(self) -> float | None:
        """The mean with one decimal, halves up; None of nothing."""
        return mean(self.total, self.scores)


def instrument_from(document: Mapping[str, Any], *, edition_id: int) -> Instrument:
    """An instrument from its published document."""
    return Instrument(
        edition_id=edition_id,
        fewest=max(FEWEST_ANSWERS, document["minimum_answers"]),
        scale=document["scale"],
        items=tuple(Item(each["id"], each["dimension"], each["kind"]) for each in document["items"]),
        words=document["words"],
    )


def accepted(instrument: Instrument, answers: Mapping[str, int | str | None]) -> list[Answer] | Reason:
    """What is kept of the answers given (item id → score or words): an item left out is no answer, words are cut
    after a thousand letters. Or why nothing is kept."""
    items = {item.id: item for item in instrument.items}
    kept = []
    for item_id, given in answers.items():
        if item_id not in items:
            return Reason.NOT_ON_THE_SHEET
        item = items[item_id]
        if given is None or given == "":
            continue
        if item.kind == SCALE:
            if not isinstance(given, int) or not 1 <= given <= instrument.scale:
                return Reason.NOT_ON_THE_SHEET
            kept.append(Answer(item, score=given))
        elif words := str(given).strip()[:LONGEST_WORDS].strip():
            kept.append(Answer(item, words=words))
    return kept or Reason.NOTHING_ANSWERED


def typed_scores(instrument: Instrument, text: str) -> dict[str, int] | None:
    """The scores of a sheet of paper as they are typed: a digit for each scale in the order of the sheet, 0 or a dash
    where nothing is ticked. None when it is no such row."""
    scales = [item.id for item in instrument.items if item.kind == SCALE]
    digits = "".join(text.split()).replace("-", "0")
    known = {str(score) for score in range(instrument.scale + 1)}
    if len(digits) != len(scales) or not set(digits) <= known:
        return None
    return {item: int(digit) for item, digit in zip(scales, digits, strict=True) if digit != "0"}


def may_type(last_day: date, today: date) -> bool:
    """Whether sheets of paper about a class that ended on a day are still typed in."""
    return today <= last_day + TYPED_WITHIN


def may_take_back(typed_at: datetime, now: datetime) -> bool:
    """Whether a sheet of paper that was typed in at a moment may still be taken back."""
    return now - typed_at <= TAKEN_BACK_WITHIN


def tallies(answers: Iterable[Answer]) -> dict[str, Tally]:
    """One person's scores by dimension; a dimension without a score is left out."""
    found: dict[str, Tally] = {}
    for answer in answers:
        if answer.score is not None:
            before = found.get(answer.item.dimension, Tally(people=1))
            found[answer.item.dimension] = before + Tally(0, 1, answer.score)
    return found


def mean(total: int, count: int) -> float | None:
    """The mean with one decimal, halves up; None of nothing."""
    return (20 * total + count) // (2 * count) / 10 if count else None


def month_of(day: date) -> date:
    """The first day of the month: all that is kept of when somebody answered."""
    return day.replace(day=1)


def may_ask(people: Mapping[Key, int], fewest: int) -> bool:
    """Whether a sheet without a name may ask of which of these groups somebody is, who count so many `people`: of a
    group of few the answer would say who it was."""
    return min(people.values()) >= fewest


def hidden(people: Mapping[Key, int], fewest: int = FEWEST_ANSWERS) -> frozenset[Key]:
    """Which groups of a table are not shown, so that nobody's answers can be read or worked out.

    A group with fewer people than `fewest` is hidden. Where the hidden groups together could still be got by
    subtracting the shown ones from the total — one group alone, or several with fewer than `fewest` people between
    them — the smallest shown group is hidden too, until that ends. Groups without answers have nothing to hide."""
    answered = sorted((group for group in people if people[group]), key=lambda group: people[group])
    small = [group for group in answered if people[group] < fewest]
    rest = answered[len(small) :]
    while small and rest and (len(small) < 2 or sum(people[group] for group in small) < fewest):
        small.append(rest.pop(0))
    return frozenset(small)


FEWEST_RATINGS, FEWEST_CLASSES = 10, 2  # of one trainer, before they say anything about the trainer
HIGH = 4.5  # of five
RATED_WITHIN = timedelta(days=730)  # who taught well long ago may have forgotten the lessons


@dataclass(frozen=True, slots=True)
class Rated:
    """What one class, of which enough people answered, thought of those who taught it: how many people, how many
    scores, and their sum."""

    people: int
    scores: int
    total: int


def taught(blocks: int, *, of: int) -> bool:
    """Whether what a class thought of the teaching is about who held so many of its blocks: half of them or more."""
    return blocks * 2 >= of


def is_rated_highly(classes: Collection[Rated], *, criteria_met: bool | None) -> bool:
    """Whether authors are told to ask this trainer about the lessons (E62): several classes thought highly of the
    teaching, and the last appraisal, if there was one, met the criteria. A yes or no about many people together, from
    which nobody's answer can be worked out."""
    if criteria_met is False or len(classes) < FEWEST_CLASSES or sum(each.people for each in classes) < FEWEST_RATINGS:
        return False
    return sum(each.total for each in classes) >= HIGH * sum(each.scores for each in classes)
