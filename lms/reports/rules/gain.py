"""What lessons give: the same questions asked of the same people before and after (E160). Standard library only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from lms.reports.rules import Share


class Of(StrEnum):
    """Of what a row tells."""

    QUESTION = "question"
    OBJECTIVE = "objective"
    KEY_MESSAGE = "key-message"
    MODULE = "module"


class Group(StrEnum):
    """By what people are told apart."""

    PROGRAMME = "programme"
    SEX = "sex"
    LANGUAGE = "language"
    CENTRE = "centre"


class After(StrEnum):
    """When the question was asked again."""

    CHECK = "check"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Answers to the same questions by the same people, before and after. `people` is of the question that most of them
    were asked: not fewer have answered."""

    people: int = 0
    answers: int = 0
    before: int = 0
    after: int = 0

    def __add__(self, other: "Pairs") -> "Pairs":
        return Pairs(
            max(self.people, other.people), self.answers + other.answers, self.before + other.before,
            self.after + other.after,
        )  # fmt: skip

    @property
    def was(self) -> Share:
        """Right before, of all answers."""
        return Share(self.before, self.answers)

    @property
    def is_now(self) -> Share:
        """Right after."""
        return Share(self.after, self.answers)

    @property
    def points(self) -> int:
        """By how many points of a hundred more is right after than before."""
        return round(100 * (self.after - self.before) / self.answers) if self.answers else 0


@dataclass(frozen=True, slots=True)
class Gained:
    """One row: a question, an objective, a key message or a module, and its pairs by when it was asked again. Of what
    too few people have answered only that is known (`hidden`)."""

    module: str
    label: str
    pairs: Mapping[After, Pairs] = field(default_factory=dict)
    hidden: frozenset[After] = frozenset()

    def cell(self, after: After) -> Pairs | None:
        """The pairs to show; None where there is nothing, or not enough people."""
        found = self.pairs.get(after, Pairs())
        return found if found.answers and after not in self.hidden else None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose answers count: everybody's where nothing is said."""

    programme: str = ""
    sex: str = ""
    language: str = ""
    centre: str = ""

    def wider(self) -> list["Chosen"]:
        """Choices that show more people, from which this one could be taken away: each with one word less, and all."""
        said = [each.name for each in fields(self) if getattr(self, each.name)]
        less = [replace(self, **{name: ""}) for name in said]
        return less if len(said) < 2 else [*less, Chosen()]


def too_few(people: int, of_wider: Iterable[int], fewest: int) -> bool:
    """Whether a figure of `people` would tell of single ones: of them, or of those whom a wider choice counts too."""
    return people < fewest or any(0 < wider - people < fewest for wider in of_wider)
