"""Programmes that follow each other on one journey: before deciding, before leaving, after arriving, after returning
(E125, E146). Which follows which, and when its time has come, is data of the programmes. Standard library only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lms.curriculum.rules.choosing import choose
from lms.curriculum.rules.programme import Programme, Variant
from lms.curriculum.rules.terms import Kind, Opens

STAGES = (Kind.PEO, Kind.PDO, Kind.PAO, Kind.RETURN)


@dataclass(frozen=True, slots=True)
class Trip:
    """How far somebody is on one journey: which kinds of courses were begun on it, and which programmes the person has
    ever finished."""

    day: date
    departs_on: date
    returned_on: date | None
    begun: Collection[Kind]
    finished: Collection[str]


def neighbours(found: Programme, programmes: Iterable[Programme]) -> dict[str, list[str]]:
    """The programmes "before" and "after" one, whichever of the two names the other."""
    others = [each for each in programmes if each.slug != found.slug]
    before = [*found.terms.before, *(each.slug for each in others if found.slug in each.terms.after)]
    after = [*found.terms.after, *(each.slug for each in others if found.slug in each.terms.before)]
    return {"before": list(dict.fromkeys(before)), "after": list(dict.fromkeys(after))}


def unfinished(found: Programme, finished: Collection[str]) -> list[str]:
    """What must be finished before this one and is not (the chain's `required`)."""
    return [slug for slug in found.terms.required if slug not in finished]


def to_begin(
    programmes: Collection[Programme], trip: Trip, profile: Mapping[str, Any]
) -> list[tuple[Programme, Variant]]:
    """The courses whose time has come for somebody, with the right variant, in the order of the journey: of each kind
    that was not begun on it yet the first one that fits."""
    found = []
    for kind in STAGES:
        open_now = [each for each in programmes if each.kind is kind and _has_come(each, programmes, trip)]
        chosen = None if kind in trip.begun else choose(open_now, profile)
        found += [chosen] if chosen else []
    return found


def comes_after(found: Programme, other: Programme) -> bool:
    """Whether one is of a later stage of the journey than the other."""
    return STAGES.index(found.kind) > STAGES.index(other.kind)


def _has_come(found: Programme, programmes: Iterable[Programme], trip: Trip) -> bool:
    if unfinished(found, trip.finished):
        return False
    left = trip.day > trip.departs_on
    if found.opens is Opens.CERTIFICATE:
        return any(slug in trip.finished for slug in neighbours(found, programmes)["before"])
    if found.opens is Opens.RETURN:
        return trip.returned_on is not None
    if found.opens is Opens.DEPARTURE:
        return left and trip.returned_on is None
    return found.opens is Opens.REGISTRATION and not left
