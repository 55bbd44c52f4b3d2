"""A spreadsheet that somebody fills in who has never seen Moodle: one row a question, its cells explained."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from itertools import zip_longest

import xlsxwriter

from lms.core import spreadsheets
from lms.curriculum.exchange.items import LARGEST_FILE, LONGEST_TEXT, MOST_ITEMS, SLUG, Item, Left, Note, Option, tidy
from lms.curriculum.rules.questions import MOST_OPTIONS, QuestionKind, normal_number

OPTIONS = tuple(f"answer_{n}" for n in range(1, MOST_OPTIONS + 1))
FEEDBACK = tuple(f"feedback_{n}" for n in range(1, MOST_OPTIONS + 1))
COLUMNS = ("id", "kind", "objective", "question", *OPTIONS, "right", "tolerance", "unit", "explanation", *FEEDBACK)
FIRST_ROW = 3  # the first line names the columns for the program, the second for people
LIMITS = spreadsheets.Limits(LARGEST_FILE, 16 * 1024 * 1024, 60, MOST_ITEMS + FIRST_ROW, len(COLUMNS), LONGEST_TEXT + 1)
NOTHING = frozenset({"", "-", "–", "—"})
_PAIR = re.compile(r"\s*=\s*")


class Cell(StrEnum):
    """What is wrong with a cell."""

    OTHER_COLUMNS = "other-columns"
    NO_TEXT = "no-text"
    NO_KIND = "no-kind"
    NO_OBJECTIVE = "no-objective"
    BAD_ID = "bad-id"
    SAME_ID = "same-id"
    FEW_OPTIONS = "few-options"
    SAME_OPTION = "same-option"
    NO_PAIR = "no-pair"
    ONE_RIGHT = "one-right"
    SOME_RIGHT = "some-right"
    TRUE_OR_FALSE = "true-or-false"
    NO_NUMBER = "no-number"
    NO_EXPLANATION = "no-explanation"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True)
class Words:
    """What a cell may say besides ids: kinds, objectives, true and false, in any language of the house, lower case."""

    kinds: Mapping[str, str]
    objectives: Mapping[str, str]
    truths: Mapping[str, bool]


# Writing.


def unsayable(item: Item) -> Iterator[Left]:
    """What a row cannot say."""
    if item.kind == QuestionKind.PICTURE:
        yield Left.PICTURES
    elif item.kind == QuestionKind.MATCHING and any("=" in each.text or each.text in NOTHING for each in item.options):
        yield Left.ARROW
    elif item.kind == QuestionKind.MATCHING and len(item.options) + len(item.spare) > MOST_OPTIONS:
        yield Left.TOO_MANY_OPTIONS


def written(
    items: Iterable[Item], *, labels: Mapping[str, str], kinds: Mapping[str, str], objectives: Mapping[str, str],
    truths: Sequence[str], guide: Mapping[str, Sequence[str]],
) -> tuple[bytes, list[Note]]:  # fmt: skip
    """The workbook: the questions, and a sheet that explains every column in each language of `guide`."""
    file, notes, row = BytesIO(), [], FIRST_ROW - 1
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, wrapped = book.add_worksheet("questions"), book.add_format({"text_wrap": True, "valign": "top"})
    small, bold = book.add_format({"font_color": "#777777", "font_size": 8}), book.add_format({"bold": True})
    sheet.set_column(0, len(COLUMNS) - 1, 22, book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}))
    for n, key in enumerate(COLUMNS):
        sheet.write_string(0, n, key, small)
        sheet.write_string(1, n, labels[key], bold)
    for item in items:
        if missing := [Note(item.id, why, item.kind) for why in unsayable(item)]:
            notes += missing
            continue
        for n, cell in enumerate(_cells(item, kinds, objectives, truths)):
            sheet.write_string(row, n, cell)
        row += 1
    sheet.freeze_panes(FIRST_ROW - 1, 1)
    for column, offered in ((1, list(kinds.values())), (2, list(objectives.values()))):
        _offer(book, sheet, column, offered)
    for language, lines in guide.items():
        page = book.add_worksheet(language)
        page.set_column(0, 0, 100, wrapped)
        for n, line in enumerate(lines):
            page.write_string(n, 0, line, wrapped)
    book.close()
    return file.getvalue(), notes


def _offer(book: xlsxwriter.Workbook, sheet, column: int, offered: Sequence[str]) -> None:
    lists = book.get_worksheet_by_name("lists") or book.add_worksheet("lists")
    for n, words in enumerate(offered):
        lists.write_string(n, column, words)
    name = "ABC"[column]
    lists.hide()
    source = {"validate": "list", "source": f"=lists!${name}$1:${name}${len(offered)}", "error_type": "warning"}
    sheet.data_validation(FIRST_ROW - 1, column, MOST_ITEMS + FIRST_ROW, column, source)


def _cells(item: Item, kinds: Mapping[str, str], objectives: Mapping[str, str], truths: Sequence[str]) -> list[str]:
    kind = item.kind
    texts, right = [each.text for each in item.options], [n for n, each in enumerate(item.options, 1) if each.right]
    said = ", ".join(map(str, right))
    if kind == QuestionKind.MATCHING:
        texts = [f"{each.text} = {each.match}" for each in item.options] + [f"- = {each}" for each in item.spare]
    elif kind == QuestionKind.TRUE_FALSE:
        said, texts = truths[0 if item.options[right[0] - 1].text == "true" else 1], []
    elif kind == QuestionKind.NUMBER:
        said = item.number
    feedback = [each.feedback for each in item.options]
    if kind == QuestionKind.TRUE_FALSE and item.options[0].text == "false":
        feedback.reverse()
    return [
        item.id, kinds[kind], objectives.get(item.objective, item.objective), item.text, *_filled(texts), said,
        item.tolerance if item.tolerance != "0" else "", item.unit, item.explain, *_filled(feedback),
    ]  # fmt: skip


def _filled(cells: list[str]) -> list[str]:
    return (cells + [""] * MOST_OPTIONS)[:MOST_OPTIONS]


# Reading.


def read(rows: Sequence[Sequence[str]], words: Words) -> tuple[list[Item], list[Note]]:
    """The questions, or else what is wrong, cell by cell: with one fault nothing is taken."""
    if not rows or tuple(filter(None, rows[0])) != COLUMNS:
        return [], [Note("A1", Cell.OTHER_COLUMNS)]
    items, faults, seen = [], [], {}
    for number, row in enumerate(rows[FIRST_ROW - 1 :], FIRST_ROW):
        if any(row):
            found = _Row({key: tidy(cell) for key, cell in zip_longest(COLUMNS, row[: len(COLUMNS)])}, number, words)
            items.append(found.item())
            faults += found.faults
            if items[-1].id and seen.setdefault(items[-1].id, number) != number:
                faults.append(Note(f"A{number}", Cell.SAME_ID))
    return ([], faults) if faults else (items, [])


class _Row:
    """Reads one row; what is wrong with it is in `faults`."""

    def __init__(self, cells: dict[str, str], number: int, words: Words) -> None:
        self.cells, self.number, self.words = cells, number, words
        self.faults: list[Note] = []

    def item(self) -> Item:
        """The question, as far as it can be made."""
        kind = self.words.kinds.get(self.cells["kind"].lower(), "")
        objective = self.words.objectives.get(self.cells["objective"].lower(), "")
        for column, missing, why in (
            ("kind", not kind, Cell.NO_KIND),
            ("objective", not objective, Cell.NO_OBJECTIVE),
            ("question", not self.cells["question"], Cell.NO_TEXT),
            ("explanation", not self.cells["explanation"], Cell.NO_EXPLANATION),
            ("id", bool(self.cells["id"]) and not SLUG.fullmatch(self.cells["id"]), Cell.BAD_ID),
        ):
            if missing:
                self._fault(column, why)
        for column, text in self.cells.items():
            if len(text) > LONGEST_TEXT:
                self._fault(column, Cell.TOO_LONG)
        return Item(
            kind=kind, id=self.cells["id"], objective=objective, text=self.cells["question"],
            explain=self.cells["explanation"], **self._answered(kind),
        )  # fmt: skip

    def _fault(self, column: str, why: Cell) -> None:
        self.faults.append(Note(f"{letter(COLUMNS.index(column))}{self.number}", why))

    def _answered(self, kind: str) -> dict:
        if not kind:
            return {}
        if kind == QuestionKind.NUMBER:
            number, reach = normal_number(self.cells["right"]), normal_number(self.cells["tolerance"] or "0")
            if number is None:
                self._fault("right", Cell.NO_NUMBER)
            if reach is None or reach.startswith("-"):
                self._fault("tolerance", Cell.NO_NUMBER)
            return {"number": number or "", "tolerance": reach or "0", "unit": self.cells["unit"]}
        if kind == QuestionKind.TRUE_FALSE:
            truth = self.words.truths.get(self.cells["right"].lower())
            if truth is None:
                self._fault("right", Cell.TRUE_OR_FALSE)
            return {"options": (
                Option("true", truth is True, self.cells[FEEDBACK[0]]),
                Option("false", truth is False, self.cells[FEEDBACK[1]]),
            )}  # fmt: skip
        return self._listed(kind)

    def _listed(self, kind: str) -> dict:
        columns = [column for column in OPTIONS if self.cells[column]]
        texts = [self.cells[column] for column in columns]
        if len(texts) < 2:
            self._fault(OPTIONS[len(texts)], Cell.FEW_OPTIONS)
        if kind == QuestionKind.MATCHING:
            return self._paired(columns)
        if len(set(texts)) < len(texts):
            self._fault(columns[-1], Cell.SAME_OPTION)
        right = set() if kind == QuestionKind.ORDERING else self._right(kind, columns)
        return {"options": tuple(Option(self.cells[each], each in right, self._feedback(each)) for each in columns)}

    def _feedback(self, option: str) -> str:
        return self.cells[FEEDBACK[OPTIONS.index(option)]]

    def _right(self, kind: str, columns: list[str]) -> set[str]:
        numbers = [each for each in re.split(r"[\s,;.]+", self.cells["right"]) if each]
        chosen = {OPTIONS[int(each) - 1] for each in numbers if re.fullmatch(f"[1-{MOST_OPTIONS}]", each)}
        if len(chosen) != len(numbers) or not chosen or not chosen <= set(columns):
            self._fault("right", Cell.SOME_RIGHT)
        elif len(chosen) > 1 and kind != QuestionKind.SEVERAL:
            self._fault("right", Cell.ONE_RIGHT)
        return chosen

    def _paired(self, columns: list[str]) -> dict:
        options, spare = [], []
        for column in columns:
            left, *rest = _PAIR.split(self.cells[column], maxsplit=1)
            if not rest or not rest[0]:
                self._fault(column, Cell.NO_PAIR)
            elif left in NOTHING:
                spare.append(rest[0])
            elif any(left == each.text for each in options):
                self._fault(column, Cell.SAME_OPTION)
            else:
                options.append(Option(left, match=rest[0], feedback=self._feedback(column)))
        if len(options) < 2 and len(columns) > 1:
            self._fault(columns[-1], Cell.FEW_OPTIONS)
        return {"options": tuple(options), "spare": tuple(spare)}


def letter(column: int) -> str:
    """The name of a column, as spreadsheets call it: 0 is A, 26 is AA."""
    return ("" if column < 26 else chr(64 + column // 26)) + chr(65 + column % 26)
