"""Which course somebody is offered. Standard library only."""

from collections.abc import Iterable, Mapping
from typing import Any

from lms.curriculum.rules.fitting import fits
from lms.curriculum.rules.programme import Programme, Variant


def choose(programmes: Iterable[Programme], profile: Mapping[str, Any]) -> tuple[Programme, Variant] | None:
    """The first variant that fits, programmes tried in their order; None when nothing fits (E147, E161)."""
    for programme in sorted(programmes, key=lambda each: (each.order, each.slug)):
        for variant in programme.variants:
            if fits(variant.when, profile):
                return programme, variant
    return None
