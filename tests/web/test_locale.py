"""Sentences that are not translated yet, and in which language a reader reads what is not written in hers."""

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from flask import g
from flask_babel import force_locale, gettext, ngettext

from lms.core.actors import Actor
from lms.web.catalogues import faults
from lms.web.locale import Speech, choices

UZBEK = {"Continue": "Davom etish", ("%(num)s minute", "%(num)s minutes"): ("%(num)s daqiqa", "%(num)s daqiqa")}
RUSSIAN = {
    "Continue": "Продолжить", "Back": "Назад",
    ("%(num)s day", "%(num)s days"): ("%(num)s день", "%(num)s дня", "%(num)s дней"),
}  # fmt: skip


@pytest.fixture
def half_translated(app, tmp_path, monkeypatch):
    """The house with two small catalogues instead of its own."""
    for language, sentences in (("uz", UZBEK), ("ru", RUSSIAN)):
        catalogue = Catalog(locale=language)
        for sentence, words in sentences.items():
            catalogue.add(sentence, words)
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "messages.mo").open("wb") as file:
            write_mo(file, catalogue)
    speech = Speech()
    monkeypatch.setattr(app.extensions["babel"], "instance", speech)
    monkeypatch.setattr(app.extensions["babel"], "translation_directories", [str(tmp_path)])
    with app.test_request_context():
        yield


def test_a_sentence_not_yet_in_uzbek_is_said_in_russian_and_one_in_neither_in_english(half_translated):
    with force_locale("uz"):
        assert [gettext(each) for each in ("Continue", "Back", "Skip")] == ["Davom etish", "Назад", "Skip"]


def test_numbers_keep_the_forms_of_the_language_that_is_spoken(half_translated):
    with force_locale("uz"):
        assert [ngettext("%(num)s minute", "%(num)s minutes", each) for each in (1, 5)] == ["1 daqiqa", "5 daqiqa"]
        assert [ngettext("%(num)s day", "%(num)s days", each) for each in (1, 2, 5)] == ["1 день", "2 дня", "5 дней"]


def test_other_languages_have_nothing_behind_them(half_translated):
    with force_locale("tg"):
        assert gettext("Back") == "Back"


@pytest.mark.parametrize("content", [None, b"", b"no catalogue", b"\xde\x12\x04\x95" + bytes(range(60))])
def test_a_file_of_sentences_that_is_missing_or_broken_is_told_and_stops_nothing(half_translated, tmp_path, content):
    file = tmp_path / "uz" / "LC_MESSAGES" / "messages.mo"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with force_locale("uz"):
        assert [gettext(each) for each in ("Continue", "Skip")] == ["Продолжить", "Skip"]
        assert ngettext("%(num)s day", "%(num)s days", 5) == "5 дней"
    (told,) = faults(str(tmp_path), ["uz", "ru", "en"])
    assert (str(file) in told, "pybabel compile" in told) == (True, True)


@pytest.mark.parametrize(
    ("own", "phone", "read"),
    [
        (None, "uz,ru;q=0.9", ("uz", "ru")),
        ("tg", "en-GB,ru;q=0.8", ("uz", "tg", "ru")),
        (None, "en", ("uz",)),
    ],
)
def test_the_second_choice_is_the_readers_own(app, own, phone, read):
    headers = {"Cookie": "language=uz", "Accept-Language": phone}
    with app.test_request_context(headers=headers):
        g.actor = Actor(user_id=1, language=own) if own else None
        assert choices() == read


def test_languages_stand_side_by_side_until_one_is_picked_and_then_fold_away(client):
    def folded() -> bool:
        header = client.get("/sign-in").page.html.partition("</header>")[0]
        assert header.count("hreflang=") == 5
        return "<summary>" in header

    before, picked = folded(), client.get("/language/ru")
    assert (before, picked.status_code, folded()) == (False, 303, True)
