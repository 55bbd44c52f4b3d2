"""What a programme asks of one person: which of its days (E13), and whether one may leave without it (E4).

That is a policy with dates, which is data of the programme: orientation becomes a duty step by step, from a day on, for
contracts of so many months, in some regions first."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from lms.curriculum.rules.fitting import fits
from lms.curriculum.rules.programme import Programme, Variant
from lms.curriculum.rules.terms import Duty, Kind, Mandate


class Why(StrEnum):
    """What makes a course a duty for somebody, or keeps it from being one."""

    EVERYBODY = "duty-everybody"
    CONTRACT = "duty-contract"
    FREE = "duty-free"
    LATER = "duty-later"
    ELSEWHERE = "duty-elsewhere"
    SHORT_CONTRACT = "duty-short-contract"
    CONTRACT_UNKNOWN = "duty-contract-unknown"
    TAKEN = "duty-taken"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a course stands for one person: a duty or not, why, and the rule that decides, if there is one."""

    mandate: Mandate
    why: Why
    duty: Duty | None = None
    due: "Due | None" = None


class Turn(StrEnum):
    """Whether it is somebody's turn to take a course (E1, E2)."""

    FIRST = "due-first"
    AGAIN = "due-again"
    NOT_YET = "due-not-yet"


@dataclass(frozen=True, slots=True)
class Due:
    """Whether the course is due on a journey: when one was taken last, here or elsewhere, and the last day on which
    that holds; both None for who never took one."""

    turn: Turn
    taken_on: date | None = None
    until: date | None = None


Taken = tuple[date, date]  # when a course was taken, and the last day on which that holds


def due_on(departs_on: date, taken: Taken | None) -> Due:
    """Whether a course is due for a departure, after the one that was taken last."""
    if taken is None:
        return Due(Turn.FIRST)
    return Due(Turn.AGAIN if departs_on > taken[1] else Turn.NOT_YET, *taken)


def is_repeat(departs_on: date, taken: Taken | None) -> bool:
    """Whether somebody who leaves on that day would take the course once more of their own wish: the last one still
    holds (E3)."""
    return due_on(departs_on, taken).turn is Turn.NOT_YET


def expiry(issued_on: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is too short (E2)."""
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    return date(year, month + 1, min(issued_on.day, calendar.monthrange(year, month + 1)[1]))


# What keeps a rule from holding, the one that comes nearest to holding last.
NEAREST = (Why.FREE, Why.ELSEWHERE, Why.LATER, Why.SHORT_CONTRACT, Why.CONTRACT_UNKNOWN)


def standing_of(
    programme: Programme, profile: Mapping[str, Any], departs_on: date, taken: Taken | None = None
) -> Standing:
    """Whether the programme is a duty for somebody who leaves on that day: while a course that was taken before holds,
    nobody has to take it again, and everybody may (E1, E3)."""
    due = due_on(departs_on, taken) if programme.kind is Kind.PDO else None
    found = _by_rule(programme, profile, departs_on)
    if found.mandate is Mandate.MANDATORY and due and due.turn is Turn.NOT_YET:
        return Standing(Mandate.VOLUNTARY, Why.TAKEN, found.duty, due)
    return replace(found, due=due)


def _by_rule(programme: Programme, profile: Mapping[str, Any], departs_on: date) -> Standing:
    if programme.mandate is Mandate.MANDATORY:
        return Standing(Mandate.MANDATORY, Why.EVERYBODY)
    found = [(_why_not(each, profile, departs_on), each) for each in programme.duties]
    holding = next((each for why, each in found if why is None), None)
    if holding:
        return Standing(Mandate.MANDATORY, Why.CONTRACT if holding.contract_months else Why.EVERYBODY, holding)
    nearest = max(found, key=lambda each: NEAREST.index(each[0]), default=(Why.FREE, None))
    return Standing(Mandate.VOLUNTARY, *nearest)


def _why_not(duty: Duty, profile: Mapping[str, Any], departs_on: date) -> Why | None:
    months = profile.get("contract_months")
    if duty.regions and profile.get("region") not in duty.regions:
        return Why.ELSEWHERE
    if departs_on < duty.since:
        return Why.LATER
    if duty.contract_months and months is None:
        return Why.CONTRACT_UNKNOWN
    return Why.SHORT_CONTRACT if (months or 0) < duty.contract_months else None


def asked_of(variant: Variant, profile: Mapping[str, Any]) -> Variant:
    """The variant without the days that are not asked of this person: who was trained in safety and first aid already
    needs no day of it (E13)."""
    days = tuple(day for day in variant.days if fits(day.when, profile))
    return variant if len(days) == len(variant.days) else replace(variant, days=days)
