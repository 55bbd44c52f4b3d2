"""Spreadsheets that come and go: the list an agency fills in, empty to download and full to read."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import xlsxwriter

from lms.core import spreadsheets
from lms.core.errors import Refused
from lms.registration.rules.importing import (
    COLUMNS,
    FIRST_ROW,
    LARGEST_FILE,
    LARGEST_INSIDE,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
    Reason,
    letter,
)

LISTS = "lists"
LIMITS = spreadsheets.Limits(
    LARGEST_FILE, LARGEST_INSIDE, MOST_PARTS, MOST_ROWS * 2 + FIRST_ROW, MOST_COLUMNS, LONGEST_CELL
)


def lines_of(content: bytes) -> list[list[str]]:
    """What stands in the first sheet, as text. Raises Refused(NO_FILE, NOT_A_SHEET, FILE_LARGE, UNPACKED_LARGE)."""
    try:
        return spreadsheets.rows_of(content, LIMITS)
    except spreadsheets.Refuse as refused:
        raise Refused(Reason(refused.why.value)) from None


def empty_list(labels: Mapping[str, str], offered: Mapping[str, Sequence[str]], hint: str) -> bytes:
    """The list to fill in: the columns named, and what can be chosen offered in its cells."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, lists = book.add_worksheet("people"), book.add_worksheet(LISTS)
    small, bold = book.add_format({"font_color": "#777777", "font_size": 8}), book.add_format({"bold": True})
    as_text = book.add_format({"num_format": "@"})
    for n, key in enumerate(COLUMNS):
        sheet.write_string(0, n, key, small)
        sheet.write_string(1, n, labels[key], bold)
        if key in offered:
            for line, words in enumerate(offered[key]):
                lists.write_string(line, n, words)
            name = letter(n + 1)
            source = f"={LISTS}!${name}$1:${name}${len(offered[key])}"
            sheet.data_validation(FIRST_ROW - 1, n, MOST_ROWS + FIRST_ROW, n, {"validate": "list", "source": source})
    sheet.set_column(0, len(COLUMNS) - 1, 20, as_text)
    sheet.freeze_panes(FIRST_ROW - 1, 0)
    sheet.write_comment(1, 0, hint)
    book.close()
    return file.getvalue()
