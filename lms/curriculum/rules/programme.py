"""Programmes: variants, days, blocks, breaks, and which variant fits a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Any

from lms.core.languages import best
from lms.curriculum.rules.fitting import fits
from lms.curriculum.rules.module import ProviderKind
from lms.curriculum.rules.terms import (  # fmt: skip
    USUALLY_OPENS, Bearer, Duty, Extra, Fee, Kind, Mandate, Opens, Place, Prior, Setting,
)
from lms.curriculum.rules.terms import Terms


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
    """A part of a day in which one or several modules are worked through; without modules, what its words say, by
    `methods`."""

    id: str
    modules: tuple[str, ...]
    minutes: int
    plan: str
    takes_part: TakesPart
    required: bool
    methods: tuple[str, ...] = ()
    setting: Setting = Setting.CLASS


@dataclass(frozen=True, slots=True)
class Break:
    """Tea, lunch or prayer; does not count as training (E15)."""

    kind: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Day:
    """One class day in order: blocks and breaks. `when`: of whom it is asked (E13), of everybody if empty. `provider`:
    who gives it, if another than the rest. `promised`: its minutes of training, if other than the programme's."""

    id: str
    starts: time
    agenda: tuple[Block | Break, ...]
    when: Mapping[str, Any] = field(default_factory=dict)
    place: Place = Place.CENTRE
    provider: ProviderKind | None = None
    promised: int | None = None

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
    """One form of a programme, for those whose registration matches `when`; `learned` are the lessons that must be
    learned and checked on the phone before (`online_done`, E11). What it promises in all (`hours`,
    `promised_days`) stands apart from its timetable: `practice_hours` lie outside it, as in residential courses."""

    id: str
    when: Mapping[str, Any]
    online: tuple[str, ...]
    days: tuple[Day, ...]
    providers: tuple[ProviderKind, ...] = ()
    hours: float | None = None
    promised_days: int | None = None
    practice_hours: float = 0
    learned: tuple[str, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks of all days in order."""
        return tuple(block for day in self.days for block in day.blocks)

    @property
    def destinations(self) -> tuple[str, ...]:
        """The countries for which it is meant; none when it is meant for all."""
        wanted = self.when.get("destination", ())
        return (wanted,) if isinstance(wanted, str) else tuple(wanted)

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
    prior_knowledge: Prior = Prior.SHORTEN


@dataclass(frozen=True, slots=True)
class Programme:
    """One edition of a programme. `pins` says which edition of each module it teaches, `layers` which one to those
    bound for a region or country (module → place → edition); `training` is the version that trainers are trained for:
    when the programme changes so much that they must learn it anew, it is raised."""

    edition_id: int
    number: int
    slug: str
    kind: Kind
    origin: str
    order: int
    mandate: Mandate
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
    layers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    training: int = 1
    terms: Terms = field(default_factory=Terms)
    duties: tuple[Duty, ...] = ()
    extra: tuple[Extra, ...] = ()

    @property
    def before_leaving(self) -> bool:
        """Whether it has to be over before the departure; the courses after it have no such end."""
        return self.kind in (Kind.PEO, Kind.PDO)

    @property
    def for_trainers(self) -> bool:
        """Whether it is a training of trainers: trainers sit in its classes, and nobody else (E90)."""
        return self.kind is Kind.TOT

    @property
    def opens(self) -> Opens | None:
        """When its time comes for somebody (E146); None for what no migrant takes."""
        return self.terms.opens or USUALLY_OPENS.get(self.kind)

    def variant(self, variant_id: str) -> Variant:
        """The variant with this id. Raises KeyError."""
        for variant in self.variants:
            if variant.id == variant_id:
                return variant
        raise KeyError(variant_id)

    def lessons(self, variant_id: str, profile: Mapping[str, Any]) -> tuple[str, ...]:
        """What somebody in this variant reads on the phone, in order: its lessons, then those more that are for people
        like them. Raises KeyError."""
        more = (slug for each in self.extra if fits(each.when, profile) for slug in each.lessons)
        return tuple(dict.fromkeys((*self.variant(variant_id).online, *more)))

    def said(self, language: str) -> Mapping[str, Any]:
        """The programme's words in `language`, or in its default language."""
        return best({self.default_language: self.words[self.default_language], **self.words}, language)

    def opened_by(self, opener: str, language: str) -> list[str]:
        """What somebody has of it who is registered, takes the "course", or holds the "certificate" (E115)."""
        words = self.said(language)["benefits"]
        return [words[benefit] for benefit, by in self.terms.unlocks.items() if by == opener]

    def title(self, language: str) -> str:
        """The programme's name."""
        return self.said(language)["title"]

    def variant_title(self, variant_id: str, language: str) -> str:
        """The variant's name."""
        return self.said(language)["variants"][variant_id]["title"]

    def block_title(self, block_id: str, language: str) -> str:
        """The block's name."""
        return _numbered(self.said(language)["blocks"], block_id)

    def day_title(self, day_id: str, language: str) -> str:
        """The day's name."""
        return _numbered(self.said(language)["days"], day_id)

    def about_block(self, block_id: str, language: str) -> str:
        """What the block is about, when no module says it."""
        about = self.said(language).get("about", {})
        return about.get(block_id) or about.get(repeated(block_id), "")

    @property
    def free(self) -> bool:
        """Whether nobody who takes it pays anything."""
        return all(each.borne_by is not Bearer.MIGRANT for each in self.terms.fees)

    def fee_of(self, profile: Mapping[str, Any]) -> Fee | None:
        """What somebody pays; None when it costs nothing."""
        return next((fee for fee in self.terms.fees if fits(fee.when, profile)), None)


def repeated(day_id: str) -> str | None:
    """Which day or block is meant by the id of a repeated one ("practice-3")."""
    base, _, number = day_id.rpartition("-")
    return base if number.isdigit() else None


def _numbered(names: Mapping[str, str], wanted: str) -> str:
    """A name; of a day that is repeated, the first one's name with the number. "" when there is none."""
    base = repeated(wanted)
    return names.get(wanted) or (f"{names[base]} ({wanted[len(base) + 1 :]})" if base in names else "")


def audiences_of(blocks: Iterable[Block]) -> set[str]:
    """Who takes part in these blocks: migrants, their families, or both (E10)."""
    who = {block.takes_part for block in blocks}
    return {"migrant", "family"} if TakesPart.BOTH in who else {str(each) for each in who}
