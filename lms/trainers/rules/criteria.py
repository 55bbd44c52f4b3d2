"""What is asked of trainers, and why one is refused. Standard library only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lms.trainers.rules.dates import after_months


class Reason(StrEnum):
    """Why a trainer may not be assigned, or a record about one is refused."""

    NOT_QUALIFIED = "not-qualified"
    NOT_YET_QUALIFIED = "not-yet-qualified"
    OLDER_VERSION = "qualified-for-older-version"
    REFRESHER_DUE = "refresher-due"
    OTHER_LANGUAGE = "other-language"
    CONTRACT_NOT_BEGUN = "contract-not-begun"
    CONTRACT_OVER = "contract-over"
    TOO_OLD = "too-old"
    NO_DEGREE = "no-degree"
    TESTS_FAILED = "tests-failed"
    TESTS_MISSING = "tests-missing"
    SKILLS_NOT_MET = "skills-not-met"
    HEALTH_CHECK_DUE = "health-check-due"
    APPRAISAL_DUE = "appraisal-due"
    APPRAISAL_NOT_MET = "appraisal-not-met"
    NOT_AUTHORISED = "not-authorised"
    NO_LANGUAGE = "no-language"
    ACCOUNT_TAKEN = "account-taken"
    DATE_IN_FUTURE = "date-in-future"
    REFRESHED_BEFORE_PASSING = "refreshed-before-passing"
    CONTRACT_BACKWARDS = "contract-backwards"
    HEALTH_BACKWARDS = "health-backwards"
    WAIVER_WITHOUT_REASON = "waiver-without-reason"
    NOT_A_GUEST = "not-a-guest"


class Kind(StrEnum):
    """How somebody teaches: the whole course, or single topics as a guest (E93, E95)."""

    STAFF = "staff"
    GUEST = "guest"
    RETURNED = "returned"


class Sex(StrEnum):
    """As the trainer says: some women learn only with a woman as trainer."""

    FEMALE = "f"
    MALE = "m"


class Criterion(StrEnum):
    """What is asked of a trainer and may be waived with a reason (E80, E82, E87)."""

    AGE = "age"
    DEGREE = "degree"
    TESTS = "tests"


class Experience(StrEnum):
    """What counts as experience (E86)."""

    MIGRANTS = "migrants"
    ORIENTATION = "orientation"
    MATERIALS = "materials"


class Merit(StrEnum):
    """What the report calls an added qualification or skill (E83, E85, E86): each counts one point in a selection."""

    MIGRANTS = "migrants"
    ORIENTATION = "orientation"
    MATERIALS = "materials"
    FORMER_MIGRANT = "former-migrant"
    LIVED_ABROAD = "lived-abroad"
    LANGUAGE = "language"


def merits(
    *, experience: Collection[str], former_migrant: bool, lived_in: Collection[str], speaks: Collection[str]
) -> tuple[Merit, ...]:
    """The points of somebody who wants to be a trainer. They open no door and close none: among those who may be
    chosen, they say who brings more."""
    has = {
        **{Merit(each.value): each.value in experience for each in Experience},
        Merit.FORMER_MIGRANT: former_migrant, Merit.LIVED_ABROAD: bool(lived_in), Merit.LANGUAGE: bool(speaks),
    }  # fmt: skip
    return tuple(each for each in Merit if has[each])


@dataclass(frozen=True, slots=True)
class Policy:
    """What an installation asks of its trainers. `age_limit` 0: no rule of age, which may be unlawful elsewhere (E80).
    `grace_days`: how long somebody may still teach after something fell due (E89)."""

    age_limit: int = 55
    tests_required: bool = False
    grace_days: int = 0
    refresher_months: int = 12
    first_appraisal_months: int = 12
    next_appraisal_months: int = 6


@dataclass(frozen=True, slots=True)
class About:
    """What is recorded of a trainer besides name, languages and place. `waivers`: criterion → why it does not count.
    Of health only two dates are kept, never a finding (E81)."""

    kind: Kind = Kind.STAFF
    sex: Sex | None = None
    provider_kind: str | None = None
    speaks: tuple[str, ...] = ()
    lived_in: tuple[str, ...] = ()
    former_migrant: bool = False
    experience: tuple[str, ...] = ()
    born_on: date | None = None
    has_degree: bool | None = None
    waivers: Mapping[str, str] = field(default_factory=dict)
    health_checked_on: date | None = None
    health_due_on: date | None = None
    contract_from: date | None = None
    contract_until: date | None = None

    def health_due(self) -> date | None:
        """When the next health check is due: a year after the last one, unless another day is set."""
        return self.health_due_on or (self.health_checked_on and after_months(self.health_checked_on, 12))

    def fault(self) -> Reason | None:
        """Why it cannot be so."""
        if self.contract_from and self.contract_until and self.contract_until < self.contract_from:
            return Reason.CONTRACT_BACKWARDS
        if self.health_checked_on and self.health_due_on and self.health_due_on < self.health_checked_on:
            return Reason.HEALTH_BACKWARDS
        return None if all(why.strip() for why in self.waivers.values()) else Reason.WAIVER_WITHOUT_REASON
