"""What kinds of help there are, and when a referral is refused. Standard library only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

CHECK_AGAIN = timedelta(days=365)  # an address that nobody looked at for so long may be wrong
FEWEST = 5  # fewer people than that in one line are not told apart: who they are could be guessed
CALLS_FOR_PROTECTION = frozenset({"talk"})  # who asks to talk alone with somebody who can help (E139)


class Kind(StrEnum):
    """For what help somebody is sent on."""

    LEGAL = "legal"
    PROTECTION = "protection"
    HEALTH = "health"
    EMPLOYMENT = "employment"
    SKILLS = "skills"
    SOCIAL = "social"
    CHILDREN = "children"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of it, and nothing more."""

    OPEN = "open"
    HELPED = "helped"
    NOT_HELPED = "not-helped"


class Reason(StrEnum):
    """Why something about a referral is refused."""

    NOT_AGREED = "not-agreed"
    OTHER_KIND = "service-of-other-kind"
    CLOSED = "service-closed"
    CODE_TAKEN = "service-code-taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the directory says of an office."""

    names: dict[str, str]
    kinds: tuple[str, ...]
    district: str | None  # "region/district"; None: for everybody
    address: str | None
    phone: str | None
    checked_on: date


def is_stale(checked_on: date, today: date) -> bool:
    """Whether somebody should look again if the address and the telephone are right."""
    return today - checked_on > CHECK_AGAIN


def told(count: int) -> int | None:
    """How many there were as anybody may read it; None for so few that they could be guessed."""
    return count if count == 0 or count >= FEWEST else None


def wants_protection(needs: Collection[str]) -> bool:
    """Whether somebody asked for what calls for an office of protection, so that it is offered first."""
    return not CALLS_FOR_PROTECTION.isdisjoint(needs)
