"""Numbers with a check digit, names, what a record may hold. Standard library only."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST_NAME = 100
YOUNGEST, OLDEST = 14, 100
FURTHEST_DEPARTURE = timedelta(days=3 * 365)
MOST_FAMILY = 4
NUMBER_LENGTH = 9


class Reason(StrEnum):
    """Why something about a registration is refused."""

    BIRTH_IN_FUTURE = "birth-in-future"
    TOO_YOUNG = "too-young"
    TOO_OLD = "too-old"
    DEPARTURE_PAST = "departure-past"
    DEPARTURE_FAR = "departure-far"
    NAME_MISSING = "name-missing"
    NAME_LONG = "name-long"
    NAME_WITHOUT_LETTERS = "name-without-letters"
    NAME_NOT_LATIN = "name-not-latin"
    PHONE_WRONG = "phone-wrong"
    FAMILY_LARGE = "family-large"


class Sex(StrEnum):
    """As in the passport."""

    FEMALE = "f"
    MALE = "m"


class Need(StrEnum):
    """What a centre prepares for somebody (E78, E79, E139)."""

    CHILDCARE = "childcare"
    FEMALE_TRAINER = "female-trainer"
    STEP_FREE = "step-free"
    REST = "rest"
    TALK = "talk"
    SIGHT = "sight"
    HEARING = "hearing"
    SIGN_LANGUAGE = "sign-language"
    COMPANION = "companion"


class Relation(StrEnum):
    """Who a member of the family is to the migrant."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    MINOR = "minor"
    SIBLING = "sibling"
    IN_LAW = "in-law"
    OTHER = "other"


class Occupation(StrEnum):
    """The kinds of work in which most people leave."""

    CONSTRUCTION = "construction"
    FACTORY = "factory"
    WAREHOUSE = "warehouse"
    TRANSPORT = "transport"
    TRADE = "trade"
    CATERING = "catering"
    CLEANING = "cleaning"
    HOUSEHOLD = "household"
    FARMING = "farming"
    HEALTH = "health"
    ENTERTAINMENT = "entertainment"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Names:
    """How somebody is written: as in the passport, and in their own letters."""

    family_name_latin: str
    given_name_latin: str
    family_name: str
    given_name: str
    patronymic: str | None = None

    def faults(self) -> list["Reason"]:
        """Everything that is wrong with the names."""
        latin = (self.family_name_latin, self.given_name_latin)
        own = (self.family_name, self.given_name, *([] if self.patronymic is None else [self.patronymic]))
        found = [name_fault(name, latin=True) for name in latin] + [name_fault(name) for name in own]
        return [reason for reason in found if reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basics:
    """What was written down once and can be wrong: day of birth, sex, home."""

    birth_date: date
    sex: Sex
    region: str
    district: str
    jamoat: str | None

    def fault(self, today: date) -> Reason | None:
        """Why this cannot be."""
        return birth_fault(self.birth_date, today)


@dataclass(frozen=True, kw_only=True)
class Person(Names):
    """What somebody tells about themselves. `phone` is in international form (+992…)."""

    birth_date: date
    sex: Sex
    phone: str | None
    region: str
    district: str
    jamoat: str | None
    language: str
    has_internet: bool
    reads_alone: bool
    safety_training: str = "unknown"  # record.SafetyTraining
    education: str | None = None  # record.Education
    speaks: str | None = None  # record.Level
    needs: tuple[Need, ...] = ()
    family: tuple[tuple[str, Relation], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The journey somebody plans."""

    country: str
    country_region: str | None
    occupation: Occupation
    departs_on: date
    first_time: bool
    contract_months: int | None = None


# Damm's quasigroup of order 10: finds every single wrong digit and every swap of neighbours.
DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def check_digit(digits: str) -> str:
    """The digit that makes `digits` a right number."""
    found = "0"
    for digit in digits:
        found = DAMM[int(found)][int(digit)]
    return found


def plain_number(text: str) -> str:
    """A number as kept: without the spaces and hyphens people type."""
    return "".join(text.split()).replace("-", "")


def looks_like_number(text: str) -> bool:
    """Whether nine digits were typed: a registration number, rightly or wrongly copied."""
    plain = plain_number(text)
    return len(plain) == NUMBER_LENGTH and plain.isascii() and plain.isdigit()


def number_is_right(text: str) -> bool:
    """Whether these nine digits can be a registration number."""
    return looks_like_number(text) and check_digit(plain_number(text)) == "0"


def is_mistyped(text: str) -> bool:
    """Whether these nine digits are nobody's registration number, for the last one does not fit the others."""
    return looks_like_number(text) and not number_is_right(text)


def shown_number(number: str) -> str:
    """A number as printed and read aloud: "1234 5678 9"."""
    return f"{number[:4]} {number[4:8]} {number[8:]}"


def name_fault(name: str, *, latin: bool = False) -> Reason | None:
    """Why a name is refused; any script will do unless it is to be as in the passport."""
    if not name.strip():
        return Reason.NAME_MISSING
    if len(name) > LONGEST_NAME:
        return Reason.NAME_LONG
    kinds = {unicodedata.category(letter) for letter in name}
    if not any(kind.startswith("L") for kind in kinds) or kinds & {"Nd", "Cc", "Co", "Cn"}:
        return Reason.NAME_WITHOUT_LETTERS
    if latin and not all(letter in " '-.’ʻʼ" or _is_latin(letter) for letter in name):
        return Reason.NAME_NOT_LATIN
    return None


def _is_latin(letter: str) -> bool:
    return letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN")


def birth_fault(birth: date, today: date) -> Reason | None:
    """Why a date of birth is refused."""
    if birth > today:
        return Reason.BIRTH_IN_FUTURE
    age = age_on(birth, today)
    if age < YOUNGEST:
        return Reason.TOO_YOUNG
    return Reason.TOO_OLD if age > OLDEST else None


def age_on(birth: date, day: date) -> int:
    """Full years on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def departure_fault(departs: date, today: date) -> Reason | None:
    """Why a planned departure is refused. Today is still in time to register."""
    if departs < today:
        return Reason.DEPARTURE_PAST
    return Reason.DEPARTURE_FAR if departs > today + FURTHEST_DEPARTURE else None


def faults(person: Person, plan: Plan, today: date) -> list[Reason]:
    """Everything for which a registration is refused; empty when it can be made."""
    found = [*person.faults(), *(name_fault(name) for name, _ in person.family if name)]
    found += [birth_fault(person.birth_date, today), departure_fault(plan.departs_on, today)]
    found += [Reason.FAMILY_LARGE] if len(person.family) > MOST_FAMILY else []
    return [reason for reason in found if reason]
