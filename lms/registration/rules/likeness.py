"""Whether two records are of one person, and what speaks for it and against it. Standard library only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from lms.registration.rules.spelling import spelling, stem

SAME, CLOSE, OTHER = 0.9, 0.75, 0.6
PROBABLE = 8.0
# Letters that one hand writes for another: of vowels and of consonants. A swap of these costs little.
CONFUSED = frozenset(
    frozenset(pair) for pair in "ie ou oa ea pf bv kg hg kh td zs js zj mn bp".split()
)
CHEAP, DEAR = 0.35, 1.0


class Evidence(StrEnum):
    """What speaks for one person, or against."""

    NAMES_SAME = "names-same"
    NAMES_SPELT = "names-spelt"
    NAMES_SWAPPED = "names-swapped"
    FAMILY_OTHER = "family-other"
    PATRONYMIC_SAME = "patronymic-same"
    PATRONYMIC_OTHER = "patronymic-other"
    BIRTH_SAME = "birth-same"
    BIRTH_SWAPPED = "birth-swapped"
    BIRTH_NEAR = "birth-near"
    BIRTH_OTHER = "birth-other"
    PHONE_SAME = "phone-same"
    HOME_SAME = "home-same"
    SEX_OTHER = "sex-other"


AGAINST = frozenset(
    {Evidence.FAMILY_OTHER, Evidence.PATRONYMIC_OTHER, Evidence.BIRTH_OTHER, Evidence.SEX_OTHER}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a person for comparing. Names stand as written."""

    family_name: str
    given_name: str
    patronymic: str | None
    family_name_latin: str
    given_name_latin: str
    birth_date: date
    sex: str
    phone: str | None
    home: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two records are, with the evidence in the order in which it is told."""

    score: float
    evidence: tuple[Evidence, ...]

    @property
    def is_probable(self) -> bool:
        """Whether an officer should look at the two."""
        return self.score >= PROBABLE


def compare(one: Known, other: Known) -> Likeness:
    """Weigh two records against each other."""
    found = [*_names(one, other), *_patronymics(one, other), _births(one.birth_date, other.birth_date)]
    if one.phone and one.phone == other.phone:
        found.append((Evidence.PHONE_SAME, 3.0))
    if one.home == other.home:
        found.append((Evidence.HOME_SAME, 0.5))
    if one.sex != other.sex:
        found.append((Evidence.SEX_OTHER, -4.0))
    return Likeness(
        round(sum(weight for _, weight in found), 2), tuple(evidence for evidence, _ in found if evidence)
    )


Weighed = tuple[Evidence | None, float]


def _names(one: Known, other: Known) -> list[Weighed]:
    """Family and given name, in whatever letters they agree best, straight or swapped."""
    straight = _pair(one, other, swapped=False)
    swapped = _pair(one, other, swapped=True)
    if min(swapped) >= CLOSE and sum(swapped) > sum(straight) + 0.2:
        return [(Evidence.NAMES_SWAPPED, _weight(swapped[0]) + _weight(swapped[1]) - 0.5)]
    family, given = straight
    if given < OTHER:
        return [(None, -9.0)]
    if family < OTHER:
        married = one.sex == other.sex == "f"
        return [(Evidence.FAMILY_OTHER, (-1.0 if married else -3.0) + _weight(given))]
    literal = (one.family_name, one.given_name) == (other.family_name, other.given_name)
    return [(Evidence.NAMES_SAME if literal else Evidence.NAMES_SPELT, _weight(family) + _weight(given))]


def _weight(likeness: float) -> float:
    if likeness >= SAME:
        return 2.5
    return 1.5 if likeness >= CLOSE else -1.5


def _pair(one: Known, other: Known, *, swapped: bool) -> tuple[float, float]:
    """How alike family name and given name are."""
    families, givens = _written(other.family_name, other.family_name_latin), _written(
        other.given_name, other.given_name_latin
    )
    if swapped:
        families, givens = givens, families
    return (
        _best(_written(one.family_name, one.family_name_latin), families),
        _best(_written(one.given_name, one.given_name_latin), givens),
    )


def _written(own: str, latin: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spelt for spelt in (spelling(own), spelling(latin)) if spelt))


def _best(ones: Iterable[str], others: Iterable[str]) -> float:
    others = tuple(others)
    return max((likeness(one, other) for one in ones for other in others), default=0.0)


def _patronymics(one: Known, other: Known) -> list[Weighed]:
    if not one.patronymic or not other.patronymic:
        return []
    alike = likeness(spelling(one.patronymic), spelling(other.patronymic))
    if alike >= CLOSE:
        return [(Evidence.PATRONYMIC_SAME, 1.5)]
    return [(Evidence.PATRONYMIC_OTHER, -3.0)] if alike < OTHER else []


def _births(one: date, other: date) -> Weighed:
    if one == other:
        return Evidence.BIRTH_SAME, 4.5
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return Evidence.BIRTH_SWAPPED, 3.5
    wrong = sum(a != b for a, b in zip(f"{one:%d%m%Y}", f"{other:%d%m%Y}", strict=True))
    same = (one.day == other.day) + (one.month == other.month) + (one.year == other.year)
    if wrong == 1 or (same == 2 and wrong == 2 and sorted(f"{one:%d%m%Y}") == sorted(f"{other:%d%m%Y}")):
        return Evidence.BIRTH_NEAR, 3.0
    return Evidence.BIRTH_OTHER, -5.0


def likeness(one: str, other: str) -> float:
    """How alike two spelt words are, from 0 to 1, their endings left aside: 1 is the same."""
    ones, others = (" ".join(stem(word) for word in text.split()) for text in (one, other))
    if ones == others:
        return 1.0
    return max(0.0, 1.0 - _distance(ones, others) / max(len(ones), len(others), 4))


@lru_cache(maxsize=65536)
def _distance(one: str, other: str) -> float:
    """Steps from one word to the other: a letter too many, too few or another one; confused letters cost less."""
    before, above = [], [float(n) for n in range(len(other) + 1)]
    for i, letter in enumerate(one, 1):
        line = [float(i)]
        for j, there in enumerate(other, 1):
            swap = above[j - 1] + (0.0 if letter == there else CHEAP if {letter, there} in CONFUSED else DEAR)
            best = min(swap, above[j] + _missing(letter), line[-1] + _missing(there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                best = min(best, before[j - 2] + CHEAP * 2)
            line.append(best)
        before, above = above, line
    return above[-1]


def _missing(letter: str) -> float:
    return CHEAP * 1.5 if letter in "hieu" else DEAR
