"""What the trail says to the person it is about. Standard library only."""

from collections.abc import Iterable
from datetime import date

from lms.accounts.rules.trail import Deed


def by_day_and_office(deeds: Iterable[tuple[date, str | None, Deed]]) -> list[tuple[date, str | None, list[Deed]]]:
    """What each office did on each day: one line for both, however often, in the order of the deeds."""
    found: dict[tuple[date, str | None], dict[Deed, None]] = {}
    for day, office, deed in deeds:
        found.setdefault((day, office), {})[deed] = None
    return [(day, office, list(done)) for (day, office), done in found.items()]
