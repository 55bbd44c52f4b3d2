"""Phrasebooks: whole, readable aloud, and found in whatever letters somebody types."""

import shutil
from pathlib import Path

import pytest

from lms.curriculum.files.phrasebooks import read_phrasebooks
from lms.curriculum.rules.phrases import folded, matches, phrasebook_from
from tests.factories.faults import change, told

pytestmark = pytest.mark.source

ROOT = Path(__file__).parents[2]
LANGUAGES = dict.fromkeys(("tg", "ru", "en"), {"required": True})


@pytest.fixture(scope="module")
def books():
    found = read_phrasebooks(ROOT / "courses", LANGUAGES, [])
    return {language: phrasebook_from(document, number=1) for language, _files, document in found}


def test_there_are_six_books_of_about_120_phrases_in_the_four_areas(books):
    assert set(books) == {"ru", "en", "ko", "tr", "ar", "de"}
    for book in books.values():
        assert [area.id for area in book.areas] == ["life", "law", "work", "safety"]
        assert 115 <= sum(len(area.phrases) for area in book.areas) <= 130
        assert {each.direction for each in books.values() if each.language != "ar"} == {"ltr"}
    assert books["ar"].direction == "rtl"


@pytest.mark.parametrize(("book", "first", "last"), [("ar", "\u0600", "\u06ff"), ("ko", "\uac00", "\ud7a3")])
def test_a_book_is_written_in_its_own_letters(books, book, first, last):
    said = [each.say for area in books[book].areas for each in area.phrases]
    strange = [text for text in said for letter in text if letter.isalpha() and not first <= letter <= last]
    assert strange == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ҷойи хоб", "Чойи хоб"), ("Ҷойи хоб", "Джойи хоб"), ("Ҷойи хоб", "joyi khob"),
     ("қимат", "кимат"), ("Ҳоҷатхона", "hojatkhona"), ("ёрӣ", "ери"), ("ёрӣ", "yori"), ("ҳуқуқ", "huquq"),
     ("муҳоҷират", "muhojirat"), ("скорую", "skoruyu")],
)  # fmt: skip
def test_letters_without_their_tails_and_other_alphabets_match(one, other):
    assert folded(one) == folded(other)


def test_every_word_that_is_looked_for_must_be_there():
    assert matches("дору", "Ин доруро чӣ тавр хӯрам?")
    assert matches("chi dorui", "Ин доруи чӣ")
    assert not matches("дору нон", "Ин доруро чӣ тавр хӯрам?")
    assert matches("", "ҳама чиз")


def test_a_phrase_is_found_in_each_of_the_three_languages(books):
    for wanted in ("шиносномаам гум", "shinosnomaam gum", "passport lost", "пропал паспорт"):
        found = [each.id for area in books["ko"].found(wanted) for each in area.phrases]
        assert "lost-passport" in found and len(found) < 5
    assert sum(len(area.phrases) for area in books["ko"].found("")) > 115
    assert books["ko"].found("zzzz") == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "cure"),
    [
        ("phrases.toml", '"hello", ', '"goodbye", ', "“goodbye” stands twice"),
        ("phrases.ru.toml", "hello =", "hallo =", "Write “hello” under [phrases]."),
        ("phrases.ru.toml", "hello =", "hallo =", "“hallo” under [phrases] is not in phrases.toml."),
        ("ko/book.toml", "hello =", "hallo =", "“hallo” is not in phrases.toml."),
        ("ko/book.toml", 'sound = "', 'sound = "annyeong ', "letters that a Tajik can read aloud"),
        ("ar/book.toml", '"rtl"', '"left"', "“direction” is one of ltr, rtl."),
        ("de/book.toml", "own_name", "name", "Add “own_name”"),
    ],
)
def test_a_fault_in_a_phrasebook_would_be_found(tmp_path, file, old, new, cure):
    shutil.copytree(ROOT / "courses" / "phrasebooks", tmp_path / "phrasebooks")
    change(tmp_path / "phrasebooks" / file, old, new)
    faults = []
    list(read_phrasebooks(tmp_path, LANGUAGES, faults))
    assert told(faults, cure)
