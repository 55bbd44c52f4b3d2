"""Tables as a spreadsheet. Text is written as text whatever it begins with: a name is never a formula."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO

import xlsxwriter
from flask_babel import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lms.core.phones import shown
from lms.reports.messages import (
    ANONYMOUS,
    BY,
    DEFINITIONS,
    FIGURES,
    FOLLOWS,
    NAMED,
    NOT_KEPT,
    NOT_KEPT_BY_PROJECT,
    TAUGHT,
    TITLES,
    TO_ASK,
    TOO_FEW,
    headline,
)
from lms.reports.queries import Named, ToAsk
from lms.reports.rules import By, Figure, Filters, Row, Score, Share, Table, Taught
from lms.web.locale import language

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How a spreadsheet program is told in which language it writes a month, whatever language it speaks itself.
SPOKEN = {"tg": "[$-428]", "ru": "[$-419]", "en": "[$-809]", "uz": "[$-443]", "ky": "[$-440]"}

Consulted = tuple[date, str, str, int]  # month, centre, topic, how many
Referred = tuple[date, str, str, str, int | None]  # month, centre, kind of help, what came of it, how many (None: few)


def workbook(
    tables: Sequence[Table], filters: Filters, chosen: Sequence[tuple[str, str]], consulted: Sequence[Consulted] = (),
    referred: Sequence[Referred] = (),
) -> bytes:  # fmt: skip
    """The file: a sheet for each table, one of the consultations (E165), one of those who were sent on (E135), and one
    that says what the figures are and what was chosen."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        forms = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "total": book.add_format({"bold": True}),
            "month": book.add_format({"num_format": f"{SPOKEN.get(language(), '')}mmmm yyyy", "align": "left"}),
            "share": book.add_format({"num_format": "0\N{NO-BREAK SPACE}%"}),
            "score": book.add_format({"num_format": "0.0"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for table in tables:
            _table(book.add_worksheet(str(TITLES[table.by])), table, forms)
        heads = _("Month"), _("Centre"), _("Topic"), _("Consultations")
        _counted(book.add_worksheet(_("Consultations")), heads, consulted, forms)
        heads = _("Month"), _("Centre"), _("For which help"), _("What came of it"), _("People sent on")
        _counted(book.add_worksheet(_("People sent on")), heads, referred, forms)
        _definitions(book.add_worksheet(_("Definitions")), tables, filters, chosen, forms)
    return file.getvalue()


def teaching_workbook(rows: Sequence[Taught], month: date) -> bytes:
    """Hours taught in a month, a row for each trainer."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        day = book.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        sheet = book.add_worksheet(f"{month:%Y-%m}")
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, len(TAUGHT), 16)
        for column, label in enumerate(TAUGHT):
            sheet.write_string(0, column, str(label), head)
        for number, row in enumerate(rows, start=1):
            sheet.write_string(number, 0, row.name)
            sheet.write_string(number, 1, row.centre)
            for column, value in enumerate((row.planned, row.hours_planned, row.held, row.hours_held), start=2):
                sheet.write_number(number, column, value)
            for column, value in enumerate((row.contract_from, row.contract_until), start=6):
                if value:
                    sheet.write_datetime(number, column, value, day)
    return file.getvalue()


def names_workbook(rows: Sequence[Named], countries: Mapping[str, str]) -> bytes:
    """People by name, a row for each. What two people have agreed on."""
    lines = (
        (row.number, row.name, row.latin_name, row.birth_date, row.centre, countries.get(row.country, row.country),
         row.departs_on)
        for row in rows
    )  # fmt: skip
    return _people(NAMED, lines)


def calls_workbook(rows: Sequence[ToAsk], countries: Mapping[str, str], languages: Mapping[str, str]) -> bytes:
    """Whom to ask how the course helped, a row for each. What two people have agreed on."""
    lines = (
        (row.number, row.name, shown(row.phone) or "—", languages.get(row.language, row.language), row.centre,
         countries.get(row.country, row.country), row.departed_on, row.returned_on or "")
        for row in rows
    )  # fmt: skip
    return _people(TO_ASK, lines)


def _people(labels: Sequence[object], lines: Iterable[Sequence[str | date]]) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        day = book.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, len(labels) - 1, 28)
        for column, label in enumerate(labels):
            sheet.write_string(0, column, str(label), head)
        for number, line in enumerate(lines, start=1):
            for column, value in enumerate(line):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write_string(number, column, str(value))
    return file.getvalue()


def _table(sheet: Worksheet, table: Table, forms: dict[str, Format]) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, len(Figure), 13)
    for column, head in enumerate([BY[table.by], *(FIGURES[figure] for figure in Figure)]):
        sheet.write_string(0, column, str(head), forms["head"])
    for number, row in enumerate([*table.rows, table.total], start=1):
        _label(sheet, number, row, forms)
        for column, figure in enumerate(Figure, start=1):
            _cell(sheet.write_number, sheet.write_string, (number, column), row.cell(figure), forms)


def _counted(
    sheet: Worksheet, heads: Sequence[str], rows: Sequence[Consulted] | Sequence[Referred], forms: dict[str, Format]
) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 28)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, forms["head"])
    for number, (month, *words, count) in enumerate(rows, start=1):
        sheet.write_datetime(number, 0, month, forms["month"])
        for column, word in enumerate(words, start=1):
            sheet.write_string(number, column, word)
        if count is None:
            sheet.write_string(number, len(heads) - 1, str(TOO_FEW))
        else:
            sheet.write_number(number, len(heads) - 1, count)


def _label(sheet: Worksheet, number: int, row: Row, forms: dict[str, Format]) -> None:
    if isinstance(row.key, date):
        sheet.write_datetime(number, 0, row.key, forms["month"])
    else:
        sheet.write_string(number, 0, row.label, None if row.key is not None else forms["total"])


def _cell(number: Callable, text: Callable, at: tuple[int, int], value: int | Share | Score, forms: dict) -> None:
    match value:
        case Share(value=None) | Score(mean=None, hidden=False):
            text(*at, "—")
        case Score(hidden=True):
            text(*at, str(TOO_FEW))
        case Share():
            number(*at, value.value, forms["share"])
        case Score():
            number(*at, value.mean, forms["score"])
        case _:
            number(*at, value)


def _definitions(
    sheet: Worksheet, tables: Sequence[Table], filters: Filters, chosen: Sequence[tuple[str, str]], forms: dict
) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, _("Figure"), forms["head"])
    sheet.write_string(0, 1, _("What it counts"), forms["head"])
    lines = [(str(FIGURES[figure]), str(DEFINITIONS[figure])) for figure in Figure]
    without = [NOT_KEPT_BY_PROJECT if each.by is By.PROJECT else NOT_KEPT for each in tables if not each.scores_kept]
    notes = [FOLLOWS, ANONYMOUS, *dict.fromkeys(without)]
    lines += [("", str(note)) for note in notes]
    lines += [("", headline(tables[0].total.counts, filters))] if tables else []
    for number, (name, words) in enumerate([*lines, *chosen], start=1):
        sheet.write_string(number, 0, name, forms["wrap"])
        sheet.write_string(number, 1, words, forms["wrap"])
    number = len(lines) + len(chosen) + 1
    for name, month in ((_("From month"), filters.first), (_("To month"), filters.last)):
        sheet.write_string(number, 0, name, forms["wrap"])
        sheet.write_datetime(number, 1, month, forms["month"])
        number += 1
