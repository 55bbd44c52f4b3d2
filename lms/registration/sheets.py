"""Spreadsheets that come and go: the list an agency fills in, empty to download and full to read."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

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
# What openpyxl raises on files that only pretend to be spreadsheets.
UNREADABLE = (
    zipfile.BadZipFile, InvalidFileException, AttributeError, IndexError, KeyError, OSError, SyntaxError, TypeError,
    ValueError,
)  # fmt: skip


def lines_of(content: bytes) -> list[list[str]]:
    """What stands in the first sheet, as text. Raises Refused(NO_FILE, NOT_A_SHEET, FILE_LARGE)."""
    if wrong := unfit(content):
        raise Refused(wrong)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS * 2 + FIRST_ROW, max_col=MOST_COLUMNS, values_only=True)
        return [[_text(cell) for cell in row] for row in rows]
    except UNREADABLE:
        raise Refused(Reason.NOT_A_SHEET) from None


def unfit(content: bytes) -> Reason | None:
    """Why these bytes are not even opened: too large, not a spreadsheet, or one made to blow up."""
    if not content:
        return Reason.NO_FILE
    if len(content) > LARGEST_FILE:
        return Reason.FILE_LARGE
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            inside = parts.infolist()
            if len(inside) > MOST_PARTS or sum(part.file_size for part in inside) > LARGEST_INSIDE:
                return Reason.FILE_LARGE
            if not any(part.filename.startswith("xl/worksheets/") for part in inside):
                return Reason.NOT_A_SHEET
            for part in inside:
                with parts.open(part) as file:
                    text = file.read(LARGEST_INSIDE)
                # Any part may be named as one that is read, in letters of two bytes too.
                if re.search(rb"<!(DOCTYPE|ENTITY)", text.replace(b"\0", b"")):
                    return Reason.NOT_A_SHEET
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return Reason.NOT_A_SHEET
    return None


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (datetime, date)):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())[:LONGEST_CELL]


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
