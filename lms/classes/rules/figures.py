"""Who sits in a class, in figures and without names: what a trainer prepares for (E147). Standard library only."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sitter:
    """What matters of one person for teaching a class."""

    language: str
    reads_alone: bool
    education: str | None
    speaks: str | None
    occupation: str
    first_time: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How many people, and how many of them need what; languages and kinds of work with how many, the most first."""

    people: int
    read_little: int
    little_school: int
    speak_little: int
    first_time: int
    languages: tuple[tuple[str, int], ...]
    work: tuple[tuple[str, int], ...]


LITTLE_SCHOOL, LITTLE_SPEECH = ("none", "basic"), ("not", "little")


def in_figures(sitters: Iterable[Sitter]) -> Figures:
    """The figures of a class."""
    found = list(sitters)
    return Figures(
        people=len(found),
        read_little=sum(not each.reads_alone for each in found),
        little_school=sum(each.education in LITTLE_SCHOOL for each in found),
        speak_little=sum(each.speaks in LITTLE_SPEECH for each in found),
        first_time=sum(each.first_time for each in found),
        languages=_counted(each.language for each in found),
        work=_counted(each.occupation for each in found),
    )


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda each: (-each[1], each[0])))
