"""`python -m tests.benchmarks.make_pairs`: writes pairs.csv anew — two thousand pairs of records, half of them of one
person, spelt as offices spell: other alphabets, old passports, typing errors, swapped names, days and months.

It knows nothing of the program's rules: its tables are those of passport offices and keyboards, and its "different"
pairs are the hard ones (brothers, twins, fathers and sons, namesakes of one village)."""

import csv
import random
import re
from datetime import date, timedelta
from pathlib import Path

FILE = Path(__file__).with_name("pairs.csv")
SEED, PAIRS = 1991, 2000
FIELDS = ("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin", "birth_date", "sex",
          "phone", "home")  # fmt: skip

ROOTS = (
    "Раҳим Карим Шариф Назар Ашӯр Сафар Ғафур Бобо Хол Мирзо Исмоил Давлат Ҳаким Қурбон Юсуф Саид Одина Ҷӯра "
    "Файзулло "
    "Нур Холмат Ёқуб Зиё Тоҷиддин Ҷамол Умар Раҷаб Шамсиддин Олим Содиқ Аҳмад Маҳмад Ҳасан Қодир Яъқуб Абдулло Ғулом "
    "Иброҳим Муҳаммад Неъмат Абдураҳмон Хуҷа Бек Эшон Мавлон Тиллои Хайрулло Пирмаҳмад Восеъ Табар Ҷабор Ҷалил Усмон "
    "Самад Турсун Эргаш Худойдод Сангин Курбон Раҷабалӣ Насим"
).split()
MEN = (
    "Баҳром Рустам Фаррух Сӯҳроб Далер Ҷамшед Фирӯз Шариф Умед Парвиз Хуршед Комрон Нурулло Абдулло Исмоил Сафар "
    "Ҷовид Манучеҳр Илҳом Қодир Мирзо Ғайрат Ҳикмат Зафар Акбар Баҳодур Дилшод Эраҷ Искандар Қосим Ҳасан "
    "Ҳусейн Муҳаммад Зоир "
    "Файзалӣ Тоҷиддин Ёқуб Шоҳрух Субҳон Неъматулло"
).split()
WOMEN = (
    "Гулнора Мадина Фарзона Нигина Шаҳло Саодат Мавҷуда Зарина Ҷамила Манижа Розия Ситора Нозанин Ҳафиза "
    "Фотима Зӯҳро "
    "Мехрангез Дилбар Қурбонгул Ойҷамол Шаҳноза Парвина Муҳаббат Тоҷинисо Бибихадича Гулчеҳра"
).split()
HOMES = (
    "dushanbe/sino drs/vahdat drs/rudaki khatlon/bokhtar khatlon/kulob khatlon/vose sughd/khujand sughd/isfara"
).split()

RUSSIAN = {"ғ": "г", "ӣ": "и", "қ": "к", "ӯ": "у", "ҳ": "х", "ҷ": "дж"}
LAZY = {"ғ": "г", "ӣ": "и", "қ": "к", "ӯ": "у", "ҳ": "х", "ҷ": "ч"}  # a keyboard without the six letters
SIGNS = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch ' y ' e yu ya gh i q u h j".split(" ")
PASSPORT = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяғӣқӯҳҷ", SIGNS, strict=True))
OLD = PASSPORT | {"ҷ": "dj", "х": "kh", "ҳ": "kh", "қ": "k", "ғ": "g", "ё": "io", "ю": "iu", "я": "ia", "ъ": "",
                  "ж": "j", "у": "u", "ӯ": "u", "й": "i"}  # fmt: skip
PLAIN = PASSPORT | {"ҳ": "kh", "ғ": "g", "қ": "k", "ъ": "", "ҷ": "j", "й": "i"}
RENAMED = (("family_name", "[ое]ва?$", "зода"), ("family_name_latin", "[oe]va?$", "zoda"))
EARS = (("п", "ф"), ("ф", "п"), ("о", "а"), ("о", "у"), ("и", "е"), ("е", "и"), ("д", "т"), ("в", "б"))


def _latin(name: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in name.lower()).title()


def _cyrillic(name: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in name.lower()).title()


def _family(chance: random.Random, root: str, woman: bool) -> str:
    ending = chance.choices(("ов", "зода", ""), (75, 20, 5))[0]
    if ending == "ов":
        return root + ("ев" if root[-1] in "оӣеиъьяю" else "ов") + ("а" if woman else "")
    return root + ending


def _patronymic(root: str, woman: bool) -> str:
    stem = root + ("ев" if root[-1] in "оӣеия" else "ов")
    return stem + ("на" if woman else "ич")


