"""Periods, filters, and what the figures are. Standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

LONGEST_PERIOD = 36  # months
USUAL_PERIOD = 12


class By(StrEnum):
    """By what the figures of a table are told apart."""

    CENTRE = "centre"
    MONTH = "month"
    SEX = "sex"
    DESTINATION = "destination"
    PROJECT = "project"


class Figure(StrEnum):
    """What is counted, in the order of the tables."""

    REGISTERED = "registered"
    ENROLLED = "enrolled"
    SEATED = "seated"
    COMPLETED = "completed"
    CERTIFIED = "certified"
    IN_TIME = "in-time"
    IN_TIME_SHARE = "in-time-share"
    ATTENDANCE = "attendance"
    ASSESSED = "assessed"
    RIGHT = "right"
    CONTENT = "content"
    TIMING = "timing"
    TECHNIQUES = "techniques"
    TRAINER = "trainer"
    FACILITIES = "facilities"


STEPS = (
    Figure.REGISTERED, Figure.ENROLLED, Figure.SEATED, Figure.COMPLETED, Figure.CERTIFIED, Figure.IN_TIME,
)  # fmt: skip
PEOPLE = (*STEPS, Figure.IN_TIME_SHARE)
TRAINING = (Figure.ATTENDANCE, Figure.ASSESSED, Figure.RIGHT)
SCORES = (Figure.CONTENT, Figure.TIMING, Figure.TECHNIQUES, Figure.TRAINER, Figure.FACILITIES)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: kept as the two counts, so that shares can be added up rightly."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Score:
    """A mean from 1 to 5. Without mean there is nothing to show: no answers, or (`hidden`) too few."""

    mean: float | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything counted about one group of people."""

    registered: int = 0
    enrolled: int = 0
    seated: int = 0
    completed: int = 0
    certified: int = 0
    in_time: int = 0
    marks: int = 0
    attended: int = 0
    assessed: int = 0
    right: int = 0
    asked: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def value(self, figure: Figure) -> int | Share:
        """One figure of the group."""
        match figure:
            case Figure.IN_TIME_SHARE:
                return Share(self.in_time, self.registered)
            case Figure.ATTENDANCE:
                return Share(self.attended, self.marks)
            case Figure.RIGHT:
                return Share(self.right, self.asked)
        return getattr(self, figure.name.lower())


@dataclass(frozen=True, slots=True)
class Row:
    """One group of a table, or all of them together."""

    key: str | date | None
    label: str
    counts: Counts
    scores: Mapping[str, Score]

    def cell(self, figure: Figure) -> int | Share | Score:
        """One figure of the row."""
        return self.scores.get(figure.value, Score()) if figure in SCORES else self.counts.value(figure)


@dataclass(frozen=True, slots=True)
class Table:
    """Figures told apart by centre, month, sex or destination. `scores_kept` is false where the evaluation has no
    scores of such a choice, because answers are never kept by sex and destination together."""

    by: By
    rows: tuple[Row, ...]
    total: Row
    scores_kept: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """Which people and months the figures are about. Months are given by their first days, the last one included."""

    first: date
    last: date
    centre: str | None = None
    sex: str | None = None
    destination: str | None = None

    @property
    def months(self) -> tuple[date, ...]:
        """The months from the first to the last."""
        return tuple(add_months(self.first, n) for n in range(months_between(self.first, self.last) + 1))

    @property
    def after(self) -> date:
        """The first day that no longer belongs to the period."""
        return add_months(self.last, 1)


@dataclass(frozen=True, slots=True)
class Demand:
    """People who leave from one place in one month, each counted where they have come to, and the seats near them."""

    certified: int = 0
    seated: int = 0
    waiting: int = 0
    nothing: int = 0
    seats: int = 0

    @property
    def leaving(self) -> int:
        """All of them."""
        return self.certified + self.seated + self.waiting + self.nothing

    def __add__(self, other: "Demand") -> "Demand":
        return Demand(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True, slots=True)
class Place:
    """A region, a district or a jamoat: its demand, and that of its parts."""

    code: str
    label: str
    demand: Demand
    parts: tuple["Place", ...] = ()


@dataclass(frozen=True, slots=True)
class Taught:
    """What a trainer teaches in a month: sessions and minutes as planned, and of those whose roll was called (E109)."""

    name: str
    centre: str
    contract_from: date | None
    contract_until: date | None
    planned: int
    minutes_planned: int
    held: int
    minutes_held: int

    @property
    def hours_planned(self) -> float:
        """Hours as planned."""
        return round(self.minutes_planned / 60, 2)

    @property
    def hours_held(self) -> float:
        """Hours whose roll was called."""
        return round(self.minutes_held / 60, 2)


@dataclass(frozen=True, slots=True)
class Used:
    """With what the blocks of a month were taught: of how many something is noted, and the share of each material."""

    noted: Share
    by_material: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Opened:
    """How often something was opened in a month: `name` says which programme, country or phrasebook, if any."""

    what: StrEnum
    name: str
    count: int


def filters(
    *,
    first: date,
    last: date,
    centre: str | None = None,
    sex: str | None = None,
    destination: str | None = None,
) -> Filters:
    """The filters asked for. Months in the wrong order are turned round; of more than three years the last count."""
    first, last = sorted((first, last))
    return Filters(
        max(first, add_months(last, 1 - LONGEST_PERIOD)), last, centre or None, sex or None, destination or None
    )


def add_months(month: date, n: int) -> date:
    """The first day of the month that lies `n` months later."""
    years, rest = divmod(month.month - 1 + n, 12)
    return date(month.year + years, rest + 1, 1)


def months_between(first: date, last: date) -> int:
    """How many months the second lies after the first."""
    return (last.year - first.year) * 12 + last.month - first.month
