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
    school_not_asked: int
    speak_little: int
    speech_not_asked: int
    first_time: int
    languages: tuple[tuple[str, int], ...]
    work: tuple[tuple[str, int], ...]


FEWEST = 5
LITTLE_SCHOOL, LITTLE_SPEECH = ("none", "basic"), ("not", "little")


def in_figures(sitters: Iterable[Sitter]) -> Figures | None:
    """The figures of a class; None for so few people that a figure would tell of one of them."""
    found = list(sitters)
    if len(found) < FEWEST:
        return None
    return Figures(
        people=len(found),
        read_little=sum(not each.reads_alone for each in found),
        little_school=sum(each.education in LITTLE_SCHOOL for each in found),
        school_not_asked=sum(each.education is None for each in found),
        speak_little=sum(each.speaks in LITTLE_SPEECH for each in found),
        speech_not_asked=sum(each.speaks is None for each in found),
        first_time=sum(each.first_time for each in found),
        languages=_counted(each.language for each in found),
        work=_counted(each.occupation for each in found),
    )


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda each: (-each[1], each[0])))
