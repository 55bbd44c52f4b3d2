"""Programmes that follow each other on one journey: before deciding, before leaving, after arriving, after returning
(E125, E146). Which follows which is data of the programmes. Standard library only."""

from collections.abc import Collection, Iterable

from lms.curriculum.rules.programme import Programme


def neighbours(found: Programme, programmes: Iterable[Programme]) -> dict[str, list[str]]:
    """The programmes "before" and "after" one, whichever of the two names the other."""
    others = [each for each in programmes if each.slug != found.slug]
    before = [*found.terms.before, *(each.slug for each in others if found.slug in each.terms.after)]
    after = [*found.terms.after, *(each.slug for each in others if found.slug in each.terms.before)]
    return {"before": list(dict.fromkeys(before)), "after": list(dict.fromkeys(after))}


def unfinished(found: Programme, finished: Collection[str]) -> list[str]:
    """What must be finished before this one and is not (the chain's `required`)."""
    return [slug for slug in found.terms.required if slug not in finished]
