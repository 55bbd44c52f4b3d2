"""How long each kind of record stays. Standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from lms.privacy.rules.data_map import Kept

PLANNED = (Kept.RECORDS, Kept.MESSAGES, Kept.NOTES, Kept.SIGN_INS)
SHORTEST = 30  # days: nobody loses a record before a mistake can be noticed


class Unit(StrEnum):
    """By what people count how long something stays."""

    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Term:
    """For how long one kind of record stays, and the law that says so."""

    days: int
    basis: str

    @property
    def length(self) -> timedelta:
        """The same, to reckon with."""
        return timedelta(days=self.days)

    @property
    def as_said(self) -> tuple[int, Unit]:
        """The same as people say it: five years for 1825 days, with their leap days or without; six months for 180.
        What is neither is said in days."""
        years, over = divmod(self.days, 365)
        if years and over <= years // 4 + 1:
            return years, Unit.YEARS
        months, over = divmod(self.days, 30)
        return (self.days, Unit.DAYS) if over else (months, Unit.MONTHS)


Plan = Mapping[Kept, Term]


def plan_of(written: Mapping[str, Any]) -> Plan:
    """The plan as somebody wrote it. Raises ValueError with what is missing or too short in it."""
    found = {}
    for kind in PLANNED:
        days = written.get(kind.value, {}).get("days")
        if not isinstance(days, int) or days < SHORTEST:
            raise ValueError(f"[{kind.value}] needs days = a whole number, at least {SHORTEST}")
        found[kind] = Term(days, str(written[kind.value].get("basis", "")))
    return found
