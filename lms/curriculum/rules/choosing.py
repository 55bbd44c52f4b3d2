"""Which course somebody is offered. Standard library only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lms.curriculum.rules.duty import asked_of
from lms.curriculum.rules.fitting import fits
from lms.curriculum.rules.programme import Programme, Variant


def choose(programmes: Iterable[Programme], profile: Mapping[str, Any]) -> tuple[Programme, Variant] | None:
    """The first variant that fits, programmes tried in their order; None when nothing fits (E147, E161)."""
    for programme in sorted(programmes, key=lambda each: (each.order, each.slug)):
        for variant in programme.variants:
            if fits(variant.when, profile):
                return programme, variant
    return None


@dataclass(frozen=True, slots=True)
class Shorter:
    """A shorter form of somebody's course, for those who learn a part of it on the phone (E11): which lessons are left
    to be learned and checked, and how many days in class it takes instead of how many."""

    variant: Variant
    learned: tuple[str, ...]
    left: tuple[str, ...]
    days: int
    days_now: int


def shorter(
    programme: Programme, variant_id: str, profile: Mapping[str, Any], learned: Collection[str]
) -> Shorter | None:
    """The first variant that would fit somebody of this variant once its lessons are learned, and asks for fewer days
    in class. A day in class remains, whatever is learned (E129). Raises KeyError."""
    now, readable = asked_of(programme.variant(variant_id), profile), set(programme.lessons(variant_id, profile))
    for each in programme.variants:
        then = asked_of(each, profile)
        fit = each.learned and readable.issuperset(each.learned) and fits(each.when, {**profile, "online_done": True})
        if fit and 0 < len(then.days) < len(now.days):
            left = tuple(slug for slug in each.learned if slug not in learned)
            return Shorter(then, each.learned, left, len(then.days), len(now.days))
    return None
