"""Who may be assigned to teach what, when. Standard library only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """Why a trainer may not be assigned, or a record about one is refused."""

    NOT_QUALIFIED = "not-qualified"
    NOT_YET_QUALIFIED = "not-yet-qualified"
    REFRESHER_DUE = "refresher-due"
    OTHER_LANGUAGE = "other-language"
    CONTRACT_OVER = "contract-over"
    NO_LANGUAGE = "no-language"
    ACCOUNT_TAKEN = "account-taken"
    DATE_IN_FUTURE = "date-in-future"
    REFRESHED_BEFORE_PASSING = "refreshed-before-passing"


@dataclass(frozen=True, slots=True)
class Passed:
    """A training of trainers passed, and the last refresher."""

    passed_on: date
    refreshed_on: date | None = None

    @property
    def good_until(self) -> date:
        """The last day before a refresher is due: one year after the last training (E89)."""
        last = max(self.passed_on, self.refreshed_on or self.passed_on)
        try:
            return last.replace(year=last.year + 1)
        except ValueError:  # 29 February
            return last.replace(year=last.year + 1, day=28)


def why_not(
    *,
    qualification: Passed | None,
    languages: Iterable[str],
    contract_until: date | None,
    day: date,
    language: str | None = None,
) -> list[Reason]:
    """Everything for which a trainer may not teach a programme on a day, in a language (E88, E89); empty: may."""
    found = []
    if qualification is None:
        found.append(Reason.NOT_QUALIFIED)
    elif day < qualification.passed_on:
        found.append(Reason.NOT_YET_QUALIFIED)
    elif day > qualification.good_until:
        found.append(Reason.REFRESHER_DUE)
    if language is not None and language not in set(languages):
        found.append(Reason.OTHER_LANGUAGE)
    if contract_until is not None and day > contract_until:
        found.append(Reason.CONTRACT_OVER)
    return found
