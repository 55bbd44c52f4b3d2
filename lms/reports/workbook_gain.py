"""What lessons give, as a spreadsheet."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import xlsxwriter
from flask_babel import gettext as _
from xlsxwriter.worksheet import Worksheet

from lms.reports.messages import AFTERS, GAIN_BY, GAIN_COLUMNS, GAIN_MEANS, GAIN_OF, TOO_FEW
from lms.reports.rules.gain import After, Gained, Group, Of
from lms.reports.workbook import OPTIONS


def gain_workbook(
    rows: Mapping[Of, Sequence[Gained]], groups: Mapping[Group, Sequence[tuple[str, Gained]]],
    chosen: Sequence[tuple[str, str]],
) -> bytes:  # fmt: skip
    """A sheet for questions, objectives, key messages and modules, one for each way of telling people apart, and one
    that says what the figures are and what was chosen for the first four."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        forms = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "share": book.add_format({"num_format": "0\N{NO-BREAK SPACE}%"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for of, found in rows.items():
            sheet = book.add_worksheet(str(GAIN_OF[of]))
            _sheet(sheet, [_("Module"), str(GAIN_OF[of])], (([each.module, each.label], each) for each in found), forms)
        for group, told in groups.items():
            lines = (([each.module, each.label, name], each) for name, each in told)
            head = [_("Module"), str(GAIN_OF[Of.QUESTION]), str(GAIN_BY[group])]
            _sheet(book.add_worksheet(str(GAIN_BY[group])), head, lines, forms)
        means = book.add_worksheet(_("Definitions"))
        means.set_column(0, 1, 50)
        for number, line in enumerate([(str(GAIN_MEANS), ""), *chosen]):
            for column, words in enumerate(line):
                means.write_string(number, column, words, forms["wrap"])
    return file.getvalue()


def _sheet(sheet: Worksheet, head: list[str], lines: Iterable[tuple[list[str], Gained]], forms: Mapping) -> None:
    sheet.freeze_panes(1, len(head))
    sheet.set_column(0, len(head) - 1, 40)
    titles = [f"{AFTERS[after]}: {each}" for after in After for each in GAIN_COLUMNS]
    for column, title in enumerate([*head, *titles]):
        sheet.write_string(0, column, title, forms["head"])
    for number, (names, row) in enumerate(lines, start=1):
        for column, name in enumerate(names):
            sheet.write_string(number, column, name)
        for n, after in enumerate(After):
            _figures(sheet, number, len(names) + n * len(GAIN_COLUMNS), row, after, forms)


def _figures(sheet: Worksheet, number: int, column: int, row: Gained, after: After, forms: Mapping) -> None:
    pairs = row.cell(after)
    if pairs is None:
        if after in row.hidden:
            sheet.write_string(number, column, str(TOO_FEW))
        return
    sheet.write_number(number, column, pairs.people)
    sheet.write_number(number, column + 1, pairs.was.value or 0, forms["share"])
    sheet.write_number(number, column + 2, pairs.is_now.value or 0, forms["share"])
    sheet.write_number(number, column + 3, pairs.points)
