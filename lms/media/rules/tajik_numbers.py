"""Numbers, days and signs as a Tajik says them. Standard library only."""

import re

from lms.core.languages import MONTHS

ONES = (
    "сифр як ду се чор панҷ шаш ҳафт ҳашт нуҳ даҳ ёздаҳ дувоздаҳ сездаҳ чордаҳ понздаҳ шонздаҳ ҳабдаҳ ҳаждаҳ "
    "нуздаҳ".split()
)  # fmt: skip
TENS = "бист сӣ чил панҷоҳ шаст ҳафтод ҳаштод навад".split()
LARGE = ((10**9, "миллиард"), (10**6, "миллион"), (1000, "ҳазор"))
MOST = 10**12  # what is longer is a number of a paper or a telephone: digit by digit
SIGNS = {
    "%": " фоиз", "№": " рақами ", "+": " плюс ", "₽": " рубл", "$": " доллар", "€": " евро", "×": " зарби ",
    "=": " баробар ба ", "&": " ва ", "§": " параграфи ", "°": " дараҷа",
}  # fmt: skip
_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS['tg'])})(?: (\d{{4}})\b)?")
_CLOCK = re.compile(r"\b([01]?\d|2[0-4]):([0-5]\d)\b")
_GROUPED = re.compile(r"(?<![\d+])\d{1,3}(?:[   ]\d{3})+(?!\d)")
_TELEPHONE = re.compile(r"\+?\d(?:[\d   ()-]{5,}\d)")
_ORDINAL = re.compile(r"\b(\d+)-(?:ум|юм)(ин|и)?\b")
_BROKEN = re.compile(r"\b(\d+),(\d+)\b")
_RANGE = re.compile(r"(?<=\d) ?[–-] ?(?=\d)")


def with_words(text: str) -> str:
    """The text with every number, day, time and sign in words."""
    text = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    text = _DATE.sub(_date, text)
    text = _CLOCK.sub(lambda found: _clock(int(found[1]), int(found[2])), text)
    text = _TELEPHONE.sub(lambda found: _one_by_one(found[0]), text)
    text = _RANGE.sub(" то ", text)
    text = _ORDINAL.sub(lambda found: ordinal(int(found[1])) + (found[2] or ""), text)
    text = _BROKEN.sub(lambda found: f"{number(int(found[1]))} вергул {_one_by_one(found[2])}", text)
    text = re.sub(r"\d+", lambda found: _said(found[0]), text)
    return "".join(SIGNS.get(letter, letter) for letter in text)


def number(value: int) -> str:
    """A whole number from 0 to below a billion thousands: 2026 → "ду ҳазору бисту шаш"."""
    if value < len(ONES):
        return ONES[value]
    parts = []
    for size, name in LARGE:
        if count := value // size:
            parts.append(name if count == 1 and size == 1000 else f"{number(count)} {name}")
        value %= size
    if hundreds := value // 100:
        parts.append("сад" if hundreds == 1 else f"{ONES[hundreds]}сад")
    value %= 100
    if value >= len(ONES):
        parts.append(TENS[value // 10 - 2])
        value %= 10
    if value:
        parts.append(ONES[value])
    return " ".join([*map(_and, parts[:-1]), parts[-1]])


def ordinal(value: int) -> str:
    """15 → "понздаҳум", 3 → "сеюм", 30 → "сиюм"."""
    said = number(value)
    return f"{said[:-1]}июм" if said.endswith("ӣ") else said + ("юм" if said[-1] in "еу" else "ум")


def _and(part: str) -> str:
    return f"{part[:-1]}ию" if part.endswith("ӣ") else f"{part}у"


def _date(found: re.Match[str]) -> str:
    day = f"{ordinal(int(found[1]))}и {found[2]}"
    return f"{day} соли {ordinal(int(found[3]))}" if found[3] else day


def _clock(hour: int, minute: int) -> str:
    return f"{number(hour)}у {number(minute)} дақиқа" if minute else number(hour)


def _said(digits: str) -> str:
    spelled = int(digits) >= MOST or digits.startswith("0") and digits != "0"
    return _one_by_one(digits) if spelled else number(int(digits))


def _one_by_one(digits: str) -> str:
    said = (", " if each in "   ()-" else f"{SIGNS['+'] if each == '+' else ONES[int(each)]} " for each in digits)
    return re.sub(r"\s*,[\s,]*", ", ", "".join(said)).strip(" ,")
