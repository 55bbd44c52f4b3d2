"""Childcare and help with the fare. Standard library only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

MOST_CHILDREN, OLDEST_CHILD = 6, 12
LARGEST_FARE = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Care:
    """The children of one day of a class, by age; and for how many of them whom the centre has found."""

    day: date
    ages: tuple[int, ...]
    carer: str | None = None
    confirmed: int = 0

    @property
    def is_confirmed(self) -> bool:
        """Whether the centre knows of every child."""
        return self.carer is not None and self.confirmed >= len(self.ages)


def ages_from(text: str) -> tuple[int, ...] | None:
    """"2, 5 ва 7" → (2, 5, 7): the ages in years; none when nobody needs looking after. None when it cannot be."""
    found = [int(each) for each in re.findall(r"\d{1,9}", text)]
    if (not found and text.strip(" -—0")) or len(found) > MOST_CHILDREN or any(age > OLDEST_CHILD for age in found):
        return None
    return tuple(sorted(found))


def shown_ages(ages: Iterable[int]) -> str:
    """(2, 5, 7) → "2, 5, 7"."""
    return ", ".join(str(age) for age in sorted(ages))


def fare_from(text: str) -> Decimal | None:
    """"12,50" → 12.50; None when it is no sum that could be paid."""
    try:
        found = Decimal("".join(text.split()).replace(",", ".")).quantize(Decimal("0.01"))
        return found if 0 < found <= LARGEST_FARE else None
    except InvalidOperation:
        return None