def _someone(chance: random.Random) -> dict:
    woman = chance.random() < 0.2
    own = {
        "family_name": _family(chance, chance.choice(ROOTS), woman),
        "given_name": chance.choice(WOMEN if woman else MEN),
        "patronymic": _patronymic(chance.choice(ROOTS), woman),
        "birth_date": date(1960, 1, 1) + timedelta(days=chance.randrange(47 * 365)), "sex": "f" if woman else "m",
        "phone": f"+99290{chance.randrange(10**7):07d}", "home": chance.choice(HOMES),
    }  # fmt: skip
    return _in_latin(own, PASSPORT)


def _in_latin(person: dict, table: dict[str, str]) -> dict:
    return {**person, "family_name_latin": _latin(person["family_name"], table),
            "given_name_latin": _latin(person["given_name"], table)}  # fmt: skip


def _mistype(chance: random.Random, name: str) -> str:
    if len(name) < 5:
        return name
    at = chance.randrange(1, len(name) - 2)
    kind = chance.randrange(3)
    if kind == 0:
        return name[:at] + name[at + 1] + name[at] + name[at + 2:]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at + 1:]


def _misheard(chance: random.Random, name: str) -> str:
    wrong = [(a, b) for a, b in EARS if a in name[1:]]
    if not wrong:
        return name
    a, b = chance.choice(wrong)
    return name[0] + name[1:].replace(a, b, 1)


def _swap(new: dict) -> None:
    for end in ("", "_latin"):
        family, given = "family_name" + end, "given_name" + end
        new[family], new[given] = new[given], new[family]


def _again(chance: random.Random, person: dict) -> dict:
    """The same person, as another office writes them down."""
    new = dict(person)
    table = chance.choice((None, RUSSIAN, LAZY))
    if table:
        for name in ("family_name", "given_name", "patronymic"):
            new[name] = _cyrillic(new[name], table)
    new = {**new, **{k: v for k, v in _in_latin(person, chance.choice((PASSPORT, OLD, PLAIN))).items() if "latin" in k}}
    if chance.random() < 0.25:
        name = chance.choice(("family_name", "given_name", "family_name_latin"))
        new[name] = _mistype(chance, new[name])
    if chance.random() < 0.25:
        name = chance.choice(("family_name", "given_name"))
        new[name] = _misheard(chance, new[name])
    if chance.random() < 0.08:
        _swap(new)
    if chance.random() < 0.1:  # the new law on names: -ов becomes -зода
        for name, endings, new_ending in RENAMED:
            new[name] = re.sub(endings, new_ending, new[name])
    if chance.random() < 0.35:
        new["patronymic"] = ""
    _birth_again(chance, new)
    draw = chance.random()
    new["phone"] = "" if draw < 0.2 else f"+99292{chance.randrange(10**7):07d}" if draw < 0.55 else new["phone"]
    if chance.random() < 0.15:
        new["home"] = chance.choice(HOMES)
    return new


def _birth_again(chance: random.Random, new: dict) -> None:
    born: date = new["birth_date"]
    draw = chance.random()
    if draw < 0.06 and born.day <= 12:
        new["birth_date"] = date(born.year, born.day, born.month)
    elif draw < 0.12:
        digits = list(f"{born:%d%m%Y}")
        at = chance.choice((1, 3, 7))
        digits[at] = str((int(digits[at]) + chance.choice((1, 3, 7))) % 10)
        text = "".join(digits)
        try:
            new["birth_date"] = date(int(text[4:]), int(text[2:4]), int(text[:2]))
        except ValueError:
            pass


def _other(chance: random.Random, person: dict) -> dict:
    """Somebody else who is easily taken for this person."""
    woman = person["sex"] == "f"
    kind = chance.choice(("brother", "twin", "father", "namesake", "namesake", "neighbour", "phone"))
    new = dict(person)
    if kind in ("brother", "twin"):
        new["given_name"] = chance.choice([each for each in (WOMEN if woman else MEN) if each != person["given_name"]])
    if kind in ("brother", "father", "namesake"):
        years = chance.randint(18, 35) if kind == "father" else chance.randint(1, 12)
        new["birth_date"] = person["birth_date"] + timedelta(days=years * 365 + chance.randrange(11, 350))
    if kind == "father":
        new["patronymic"] = _patronymic(chance.choice(ROOTS), woman)
    if kind == "neighbour":
        new = {**_someone(chance), "home": person["home"], "birth_date": person["birth_date"]}
    if kind == "phone":
        new = {**_someone(chance), "phone": person["phone"], "home": person["home"]}
    elif chance.random() < 0.6:
        new["phone"] = f"+99293{chance.randrange(10**7):07d}"
    return _in_latin(new, PASSPORT)


def main() -> None:
    """Write the file."""
    chance = random.Random(SEED)
    with FILE.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["same", *(f"{side}_{name}" for side in "ab" for name in FIELDS)])
        for n in range(PAIRS):
            one, same = _someone(chance), n % 2 == 0
            other = _again(chance, one) if same else _again(chance, _other(chance, one))
            out.writerow([int(same), *(one[name] for name in FIELDS), *(other[name] for name in FIELDS)])


if __name__ == "__main__":
    main()
