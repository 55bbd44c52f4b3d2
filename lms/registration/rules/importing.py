"""Lists of people that an agency sends: what may be in a file, and what stands wrong in which cell. Standard library
only."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_ROWS, MOST_COLUMNS = 300, 40
LARGEST_FILE, LARGEST_INSIDE, MOST_PARTS = 1024 * 1024, 16 * 1024 * 1024, 60
KEY_ROW, FIRST_ROW = 1, 3  # the first line names the columns for the program, the second for people
LONGEST_CELL = 200

# The columns of the list, in their order: the fields of the desk's form.
COLUMNS = (
    "family_name_latin", "given_name_latin", "family_name", "given_name", "patronymic", "birth_date", "sex", "phone",
    "home", "jamoat", "country", "occupation", "departs_on", "first_time", "language", "has_internet", "reads_alone",
)  # fmt: skip
DAYS = ("birth_date", "departs_on")
NEEDED = ("family_name_latin", "given_name_latin", "family_name", "given_name", "birth_date", "sex", "home", "country",
          "departs_on")  # fmt: skip


class Reason(StrEnum):
    """Why a file is not read, or nobody of it registered."""

    NO_FILE = "no-file"
    NOT_A_SHEET = "not-a-sheet"
    FILE_LARGE = "file-large"
    UNPACKED_LARGE = "unpacked-large"
    OTHER_COLUMNS = "other-columns"
    NOBODY_IN_IT = "nobody-in-it"
    NOBODY_LEFT = "nobody-left"
    MANY_ROWS = "many-rows"


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a list: the number of the line, and what stands in it by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in one cell, and the cure."""

    cell: str
    typed: str
    cure: str


def letter(column: int) -> str:
    """The name of a column, as spreadsheets call it: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_rows(lines: Sequence[Sequence[str]]) -> tuple[list[Row], dict[str, str]] | Reason:
    """The people of a list and the letter of each column, from its lines; or why it cannot be read. Empty lines are
    nobody."""
    if len(lines) < KEY_ROW:
        return Reason.OTHER_COLUMNS
    keys = [cell.strip().lower() for cell in lines[KEY_ROW - 1]]
    if not set(NEEDED) <= set(keys):
        return Reason.OTHER_COLUMNS
    places = {key: n for n, key in enumerate(keys) if key in COLUMNS}
    rows = [
        Row(number, {key: line[n].strip() if n < len(line) else "" for key, n in places.items()})
        for number, line in enumerate(lines[FIRST_ROW - 1 :], FIRST_ROW)
        if any(cell.strip() for cell in line)
    ]
    if not rows:
        return Reason.NOBODY_IN_IT
    if len(rows) > MOST_ROWS:
        return Reason.MANY_ROWS
    return rows, {key: letter(n + 1) for key, n in places.items()}
