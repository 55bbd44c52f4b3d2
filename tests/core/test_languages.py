"""Dates, letters and directions, as people write them."""

from datetime import date, datetime

import pytest

from lms.core import languages

DAY = date(2026, 3, 14)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("tg", "14 марти 2026"), ("ru", "14 марта 2026"), ("en", "14 March 2026"), ("uz", "2026-yil 14-mart"),
        ("ky", "2026-жылдын 14-марты"),
    ],
)  # fmt: skip
def test_a_date_is_written_as_people_write_it(language, written):
    assert languages.written_date(DAY, language) == written


def test_a_month_alone_has_no_izofat_unless_a_year_follows():
    assert languages.short_date(DAY, "tg") == "14 март"
    assert languages.written_month(DAY, "tg") == "марти 2026"
    assert languages.written_month(DAY, "ru") == "март 2026"
    assert [languages.short_date(DAY, each) for each in ("ru", "uz", "ky")] == ["14 марта", "14-mart", "14-март"]
    assert [languages.written_month(DAY, each) for each in ("uz", "ky")] == ["2026-yil mart", "2026-жыл, март"]


def test_the_week_has_tajik_days():
    assert [languages.weekday(date(2026, 11, day), "tg") for day in (16, 20, 22)] == ["душанбе", "ҷумъа", "якшанбе"]


@pytest.mark.parametrize(("language", "names"), [("tg", ["Дшб", "Ҷмъ"]), ("ru", ["пн", "пт"]), ("en", ["Mon", "Fri"])])
def test_narrow_columns_have_the_usual_letters_of_a_day(language, names):
    assert [languages.short_weekday(date(2026, 11, day), language) for day in (16, 20)] == names


def test_time_is_on_the_24_hour_clock():
    assert languages.written_time(datetime(2026, 1, 1, 14, 5)) == "14:05"


def test_tajik_letters_stand_where_the_alphabet_has_them():
    names = ["Ҷамшед", "Гулнора", "Ғафур", "Чоршанбе", "Шариф", "Қосим", "Карим", "Ҳасан", "Хуршед", "Яҳё"]
    assert sorted(names, key=lambda name: languages.collation_key(name, "tg")) == [
        "Гулнора", "Ғафур", "Карим", "Қосим", "Хуршед", "Ҳасан", "Чоршанбе", "Ҷамшед", "Шариф", "Яҳё",
    ]  # fmt: skip


def test_uzbek_letters_of_two_signs_are_letters():
    names = ["Chinoz", "Sharof", "Zafar", "Oʻktam", "G'ani", "Olim", "Gulnora", "Salim", "Шариф"]
    assert sorted(names, key=lambda name: languages.collation_key(name, "uz")) == [
        "Gulnora", "Olim", "Salim", "Zafar", "Oʻktam", "G'ani", "Sharof", "Chinoz", "Шариф",
    ]  # fmt: skip


def test_kyrgyz_letters_stand_where_the_alphabet_has_them():
    names = ["Үмүт", "Пери", "Өмүр", "Уулжан", "Ош", "Фатима"]
    assert sorted(names, key=lambda name: languages.collation_key(name, "ky")) == [
        "Ош", "Өмүр", "Пери", "Уулжан", "Үмүт", "Фатима",
    ]  # fmt: skip


def test_what_is_not_written_in_a_language_is_read_in_the_next_one_known():
    texts = {"tg": "Салом", "ru": "Привет", "en": "Hello"}
    assert [languages.best(texts, each) for each in ("tg", "uz", "ky", "ko")] == ["Салом", "Привет", "Привет", "Салом"]
    assert languages.spoken(texts, "uz", "tg") == "tg"
    assert languages.best({"tg": "Салом", "ru": "", "en": "Hello"}, "uz") == "Hello"


def test_persian_runs_from_right_to_left():
    assert [languages.direction(each) for each in ("tg", "fa", "ar")] == ["ltr", "rtl", "rtl"]
