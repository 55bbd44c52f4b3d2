"""Programmes: variants, days, blocks, breaks, and which variant fits a person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any


class TakesPart(StrEnum):
    """Who sits in a block (E10, E12)."""

    MIGRANT = "migrant"
    FAMILY = "family"
    BOTH = "both"


class Need(StrEnum):
    """What a programme asks of lessons or of the assessment before it certifies."""

    NONE = "none"
    RECOMMENDED = "recommended"
    RECORDED = "recorded"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a day in which one or several modules are worked through."""

    id: str
    modules: tuple[str, ...]
    minutes: int
    plan: str
    takes_part: TakesPart
    required: bool


@dataclass(frozen=True, slots=True)
class Break:
    """Tea, lunch or prayer; does not count as training (E15)."""

    kind: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Day:
    """One class day in order: blocks and breaks."""

    id: str
    starts: time
    agenda: tuple[Block | Break, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The day's blocks without its breaks."""
        return tuple(item for item in self.agenda if isinstance(item, Block))

    @property
    def net_minutes(self) -> int:
        """Minutes of training, breaks not counted (E14)."""
        return sum(block.minutes for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of a programme, for those whose registration matches `when`."""

    id: str
    when: Mapping[str, Any]
    online: tuple[str, ...]
    days: tuple[Day, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks of all days in order."""
        return tuple(block for day in self.days for block in day.blocks)

    @property
    def net_minutes(self) -> int:
        """Minutes of training in class."""
        return sum(day.net_minutes for day in self.days)

    def block(self, block_id: str) -> Block:
        """The block with this id. Raises KeyError."""
        for block in self.blocks:
            if block.id == block_id:
                return block
        raise KeyError(block_id)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the programme asks for a certificate (E19, E71)."""

    attendance_percent: int
    lessons: Need
    assessment: Need
    assessment_questions: int
    pass_percent: int


@dataclass(frozen=True, slots=True)
class Programme:
    """One edition of a programme. `pins` says which edition of each module it teaches; `training` is the version that
    trainers are trained for: when the programme changes so much that they must learn it anew, it is raised."""

    edition_id: int
    number: int
    slug: str
    kind: str
    origin: str
    order: int
    mandate: str
    validity_months: int
    window_days: int
    max_class_size: int
    net_minutes_per_day: int
    default_language: str
    evaluation: str
    rules: Rules
    variants: tuple[Variant, ...]
    pins: Mapping[str, int]
    words: Mapping[str, Mapping[str, Any]]
    training: int = 1

    def variant(self, variant_id: str) -> Variant:
        """The variant with this id. Raises KeyError."""
        for variant in self.variants:
            if variant.id == variant_id:
                return variant
        raise KeyError(variant_id)

    def said(self, language: str) -> Mapping[str, Any]:
        """The programme's words in `language`, or in its default language."""
        return self.words.get(language) or self.words[self.default_language]

    def title(self, language: str) -> str:
        """The programme's name."""
        return self.said(language)["title"]

    def variant_title(self, variant_id: str, language: str) -> str:
        """The variant's name."""
        return self.said(language)["variants"][variant_id]["title"]

    def block_title(self, block_id: str, language: str) -> str:
        """The block's name."""
        return self.said(language)["blocks"][block_id]

    def day_title(self, day_id: str, language: str) -> str:
        """The day's name."""
        return self.said(language)["days"][day_id]


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of a time log."""

    day: str
    item: Block | Break
    starts: datetime
    ends: datetime


def fits(when: Mapping[str, Any], profile: Mapping[str, Any]) -> bool:
    """Whether a person's `profile` meets every condition: a value to equal, or a list to be in."""
    return all(
        profile.get(key) in wanted if isinstance(wanted, (list, tuple)) else profile.get(key) == wanted
        for key, wanted in when.items()
    )


def choose(programmes: Iterable[Programme], profile: Mapping[str, Any]) -> tuple[Programme, Variant] | None:
    """The first variant that fits, programmes tried in their order; None when nothing fits (E147, E161)."""
    for programme in sorted(programmes, key=lambda each: (each.order, each.slug)):
        for variant in programme.variants:
            if fits(variant.when, profile):
                return programme, variant
    return None


def audiences_of(blocks: Iterable[Block]) -> set[str]:
    """Who takes part in these blocks: migrants, their families, or both (E10)."""
    who = {block.takes_part for block in blocks}
    return {"migrant", "family"} if TakesPart.BOTH in who else {str(each) for each in who}


def lay_out(variant: Variant, days: Iterable[date]) -> Iterator[Slot]:
    """The time log of a class: one slot for each block and break, in local time, each day of the variant on the
    corresponding date of `days`."""
    for day, on in zip(variant.days, days, strict=True):
        at = datetime.combine(on, day.starts)
        for item in day.agenda:
            ends = at + timedelta(minutes=item.minutes)
            yield Slot(day.id, item, at, ends)
            at = ends


def short_of(programme: Programme) -> list[tuple[str, str, int]]:
    """Days whose training minutes are not what the programme promises: (variant, day, minutes found) (E14)."""
    return [
        (variant.id, day.id, day.net_minutes)
        for variant in programme.variants
        for day in variant.days
        if day.net_minutes != programme.net_minutes_per_day
    ]
