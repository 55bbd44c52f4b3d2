"""Money sent home, and loans: what arrives, and what a loan really costs; small lessons out of a phrasebook. Standard
library only."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from random import Random

from lms.curriculum.rules.phrases import Area, Phrase, Phrasebook

UNIT, OFFERED = 8, 3  # phrases in a unit; what one chooses from
CENT = Decimal("0.01")
LONGEST_LOAN = 600
MOST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Sent:
    """Money sent home: the fee, what is exchanged, and what arrives."""

    fee: Decimal
    exchanged: Decimal
    arrives: Decimal


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan paid back in equal instalments: each of them, all together, and the interest in it."""

    instalment: Decimal
    total: Decimal
    interest: Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A small lesson of a phrasebook (E123): some phrases of one area, to hear, to say again, to choose, to say."""

    number: int
    area: Area
    phrases: tuple[Phrase, ...]

    def offered(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """From what one chooses how to say a phrase: the phrase itself and others of the unit, always in one order."""
        chance = Random(f"{self.number}:{phrase.id}")
        others = [each for each in self.phrases if each.say != phrase.say]
        found = [phrase, *chance.sample(others, min(OFFERED - 1, len(others)))]
        chance.shuffle(found)
        return tuple(found)


def units(book: Phrasebook) -> tuple[Unit, ...]:
    """The units of a phrasebook: its areas in order, each in parts of about the same length, short phrases first."""
    found: list[Unit] = []
    for area in book.areas:
        graded = sorted(area.phrases, key=lambda each: len(each.say.split()))
        parts = -(-len(graded) // UNIT)
        for part in range(parts):
            begin, end = (len(graded) * each // parts for each in (part, part + 1))
            found.append(Unit(len(found) + 1, area, tuple(graded[begin:end])))
    return tuple(found)


def number(text: str) -> Decimal | None:
    """A sum or a rate as people type it, “1 500,50” too; None when it is none, or below zero."""
    try:
        found = Decimal("".join(text.split()).replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < MOST else None


def sent_home(amount: Decimal, *, fixed: Decimal, percent: Decimal, rate: Decimal) -> Sent:
    """What arrives of `amount` when the fee is taken out of it: a fixed one, a share, or both (E49)."""
    fee = min(amount, _cents(fixed + amount * percent / 100))
    return Sent(fee, amount - fee, _cents((amount - fee) * rate))


def loan(amount: Decimal, *, percent: Decimal, months: int) -> Loan:
    """A loan at so much interest a year, paid back in `months` equal instalments."""
    monthly = percent / 1200
    growth = (1 + monthly) ** months
    instalment = _cents(amount * monthly * growth / (growth - 1) if growth > 1 else amount / months)
    total = max(amount, instalment * months)  # thirds of a hundred: a cent that is lost is paid all the same
    return Loan(instalment, total, total - amount)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
