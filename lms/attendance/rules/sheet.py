"""A signed sheet typed back: only the rows that are not simply present. Standard library only.

    3 7 12              these rows were absent the whole day
    3a  3ab             row 3 was absent in block a, in blocks a and b
    5c late 15          row 5 came 15 minutes late to block c
    8b left 20          row 8 left block b 20 minutes early
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from lms.attendance.rules import MarkState
from lms.attendance.rules.marks import MOST_MINUTES, Said

# Letters of the blocks as the sheet prints them, by the script of the reader; whoever types may use either.
LATIN, CYRILLIC = "abcdefghij", "абвгдежзик"
LOOKALIKES = {"с": "c"}  # the Cyrillic letter that is no block of its own
WORDS = {
    MarkState.LATE: ("late", "l", "дер", "дермонд", "опоздал", "опоздала", "опозд", "оп", "kechikdi"),
    MarkState.LEFT_EARLY: ("left", "early", "рафт", "барвақт", "ушёл", "ушел", "ушла", "уш", "ketdi"),
    MarkState.ABSENT: ("absent", "ғоиб", "гоиб", "отсутствовал", "отсутствовала", "нет", "нест", "kelmadi"),
    MarkState.PRESENT: ("present", "ҳозир", "хозир", "был", "была", "присутствовал", "присутствовала", "keldi"),
}
STATES = {word: state for state, words in WORDS.items() for word in words}
TOKEN = re.compile(r"(?P<row>\d{1,3})\s*[./]?\s*(?P<blocks>[^\W\d_]*)|(?P<word>[^\W\d_]+)|(?P<other>[^\s,;.:]+)")
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Typed:
    """What was read: by row and block (counted from 0) what is said; and what was not understood, as it was typed."""

    said: dict[tuple[int, int], Said]
    unclear: tuple[str, ...]


def letters(count: int, *, cyrillic: bool) -> str:
    """The letters of the blocks of a day on a sheet."""
    return (CYRILLIC if cyrillic else LATIN)[:count]


def read_sheet(text: str, *, rows: Collection[int], blocks: int) -> Typed:
    """Read what was typed from a sheet with these row numbers and so many blocks. Everybody who is not named was
    present. Forgiving: commas, line breaks, letters of either script, with or without a space before the letter."""
    said: dict[tuple[int, int], Said] = {}
    unclear: list[str] = []
    for entry in _entries(text[:LONGEST].lower()):
        where = _blocks(entry.blocks, blocks)
        if entry.fault or entry.row not in rows or where is None:
            unclear.append(entry.typed)
            continue
        for block in where:
            said[entry.row, block] = Said(entry.state, entry.minutes)
    return Typed(said, tuple(unclear))


@dataclass(slots=True)
class _Entry:
    typed: str
    row: int = 0
    blocks: str = ""
    state: MarkState = MarkState.ABSENT
    minutes: int | None = None
    fault: bool = False
    timed: bool = False  # a number that follows is minutes


def _entries(text: str) -> list[_Entry]:
    found: list[_Entry] = []
    for token in TOKEN.finditer(text):
        last = found[-1] if found else None
        row, blocks, word = token["row"], token["blocks"] or "", token["word"]
        if row and last and last.timed and not blocks:
            last.minutes, last.timed = min(int(row), MOST_MINUTES) or None, False
            last.typed += f" {row}"
        elif row and blocks in STATES and not _only_letters(blocks):
            found.append(_stated(_Entry(token[0].strip(), int(row)), STATES[blocks]))
        elif row:
            found.append(_Entry(token[0].strip(), int(row), blocks))
        elif word in STATES and last and not last.fault:
            last.typed += f" {word}"
            _stated(last, STATES[word])
        elif word and last and not last.blocks and not last.fault and _only_letters(word) and not last.timed:
            last.blocks, last.typed = word, f"{last.typed} {word}"
        else:
            found.append(_Entry(token[0], fault=True))
    return found


def _stated(entry: _Entry, state: MarkState) -> _Entry:
    entry.state = state
    entry.timed = state in (MarkState.LATE, MarkState.LEFT_EARLY)
    return entry


def _only_letters(word: str) -> bool:
    return all(each in LATIN or each in CYRILLIC or each in LOOKALIKES for each in word)


def _blocks(typed: str, count: int) -> list[int] | None:
    """Which blocks these letters mean, all of them when there are none; None when one does not exist."""
    if not typed:
        return list(range(count))
    found = []
    for letter in typed:
        letter = LOOKALIKES.get(letter, letter)
        at = LATIN.find(letter) if letter in LATIN else CYRILLIC.find(letter)
        if not 0 <= at < count:
            return None
        found.append(at)
    return found


def sets_for(people: int, roles: int) -> int:
    """How many sets of cards with so many roles a class needs: each person one card."""
    return -(-people // roles)
