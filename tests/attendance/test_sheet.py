"""A signed sheet typed back."""

import pytest

from lms.attendance.rules import MarkState
from lms.attendance.rules.marks import Said
from lms.attendance.rules.sheet import letters, read_sheet, sets_for

ROWS = range(1, 26)
AWAY = Said(MarkState.ABSENT)


def read(text: str, blocks: int = 3) -> dict:
    found = read_sheet(text, rows=ROWS, blocks=blocks)
    assert found.unclear == ()
    return found.said


def late(minutes: int | None) -> Said:
    return Said(MarkState.LATE, minutes)


@pytest.mark.parametrize("text", ["3 7", "3,7", " 3;\n7. ", "3\t 7 "])
def test_a_row_alone_was_absent_all_day(text):
    assert read(text) == {(row, block): AWAY for row in (3, 7) for block in range(3)}


@pytest.mark.parametrize("text", ["3b", "3 b", "3B", "3.b", "3/b", "3б"])
def test_a_letter_names_the_block(text):
    assert read(text) == {(3, 1): AWAY}


def test_several_letters_name_several_blocks():
    assert read("3ac") == {(3, 0): AWAY, (3, 2): AWAY}


@pytest.mark.parametrize(
    "text",
    ["5c late 15", "5 c late 15", "5c l 15", "5c kechikdi 15", "5c дер 15", "5в опоздал 15", "5с late 15"],
)
def test_late_with_minutes(text):
    assert read(text) == {(5, 2): late(15)}


def test_minutes_are_not_taken_for_the_next_row():
    assert read("5c late 15 7b left 20 9a late, 11a") == {
        (5, 2): late(15), (7, 1): Said(MarkState.LEFT_EARLY, 20), (9, 0): late(None), (11, 0): AWAY,
    }  # fmt: skip


def test_what_is_said_last_of_a_row_stands():
    assert read("3 3b late 10")[3, 1] == late(10)
    assert read("3 3b present")[3, 1] == Said(MarkState.PRESENT)


def test_nothing_typed_means_everybody_was_there():
    assert read("") == {}


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("31", ("31",)), ("3z", ("3z",)), ("3d", ("3d",)), ("3 tired", ("3 tired",)), ("hello 4a", ("hello",)),
        ("3 ?", ("?",)),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_shown_as_it_was_typed(text, unclear):
    assert read_sheet(text, rows=ROWS, blocks=3).unclear == unclear


def test_a_sheet_prints_the_letters_of_its_script():
    assert (letters(3, cyrillic=False), letters(3, cyrillic=True)) == ("abc", "абв")


def test_everybody_gets_a_card_of_an_activity():
    assert [sets_for(people, 3) for people in (1, 3, 4, 25)] == [1, 1, 2, 9]
