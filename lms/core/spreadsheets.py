"""Spreadsheets that people send: opened only when they are small, whole, and no bomb."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

# What openpyxl raises on files that only pretend to be spreadsheets.
UNREADABLE = (
    zipfile.BadZipFile, InvalidFileException, AttributeError, IndexError, KeyError, OSError, SyntaxError, TypeError,
    ValueError, zlib.error,
)  # fmt: skip
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # as every spreadsheet is


class Unfit(StrEnum):
    """Why a file is not opened."""

    NO_FILE = "no-file"
    FILE_LARGE = "file-large"
    UNPACKED_LARGE = "unpacked-large"
    NOT_A_SHEET = "not-a-sheet"


class Refuse(Exception):
    """The file is not read: `why` says what is wrong with it."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold: bytes as sent, bytes and parts inside, rows, columns and letters a cell."""

    file: int
    inside: int
    parts: int
    rows: int
    columns: int
    cell: int


def rows_of(content: bytes, limits: Limits) -> list[list[str]]:
    """What stands in the first sheet, as text. Raises Refuse."""
    if wrong := unfit(content, limits):
        raise Refuse(wrong)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(max_row=limits.rows, max_col=limits.columns, values_only=True)
        return [[_text(cell, limits.cell) for cell in row] for row in rows]
    except UNREADABLE:
        raise Refuse(Unfit.NOT_A_SHEET) from None


def unfit(content: bytes, limits: Limits) -> Unfit | None:
    """Why these bytes are not even opened: too large, not a spreadsheet, or one made to blow up."""
    if not content:
        return Unfit.NO_FILE
    if len(content) > limits.file:
        return Unfit.FILE_LARGE
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            inside = parts.infolist()
            if len(inside) > limits.parts or sum(part.file_size for part in inside) > limits.inside:
                return Unfit.UNPACKED_LARGE
            if not any(part.filename.startswith("xl/worksheets/") for part in inside):
                return Unfit.NOT_A_SHEET
            if any(part.compress_type not in PACKED for part in inside):
                return Unfit.NOT_A_SHEET
            for part in inside:
                with parts.open(part) as file:
                    text = file.read(limits.inside)
                # Any part may be named as one that is read, in letters of two bytes too.
                if re.search(rb"<!(DOCTYPE|ENTITY)", text.replace(b"\0", b"")):
                    return Unfit.NOT_A_SHEET
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        return Unfit.NOT_A_SHEET
    return None


def _text(cell: object, longest: int) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (datetime, date)):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())[:longest]
