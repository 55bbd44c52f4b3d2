"""The companion: public, without a name, whole in each language."""

import pytest

from lms.companion import queries


@pytest.mark.parametrize("spoken", ["tg", "ru", "en"])
def test_every_phrasebook_can_be_read_in_every_language_of_the_pages(db_session, client, spoken):
    client.speak(spoken)
    index = client.get("/companion/phrases").page
    for book in queries.books():
        assert f"/companion/phrases/{book.language}" in index.html
        page = client.get(f"/companion/phrases/{book.language}").page
        assert page.html.count("data-find=") == sum(len(area.phrases) for area in book.areas)
        assert [area.names[spoken] for area in book.areas if area.names[spoken] not in page.text] == []


def test_arabic_runs_from_right_to_left(db_session, client):
    client.speak("tg")
    page = client.get("/companion/phrases/ar").page
    assert page.direction == "ltr"
    assert '<span class="say" lang="ar" dir="rtl">السلام عليكم!</span>' in page.html


def test_a_phrase_is_found_without_javascript_and_without_tails(db_session, client):
    client.speak("tg")
    page = client.get("/companion/phrases/de?q=чои бехатар").page
    assert page.html.count("data-find=") == 1
    assert "Ich brauche einen sicheren Ort." in page.text
    assert client.get("/companion/phrases/de?q=zzz").page.html.count("data-find=") == 0


def test_there_is_no_book_of_a_language_nobody_wrote(db_session, client):
    assert client.get("/companion/phrases/xx").status_code == 404


def test_the_worker_sees_the_companion_only_and_names_what_pages_need(db_session, client):
    worker = client.get("/companion/worker.js")
    text = worker.get_data(as_text=True)
    assert worker.mimetype == "text/javascript" and worker.headers["Cache-Control"] == "no-cache"
    page = client.get("/companion/phrases").page.html
    assert [each for each in ("site.css", "companion.js") if each not in text or each not in page] == []
