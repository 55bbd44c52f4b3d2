"""Names in whatever letters, and who is probably one person. Pure rules."""

from datetime import date

import pytest

from lms.registration.rules.likeness import Evidence, Known, compare, likeness
from lms.registration.rules.spelling import keys_of, sound, spelling, stem, typed_date
from tests.benchmarks.pairs import measure

pytestmark = pytest.mark.source


def known(**changes) -> Known:
    """A man as an office knows him."""
    facts = {
        "family_name": "Шарипов", "given_name": "Ҷамшед", "patronymic": "Қодирович", "family_name_latin": "Sharipov",
        "given_name_latin": "Jamshed", "birth_date": date(1990, 5, 12), "sex": "m", "phone": "+992901234567",
        "home": "drs/vahdat",
    }  # fmt: skip
    return Known(**{**facts, **changes})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Шарипов", "Sharipov"), ("Шарипов", "Шарифов"), ("Ҷамшед", "Джамшед"), ("Ҷамшед", "Чамшед"),
        ("Ҷамшед", "Jamshed"), ("Қурбонов", "Kurbonov"), ("Қурбонов", "Курбонова"), ("Ғафуров", "Gafurov"),
        ("Ҳакимзода", "Хакимов"), ("Сӯҳроб", "Suhrob"), ("Муҳаммад", "Мухамад"), ("Раҳматуллоев", "Rahmatulloyev"),
    ],
)  # fmt: skip
def test_ways_to_write_a_name_sound_the_same(one, other):
    assert sound(spelling(one)) == sound(spelling(other))


def test_a_stem_is_what_is_left_without_the_endings():
    words = ("Шарипов", "Шарипова", "Шарипзода", "Sharipovich", "Ов", "Ева")
    assert [stem(spelling(word)) for word in words] == ["sharip"] * 4 + ["ov", "eva"]


def test_keys_are_words_and_sounds():
    assert keys_of("Шарипов Али", "Sharipov") == {"sharipov", "ali", "~srf", "~al", "&al srf", "&srf al"}


def test_a_name_in_two_kinds_of_letters_is_one_and_two_names_that_sound_alike_are_two():
    assert not any(each.startswith("&") for each in keys_of("Ҷамшед", "Djamched"))
    assert {"&nsr nsr", "&nsr al", "&al nsr"} == {
        each for each in keys_of("Назаров Али Назарович", "Nazarov Ali") if each.startswith("&")
    }


@pytest.mark.parametrize(
    ("changes", "evidence", "probable"),
    [
        ({}, {Evidence.NAMES_SAME, Evidence.BIRTH_SAME, Evidence.PHONE_SAME}, True),
        ({"family_name": "Шарифов", "given_name": "Чамшед", "phone": None}, {Evidence.NAMES_SPELT}, True),
        ({"family_name": "Ҷамшед", "given_name": "Шарипов", "family_name_latin": "Jamshed",
          "given_name_latin": "Sharipov", "phone": None}, {Evidence.NAMES_SWAPPED}, True),
        ({"birth_date": date(1990, 12, 5), "phone": None}, {Evidence.BIRTH_SWAPPED}, True),
        ({"birth_date": date(1990, 5, 13)}, {Evidence.BIRTH_NEAR}, True),
        ({"given_name": "Далер", "given_name_latin": "Daler"}, {Evidence.BIRTH_SAME, Evidence.PHONE_SAME}, False),
        ({"birth_date": date(2012, 1, 30), "patronymic": "Ҷамшедович"},
         {Evidence.BIRTH_OTHER, Evidence.PATRONYMIC_OTHER}, False),
        ({"birth_date": date(1984, 2, 20), "phone": None}, {Evidence.BIRTH_OTHER}, False),
    ],
    ids=["the same", "spelt otherwise", "swapped", "day and month", "a digit", "a twin", "the son", "a namesake"],
)  # fmt: skip
def test_what_speaks_for_one_person(changes, evidence, probable):
    found = compare(known(), known(**changes))
    assert (evidence <= set(found.evidence), found.is_probable) == (True, probable)
    assert compare(known(**changes), known()) == found


def test_two_thousand_pairs_are_told_apart():
    precision, recall = measure()
    assert (precision >= 0.98, recall >= 0.95) == (True, True)


def test_letters_that_one_hand_writes_for_another_cost_little():
    assert likeness("sharip", "sharif") > likeness("sharip", "sharim")


@pytest.mark.parametrize(
    ("text", "found"),
    [("12.5.1990", date(1990, 5, 12)), ("1990-05-12", date(1990, 5, 12)), ("31.2.1990", None), ("12.5", None),
     ("a.b.c", None), ("1.1." + "9" * 5000, None)],
)  # fmt: skip
def test_dates_as_people_type_them(text, found):
    assert typed_date(text) == found
