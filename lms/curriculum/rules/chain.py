"""Programmes that follow each other on one journey: before deciding, before leaving, after arriving, after returning
(E125, E146). Which follows which is data of the programmes. Standard library only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from lms.curriculum.rules.programme import Programme, Variant, choose
from lms.curriculum.rules.terms import Kind


class Phase(StrEnum):
    """Where somebody is on a journey."""

    BEFORE = "before"
    AWAY = "away"
    BACK = "back"


KINDS = {
    Phase.BEFORE: frozenset({Kind.PEO, Kind.PDO}),
    Phase.AWAY: frozenset({Kind.PAO}),
    Phase.BACK: frozenset({Kind.RETURN}),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One journey so far: when it begins and ended, which programmes it is enrolled in, which of them are finished."""

    departs_on: date
    returned_on: date | None
    enrolled: Collection[str]
    finished: Collection[str]


def phase_of(departs_on: date, returned_on: date | None, today: date) -> Phase:
    """Before the departure, away, or back again."""
    if returned_on and returned_on <= today:
        return Phase.BACK
    return Phase.AWAY if departs_on <= today else Phase.BEFORE


def neighbours(found: Programme, programmes: Iterable[Programme]) -> dict[str, list[str]]:
    """The programmes "before" and "after" one, whichever of the two names the other."""
    others = [each for each in programmes if each.slug != found.slug]
    before = [*found.terms.before, *(each.slug for each in others if found.slug in each.terms.after)]
    after = [*found.terms.after, *(each.slug for each in others if found.slug in each.terms.before)]
    return {"before": list(dict.fromkeys(before)), "after": list(dict.fromkeys(after))}


def unfinished(found: Programme, finished: Collection[str]) -> list[str]:
    """What must be finished before this one and is not (the chain's `required`)."""
    return [slug for slug in found.terms.required if slug not in finished]


def next_of(
    programmes: Collection[Programme], standing: Standing, profile: Mapping[str, Any], today: date
) -> tuple[Programme, Variant] | None:
    """The programme that somebody is to be enrolled in now: of those for where they are on the journey, the first one
    with a variant that fits, unless they are in one of that kind already. Before leaving it must follow on something
    that is finished; whoever has arrived or come home is offered what is for that, finished or not, but not late: one
    for arriving ends with the days in which it is of use."""
    phase = phase_of(standing.departs_on, standing.returned_on, today)
    fitting = [each for each in programmes if each.kind in KINDS[phase] and each.slug not in standing.enrolled]
    taken = {each.kind for each in programmes if each.slug in standing.enrolled}
    offered = [
        each
        for each in fitting
        if each.kind not in taken
        and _follows(each, programmes, standing, phase)
        and not unfinished(each, standing.finished)
        and _in_time(each, standing, phase, today)
    ]
    return choose(offered, profile)


def _follows(found: Programme, programmes: Collection[Programme], standing: Standing, phase: Phase) -> bool:
    before = neighbours(found, programmes)["before"]
    return any(slug in (standing.finished if phase is Phase.BEFORE else standing.enrolled) for slug in before)


def _in_time(found: Programme, standing: Standing, phase: Phase, today: date) -> bool:
    days = found.terms.after_arrival_days
    return phase is not Phase.AWAY or days is None or today <= standing.departs_on + timedelta(days=days)
