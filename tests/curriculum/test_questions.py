"""Kinds of questions: what is right, what a number is, what an author is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.curriculum.rules.questions import (
    answer_lines, faults_of_question, faults_of_words, feedback_lines, misshapen, normal_number, question_from,
)  # fmt: skip

MATCHING = {"id": "m", "kind": "matching", "options": ["a", "b"], "matches": ["x", "y", "z"], "correct": ["a=x", "b=z"]}
ORDERING = {"id": "o", "kind": "ordering", "options": ["a", "b", "c"], "correct": ["c", "a", "b"]}
NUMBER = {"id": "n", "kind": "number", "correct": ["15"]}
PICTURE = {"id": "p", "kind": "picture", "options": ["a", "b"], "correct": ["a"],
           "pictures": {"a": "a.svg", "b": "b.svg"}}  # fmt: skip
WORDS = {"options": {"a": "A", "b": "B", "c": "C"},
         "matches": {"x": "X", "y": "Y", "z": "Z"}, "feedback": {"b": "Not B"}}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "chosen", "right"),
    [
        (MATCHING, {"a=x", "b=z"}, True),
        (MATCHING, {"a=x", "b=y"}, False),
        (MATCHING, {"a=x"}, False),
        (ORDERING, {"c=1", "a=2", "b=3"}, True),
        (ORDERING, {"a=1", "b=2", "c=3"}, False),
        (PICTURE, {"a"}, True),
        (PICTURE, {"b"}, False),
        (NUMBER, {"15"}, True),
        (NUMBER, {"15,0"}, True),
        (NUMBER, {"14"}, False),
        (NUMBER, {"many"}, False),
        (NUMBER, set(), False),
        ({**NUMBER, "tolerance": "0.5"}, {"15,5"}, True),
        ({**NUMBER, "tolerance": "0.5"}, {"15.51"}, False),
        ({**NUMBER, "correct": ["0,1"]}, {"0.10"}, True),
    ],
)
def test_what_is_right(row, chosen, right):
    assert question_from(row).is_right(frozenset(chosen)) is right


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("15", "15"), (" 15 ", "15"), ("7,5", "7.5"), ("7.50", "7.5"), ("1 000", "1000"), ("1\u00a0000,5", "1000.5"),
        ("12\u202f000", "12000"), ("1'000", "1000"), ("−3", "-3"), ("-0", "0"), ("15 рӯз", "15"), ("15 дн.", "15"),
        ("٣", "3"), ("007", "7"), ("", None), ("пятнадцать", None), ("1 2", None), ("1e9", None), ("1,2,3", None),
        ("0x10", None), ("15-20", None), ("9" * 41, None),
    ],
)  # fmt: skip
def test_a_number_as_people_type_it(typed, number):
    assert normal_number(typed) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-10**9, max_value=10**9))
def test_a_number_is_read_with_comma_or_point_and_stays_as_it_is(number):
    once = normal_number(f"{number:f}")
    assert once == normal_number(f"{number:f}".replace(".", ",")) == normal_number(once)


def test_an_answer_in_words():
    def lines(row, *chosen):
        return answer_lines(question_from(row), {**WORDS, "unit": "days"}, frozenset(chosen))

    assert lines(MATCHING, "b=z", "a=x") == ["A – X", "B – Z"]
    assert lines(ORDERING, "a=2", "b=3", "c=1") == ["C", "A", "B"]
    assert lines(NUMBER, "15") == ["15 days"]
    assert lines(PICTURE, "b") == ["B"]


def test_the_author_speaks_to_what_was_chosen_or_put_wrongly():
    said = [feedback_lines(question_from(row), WORDS, frozenset(chosen)) for row, chosen in (
        (PICTURE, {"b"}), (PICTURE, {"a"}), (MATCHING, {"a=x", "b=y"}), (MATCHING, {"a=y", "b=z"}),
    )]  # fmt: skip
    assert said == [["Not B"], [], ["Not B"], []]


@pytest.mark.parametrize(
    ("row", "cure"),
    [
        ({**MATCHING, "kind": "essay"}, "the kind is one of"),
        ({**MATCHING, "correct": ["a=x"]}, "say for each option once"),
        ({**MATCHING, "correct": ["a=x", "a=z"]}, "say for each option once"),
        ({**MATCHING, "correct": ["a=x", "b=q"]}, "say for each option once"),
        ({**ORDERING, "correct": ["a", "b"]}, "write all its options in the right order"),
        ({**ORDERING, "options": ["a=1", "b", "c"]}, "give each of at most 8 options its own id"),
        ({**PICTURE, "pictures": {"a": "a.svg"}}, "give each option a picture"),
        ({**PICTURE, "correct": ["a", "b"]}, "say which of its options are correct"),
        ({**NUMBER, "correct": ["soon"]}, "write the one right number"),
        ({**NUMBER, "tolerance": "-1"}, "the tolerance is a number"),
        ({**PICTURE, "options": []}, "list its options"),
    ],
)
def test_what_is_wrong_with_a_question_is_said(row, cure):
    assert [cure in each for each in faults_of_question(row)].count(True) == 1


@pytest.mark.parametrize("row", [MATCHING, ORDERING, NUMBER, PICTURE])
def test_a_question_of_each_kind_is_in_order(row):
    words = {"text": "Which?", "explain": "Because.", **{key: {each: each for each in row.get(key, ())}
             for key in ("options", "matches")}}  # fmt: skip
    assert [misshapen(row), *faults_of_question(row), *faults_of_words(row, words)] == [None]


@pytest.mark.parametrize(
    "change",
    [{"options": 3}, {"options": [1]}, {"pictures": {"a": "../../secret"}}, {"picture": "x.html"}, {"id": "../x"},
     {"kind": []}, {"sound": "a/b"}],
)  # fmt: skip
def test_what_cannot_even_be_read_is_said_and_breaks_nothing(change):
    assert misshapen({**PICTURE, **change})


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        ("text", "Write the words of"),
        ({"options": []}, "Write the words of"),
        ({"text": "T", "explain": "E", "options": {"a": "A"}, "matches": dict.fromkeys("xyz")}, "The options of"),
        ({"text": "T", "explain": "E", "options": {"a": "A", "b": "B"}}, "The matches of"),
        ({"text": "T", "explain": "E", "options": {"a": "A", "b": "B"}, "matches": dict.fromkeys("xyz"),
          "feedback": {"q": "?"}}, "The feedback of"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_its_words_is_said(words, cure):
    assert [each.startswith(cure) for each in faults_of_words(MATCHING, words)] == [True]
