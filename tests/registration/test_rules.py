from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.curriculum.rules.terms import VALUES
from lms.registration.rules import (
    Occupation,
    Reason,
    Sex,
    birth_fault,
    check_digit,
    departure_fault,
    looks_like_number,
    name_fault,
    number_is_right,
    shown_number,
)
from lms.registration.rules.profile import NOT_ASKED, AgeGroup, age_group
from lms.registration.rules.record import Education, Level, SafetyTraining
from lms.registration.rules.spelling import spelling

TODAY = date(2026, 11, 21)
DIGITS = st.text("0123456789", min_size=8, max_size=8)


@given(DIGITS)
def test_a_number_with_its_check_digit_is_right(digits):
    assert number_is_right(digits + check_digit(digits))


@given(DIGITS, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_found(digits, place, shift):
    number = digits + check_digit(digits)
    wrong = str((int(number[place]) + shift) % 10)
    assert not number_is_right(number[:place] + wrong + number[place + 1 :])


@given(DIGITS, st.integers(0, 7))
def test_two_neighbours_swapped_are_found(digits, place):
    number = digits + check_digit(digits)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert number_is_right(swapped) == (swapped == number)


def test_a_number_is_read_aloud_in_groups_and_typed_as_one_likes():
    number = "57200000" + check_digit("57200000")
    assert shown_number("123456789") == "1234 5678 9"
    assert [number_is_right(text) for text in (shown_number(number), f" {number} ", number[:8], "")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [looks_like_number(text) for text in ("12345678x", "٣٤٥٦٧٨٩١٢", "900 12 34 56")] == [False, False, True]


@pytest.mark.parametrize(
    ("name", "latin", "fault"),
    [
        ("Раҳимова", False, None),
        ("محمد", False, None),
        ("漢", False, None),
        ("Abdu-l'Aziz", True, None),
        ("Oʻtkirov", True, None),
        ("Рахимова", True, Reason.NAME_NOT_LATIN),
        ("", False, Reason.NAME_MISSING),
        ("   ", True, Reason.NAME_MISSING),
        ("a" * 100, True, None),
        ("a" * 101, True, Reason.NAME_LONG),
        ("я" * 300, False, Reason.NAME_LONG),
        ("12345", False, Reason.NAME_WITHOUT_LETTERS),
        ("Ali3", True, Reason.NAME_WITHOUT_LETTERS),
        ("Али\x00", False, Reason.NAME_WITHOUT_LETTERS),
        ("-", False, Reason.NAME_WITHOUT_LETTERS),
    ],
)
def test_names(name, latin, fault):
    assert name_fault(name, latin=latin) == fault


@pytest.mark.parametrize(
    ("birth", "fault"),
    [
        (date(2026, 11, 22), Reason.BIRTH_IN_FUTURE),
        (date(2012, 11, 22), Reason.TOO_YOUNG),
        (date(2012, 11, 21), None),
        (date(1926, 1, 1), None),
        (date(1925, 11, 21), Reason.TOO_OLD),
    ],
)
def test_dates_of_birth(birth, fault):
    assert birth_fault(birth, TODAY) == fault


@pytest.mark.parametrize(
    ("departs", "fault"),
    [(date(2026, 11, 20), Reason.DEPARTURE_PAST), (TODAY, None), (date(2031, 1, 1), Reason.DEPARTURE_FAR)],
)
def test_departures(departs, fault):
    assert departure_fault(departs, TODAY) == fault


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ҷамшед", "Джамшед", "Чамшед", "Jamshed", "DZHAMSHED"),
        ("Ғайрат Қодиров", "Гайрат Кодиров", "Ghayrat Qodirov"),
        ("Юсуфӣ", "Юсуфи", "Yusufi"),
        ("Абдуллоҳ", "Абдуллох", "Abdulloh"),
    ],
)
def test_all_spellings_of_a_name_become_one(spellings):
    assert len({spelling(text) for text in spellings}) == 1


def test_a_programme_may_ask_for_every_value_that_a_registration_can_have():
    asked = {
        "occupation": Occupation, "sex": Sex, "safety_training": SafetyTraining, "age_group": AgeGroup,
        "education": (*Education, NOT_ASKED), "speaks": (*Level, NOT_ASKED),
    }  # fmt: skip
    assert {name: sorted(VALUES[name]) for name in asked} == {name: sorted(kind) for name, kind in asked.items()}


@pytest.mark.parametrize(("birth", "group"), [
    (date(2001, 11, 22), "under-25"), (date(2001, 11, 21), "25-49"), (date(1976, 11, 22), "25-49"),
    (date(1976, 11, 21), "50-and-over"),
])  # fmt: skip
def test_the_age_group_is_that_of_full_years(birth, group):
    assert age_group(birth, TODAY) == group
