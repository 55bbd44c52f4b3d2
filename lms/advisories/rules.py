"""When an advisory stands, for whom, and why something about it is refused. Standard library only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_TITLE, LONGEST_TEXT, LONGEST_REASON, LONGEST_SOURCE = 120, 800, 300, 300


class Topic(StrEnum):
    """What news is about (E126, E136)."""

    SKILLS = "skills"
    RETURN = "return"
    ENTRY = "entry"
    WORK = "work"


class State(StrEnum):
    """How an advisory stands on a day."""

    WAITING = "waiting"
    COMING = "coming"
    STANDING = "standing"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class Reason(StrEnum):
    """Why something about an advisory is refused."""

    OWN_ADVISORY = "own-advisory"
    APPROVED_ALREADY = "approved-already"
    NOT_STANDING = "not-standing"
    CHANGED_MEANWHILE = "advisory-changed"
    LESSON_NOT_IN_ORDER = "advisory-lesson-not-in-order"
    LESSON_WITHDRAWN = "advisory-lesson-withdrawn"


@dataclass(frozen=True, slots=True)
class Notice:
    """What an advisory says: words by language (title, text), from and until which day it stands, for those bound for
    which country or region (None: for all), at the top of which modules.

    An emergency brings a `lesson` along; if that is only a draft, its `draft_id` is signed and published with it; and
    it `tells` everybody who is on a course and has not left yet. News has a `topic`, a source, and the day on which it
    was checked there."""

    words: Mapping[str, Mapping[str, str]]
    starts_on: date
    ends_on: date
    country: str | None = None
    region: str | None = None
    modules: tuple[str, ...] = ()
    lesson: str | None = None
    draft_id: int | None = None
    tells: bool = False
    topic: Topic | None = None
    source: str | None = None
    checked_on: date | None = None


def state_of(*, approved: bool, withdrawn: bool, starts_on: date, ends_on: date, today: date) -> State:
    """How it stands: nobody reads it before it is approved, before its first day, or after its last."""
    if withdrawn:
        return State.WITHDRAWN
    if ends_on < today:
        return State.LAPSED
    if not approved:
        return State.WAITING
    return State.COMING if today < starts_on else State.STANDING


def is_for(country: str | None, region: str | None, bound_for: Collection[str | None]) -> bool:
    """Whether it is for somebody bound for these places (a region and its country)."""
    return country is None or (region or country) in bound_for


def names_of(slug: str, base: str | None, country: str | None) -> frozenset[str]:
    """The names by which an author may mean a module: its own, that of the general module it is laid over, and the one
    it has for its country where a programme calls it by the general name."""
    found = {slug, base, f"{country.lower()}-{slug}" if country else None}
    return frozenset(each for each in found if each)
