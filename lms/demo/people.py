"""People of the demo world: names, homes and plans. None of them exists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from lms.registration.rules import Need, Occupation, Person, Plan, Relation, Sex

MEN = (
    "Баҳром Рустам Фаррух Сухроб Далер Ҷамшед Фирӯз Шариф Умед Парвиз Хуршед Комрон Нурулло Абдулло Исмоил Сафар "
    "Ҷовид Манучеҳр Илҳом Қодир"
).split()
WOMEN = "Гулнора Мадина Фарзона Нигина Шаҳло Саодат Мавҷуда Зарина Ҷамила Манижа Розия Ситора Нозанин Ҳафиза".split()
FAMILIES = (
    "Раҳимов Каримов Шарипов Назаров Ашӯров Сафаров Ғафуров Бобоев Холов Мирзоев Исмоилов Давлатов Ҳакимов Қурбонов "
    "Юсупов Саидов Одинаев Ҷӯраев Файзуллоев Нуров"
).split()
FATHERS = "Карим Раҳмон Сафар Давлат Ҳаким Қурбон Исмоил Мирзо Назар Шариф".split()
CITIES = {"RU": ("moscow", "moscow-region", "saint-petersburg", "sverdlovsk", "novosibirsk", "tyumen", "samara")}
OTHER_COUNTRIES = ("KZ", "KR", "TR", "AE", "DE", "PL")
MEN_PERCENT, RUSSIA_PERCENT, FIRST_TIME_PERCENT = 85, 97, 55
WORK = (
    (Occupation.CONSTRUCTION, 45), (Occupation.TRADE, 10), (Occupation.TRANSPORT, 10), (Occupation.FACTORY, 10),
    (Occupation.CLEANING, 8), (Occupation.CATERING, 7), (Occupation.FARMING, 5), (Occupation.WAREHOUSE, 5),
)  # fmt: skip

LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ғ": "gh", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i",
    "ӣ": "i", "й": "y", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ӯ": "u", "ф": "f", "х": "kh", "ҳ": "h", "ч": "ch", "ҷ": "j", "ш": "sh", "ъ": "", "э": "e",
    "ю": "yu", "я": "ya",
}  # fmt: skip


@dataclass(frozen=True)
class Home:
    """Where somebody lives."""

    region: str
    district: str


def latin(name: str) -> str:
    """The name in Latin letters, as a passport office would write it."""
    return "".join(LATIN.get(letter, letter) for letter in name.lower()).title()


def homes(country: Mapping[str, Any], regions: tuple[str, ...]) -> list[Home]:
    """All districts of the regions that a centre serves."""
    return [
        Home(region["id"], district["id"])
        for region in country["regions"]
        if region["id"] in regions
        for district in region.get("districts", [])
    ]


def someone(chance: Random, home: Home, *, today: date, number: int) -> Person:
    """A person who lives at `home`. `number` makes the telephone number nobody else's."""
    woman = chance.randrange(100) >= MEN_PERCENT
    family = chance.choice(FAMILIES) + ("а" if woman else "")
    given = chance.choice(WOMEN if woman else MEN)
    patronymic = chance.choice(FATHERS) + ("овна" if woman else "ович")
    reads_alone = chance.randrange(100) < 88
    return Person(
        family_name_latin=latin(family),
        given_name_latin=latin(given),
        family_name=family,
        given_name=given,
        patronymic=patronymic,
        birth_date=today - timedelta(days=365 * chance.choice((19, 21, 23, 25, 27, 30, 33, 36, 41, 48)) + number % 300),
        sex=Sex.FEMALE if woman else Sex.MALE,
        phone=None if number % 25 == 0 else f"+99290{5000000 + number:07d}",
        region=home.region,
        district=home.district,
        jamoat=None,
        language="tg" if chance.randrange(100) < 93 else "ru",
        has_internet=reads_alone and chance.randrange(100) < 80,
        reads_alone=reads_alone,
        safety_training=("yes", "no", "unknown")[number % 3],
        needs=(Need.CHILDCARE,) if woman and chance.randrange(3) == 0 else (),
        family=(_spouse(chance, family, of_woman=woman),) if chance.randrange(2) else (),
    )


def _spouse(chance: Random, family: str, *, of_woman: bool) -> tuple[str, Relation]:
    if of_woman:
        return f"{chance.choice(MEN)} {family.removesuffix('а')}", Relation.SPOUSE
    return f"{chance.choice(WOMEN)} {family}а", Relation.SPOUSE


def some_plan(chance: Random, departs_on: date) -> Plan:
    """A journey on that date: nearly always to the Russian Federation."""
    russia = chance.randrange(100) < RUSSIA_PERCENT
    country = "RU" if russia else chance.choice(OTHER_COUNTRIES)
    return Plan(
        country=country,
        country_region=chance.choice(CITIES["RU"]) if russia else None,
        occupation=chance.choices([work for work, _ in WORK], [share for _, share in WORK])[0],
        departs_on=departs_on,
        first_time=chance.randrange(100) < FIRST_TIME_PERCENT,
        contract_months=(None, 6, 11, 0, 14)[departs_on.toordinal() % 5],
    )
