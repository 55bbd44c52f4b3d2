"""How names sound, however they are written: Tajik, Russian and Latin letters, old and new passports. Standard library
only."""

import unicodedata
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from itertools import combinations

LETTERS = str.maketrans({
    **dict(zip("абвгғдеёзиӣйкқлмнопрстуӯфхҳыэ", "abvggdeeziiikklmnoprstuufhhie", strict=True)),
    "ж": "j", "ҷ": "j", "ч": "j", "ц": "ts", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ў": "u", "і": "i",
    "q": "k", "x": "h", "y": "i", "w": "v", "ъ": None, "ь": None, "ʻ": None, "ʼ": None,
})  # fmt: skip
SOUNDS = (("dj", "j"), ("zh", "j"), ("ch", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"), ("io", "e"))
# What follows the stem of a family name or a patronymic, as `spelling` writes it; the longest first.
ENDINGS = ("evij", "ovij", "zoda", "zade", "evna", "ovna", "ova", "eva", "zod", "ov", "ev")
SHORTEST_STEM = 3
VOWELS = str.maketrans("", "", "aeiou")
ALIKE = str.maketrans("pvdgjz", "fbthss")  # for the ear at a noisy desk: п/ф, в/б, д/т, ғ/х, ҷ/ш/з


def spelling(text: str) -> str:
    """One spelling for all ways a name is written: Ҷамшед, Джамшед, Чамшед and Jamshed become the same."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFC", text.lower().replace("-", " ")).translate(LETTERS)
        if letter.isalnum() or letter == " "
    )  # fmt: skip
    for sound, letter in SOUNDS:
        plain = plain.replace(sound, letter)
    once = [letter for letter, before in zip(plain, f" {plain}", strict=False) if letter != before or letter == " "]
    return " ".join("".join(once).split())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A spelt word without what makes it a family name or a patronymic: Шарипов, Шарипова and Шарипзода have one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """How the stem of a spelt word sounds: its first letter and its consonants, those that are confused made equal."""
    kept = stem(word).replace("sh", "s").replace("ts", "s").replace("h", "") or word
    consonants = kept[1:].translate(VOWELS)
    heard = (("a" if kept[0] in "aeiou" else kept[0]) + consonants).translate(ALIKE)
    return "".join(letter for letter, before in zip(heard, f" {heard}", strict=False) if letter != before)


def keys_of(*written: str) -> set[str]:
    """Under which keys somebody is found whose whole name is written so, in each kind of letters: each word as spelt,
    "~" with how it sounds, and "&" with how each two of them sound, in either order: among a million people each single
    name is common, two together are not. One name in two kinds of letters is not two names; Назаров Назар has two."""
    words = {word for each in written for word in spelling(each).split()}
    return {
        *(word[:40] for word in words),
        *(f"~{sound(word)}"[:40] for word in words if len(word) >= SHORTEST_STEM),
        *(pair_of(*order) for two in _twos(written) for order in (two, two[::-1])),
    }


def pairs_of(*written: str) -> set[str]:
    """The keys of two names together by which somebody is found whose name is written so: of the two orders one."""
    return {pair_of(*two) for two in _twos(written)}


def _twos(written: Collection[str]) -> set[tuple[str, str]]:
    names = [[word for word in spelling(each).split() if len(word) >= SHORTEST_STEM] for each in written]
    heard = {word for name in names for word in name}
    return {
        *((one, other) for one in heard for other in heard if sound(one) < sound(other)),
        *(two for name in names for two in combinations(name, 2) if len({*map(sound, two)}) == 1),
    }


def pair_of(one: str, other: str) -> str:
    """The key of two names together; the second may be only begun."""
    return f"&{sound(one)} {sound(other)}"[:40]


def typed_date(text: str) -> date | None:
    """A date as people type it into a search: 12.5.1990, 12/05/1990, 1990-05-12."""
    parts = text.replace("/", ".").replace("-", ".").split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None
    day, month, year = (int(part) for part in (reversed(parts) if len(parts[0]) == 4 else parts))
    try:
        return date(year, month, day)
    except ValueError:
        return None
