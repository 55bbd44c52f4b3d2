"""A table of jamoats, read row by row: all of it is right, or every wrong row is named."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

COLUMNS = ("code", "region", "district")  # and one column of names for each language: tg, ru, en
LANGUAGE = re.compile(r"[a-z]{2,3}")
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LONGEST_NAME = 120


class Wrong(StrEnum):
    """What is wrong with a row."""

    NO_COLUMN = "no-column"
    BAD_CODE = "bad-code"
    CODE_TWICE = "code-twice"
    NO_DISTRICT = "no-district"
    NO_NAME = "no-name"
    LONG_NAME = "long-name"


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken: its line in the file, what is wrong, and the words that are."""

    line: int
    wrong: Wrong
    found: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One jamoat."""

    code: str
    region: str
    district: str
    names: Mapping[str, str]


def read_rows(
    rows: Iterable[Mapping[str, str | None]], districts: Collection[tuple[str, str]]
) -> tuple[list[Row], list[BadRow]]:
    """The jamoats of a table whose first line names the columns, and everything that is wrong with it."""
    good, bad, seen = [], [], set()
    for line, raw in enumerate(rows, 2):
        row = {(key or "").strip(): value.strip() for key, value in raw.items() if isinstance(value, str)}
        if missing := next((each for each in COLUMNS if each not in row), None):
            bad.append(BadRow(line, Wrong.NO_COLUMN, missing))
            continue
        names = {key: text for key, text in row.items() if LANGUAGE.fullmatch(key) and text}
        read = Row(*(row[each] for each in COLUMNS), names)
        wrong = list(_wrong(read, districts, seen))
        bad += [BadRow(line, *each) for each in wrong]
        seen.add(read.code)
        if not wrong:
            good.append(read)
    return good, bad


def _wrong(row: Row, districts: Collection[tuple[str, str]], seen: Collection[str]) -> Iterable[tuple[Wrong, str]]:
    if not CODE.fullmatch(row.code):
        yield Wrong.BAD_CODE, row.code
    elif row.code in seen:
        yield Wrong.CODE_TWICE, row.code
    if (row.region, row.district) not in districts:
        yield Wrong.NO_DISTRICT, f"{row.region}/{row.district}"
    if not row.names:
        yield Wrong.NO_NAME, row.code
    elif longest := next((each for each in row.names.values() if len(each) > LONGEST_NAME), None):
        yield Wrong.LONG_NAME, longest[:20]
