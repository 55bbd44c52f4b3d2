"""The terms of a programme beside its days: for whom it is, who must take it, who pays, who trains, what comes before
and after. Standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lms.curriculum.rules.module import ProviderKind


class Kind(StrEnum):
    """When it is taken: before deciding, before leaving, after arriving, after returning; or by trainers (E125)."""

    PEO = "peo"
    PDO = "pdo"
    PAO = "pao"
    RETURN = "return"
    TOT = "tot"


class Opens(StrEnum):
    """When the time for a course has come: with the registration and until leaving, with the certificate of one before
    it, after the day of departure, after coming home."""

    REGISTRATION = "registration"
    CERTIFICATE = "certificate"
    DEPARTURE = "departure"
    RETURN = "return"


# When nothing else is said.
USUALLY_OPENS = {
    Kind.PEO: Opens.REGISTRATION,
    Kind.PDO: Opens.REGISTRATION,
    Kind.PAO: Opens.DEPARTURE,
    Kind.RETURN: Opens.RETURN,
}


class Mandate(StrEnum):
    """Whether one may leave without it."""

    MANDATORY = "mandatory"
    VOLUNTARY = "voluntary"


class Bearer(StrEnum):
    """Who pays for the course."""

    STATE = "state"
    MIGRANT = "migrant"
    AGENCY = "agency"
    EMPLOYER = "employer"
    FUND = "fund"


class Prior(StrEnum):
    """What a programme makes of what somebody knows before a lesson (E157): nothing is asked; it is asked and the whole
    lesson read; or what was known may be left out."""

    NONE = "none"
    ASK = "ask"
    SHORTEN = "shorten"


class Place(StrEnum):
    """Where a day is held."""

    CENTRE = "centre"
    SCHOOL = "school"
    RESIDENCE = "residence"
    WORKPLACE = "workplace"
    EMBASSY = "embassy"
    DESTINATION = "destination"


class Setting(StrEnum):
    """Whether a block is worked through in class, alone, or as it suits."""

    CLASS = "class"
    SELF_STUDY = "self-study"
    EITHER = "either"


AUDIENCES = ("migrant", "family", "trainer", "staff", "youth")
BREAKS = ("tea", "lunch", "prayer")
# By what a rule of a programme may choose: what a registration says of person and journey.
CONDITIONS = frozenset({
    "destination", "destination_region", "occupation", "first_time", "sex", "region", "district", "language",
    "has_internet", "reads_alone", "safety_training", "online_done", "contract_months", "education", "speaks",
    "age_group",
})  # fmt: skip

# The values that some of these can have; the others are codes of places and languages, and numbers.
VALUES = {
    "occupation": (
        "construction", "factory", "warehouse", "transport", "trade", "catering", "cleaning", "household", "farming",
        "health", "entertainment", "other", "unknown",
    ),
    "sex": ("f", "m"),
    "safety_training": ("yes", "no", "unknown"),
    "education": ("none", "basic", "school", "vocational", "higher", "unknown"),
    "speaks": ("not", "little", "talks", "well", "unknown"),  # the language of the destination
    "age_group": ("under-25", "25-49", "50-and-over"),  # on the day of departure
    **dict.fromkeys(("first_time", "has_internet", "reads_alone", "online_done"), (True, False)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duty:
    """From when on the programme is a duty, for contracts of at least so many months, in which regions (E4): everywhere
    when none is named. `source`: what says so."""

    since: date
    contract_months: int = 0
    regions: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """Lessons more to read on the phone, in any variant, for those whose registration matches `when` (E122, E161)."""

    when: Mapping[str, Any]
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fee:
    """What the course costs those who meet `when`, who bears it, and whether they get it back."""

    amount: Decimal
    currency: str
    borne_by: Bearer
    refunded: bool
    when: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything about a programme beside its days and its rules for the certificate.

    `offered`: whether it is more than an example. `mandatory_since`: a year. `window_closes`: days before departure on
    which it must be over at the latest. `after_arrival_days`: within how many days after arriving it is held. `before`
    and `after` are the programmes it is chained to (E125, E146); one that is `required` has to be finished first; when
    its time comes, if not as usual for its kind, `opens` says. Whoever finished a training of trainers may teach what
    it `trains` for (E88).
    `unlocks`: benefits, by what opens them."""

    audience: tuple[str, ...] = ("migrant",)
    offered: bool = True
    mandatory_since: int | None = None
    fees: tuple[Fee, ...] = ()
    providers: tuple[ProviderKind, ...] = ()
    accredited: bool = False
    breaks: tuple[str, ...] = BREAKS
    window_closes: int = 1
    after_arrival_days: int | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    trains: tuple[str, ...] = ()
    opens: Opens | None = None
    unlocks: Mapping[str, str] = field(default_factory=dict)


def terms_from(document: Mapping[str, Any]) -> Terms:
    """The terms in a programme's published document. Raises KeyError, ValueError."""
    chain = document.get("chain", {})
    return Terms(
        audience=tuple(document.get("audience", ("migrant",))),
        offered=document.get("offered", True),
        mandatory_since=document.get("mandatory_since"),
        fees=tuple(_fee(each) for each in document.get("fees", ())),
        providers=tuple(map(ProviderKind, document.get("providers", ()))),
        accredited=document.get("accredited", False),
        breaks=tuple(document.get("breaks", BREAKS)),
        window_closes=document.get("window_closes", 1),
        after_arrival_days=document.get("after_arrival_days"),
        before=tuple(chain.get("before", ())),
        after=tuple(chain.get("after", ())),
        required=tuple(chain.get("required", ())),
        trains=tuple(chain.get("trains", ())),
        opens=Opens(chain["opens"]) if "opens" in chain else None,
        unlocks=document.get("unlocks", {}),
    )


def _fee(data: Mapping[str, Any]) -> Fee:
    return Fee(
        amount=Decimal(str(data["amount"])),
        currency=data["currency"],
        borne_by=Bearer(data["borne_by"]),
        refunded=data.get("refunded", False),
        when=data.get("when", {}),
    )
