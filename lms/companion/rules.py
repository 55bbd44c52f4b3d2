"""Money sent home, and loans: what arrives, and what a loan really costs. Standard library only."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

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
