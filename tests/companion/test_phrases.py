"""Phrasebooks that can be heard, printed, kept, and learned from."""

import io
from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.companion import queries
from lms.companion.rules import UNIT, units
from lms.core.actors import Role
from lms.media.models import Recording
from tests.factories.accounts import make_user
from tests.factories.sounds import mp3


@pytest.fixture
def uploads(app, tmp_path, monkeypatch):
    """A folder of one's own for what authors bring along, and one for the curriculum's media."""
    monkeypatch.setitem(app.config, "UPLOADS", str(tmp_path / "uploads"))
    monkeypatch.setitem(app.config, "MEDIA", str(tmp_path / "media"))
    return tmp_path


@pytest.mark.source
def test_units_hold_every_phrase_once_short_ones_first(db_session):
    for book in queries.books():
        found = units(book)
        assert sorted(each.id for unit in found for each in unit.phrases) == sorted(each.id for each in book.phrases)
        assert {unit.area.id for unit in found} == {area.id for area in book.areas}
        for unit in found:
            assert 3 <= len(unit.phrases) <= UNIT
            for phrase in unit.phrases:
                assert phrase in unit.offered(phrase) == unit.offered(phrase)
                assert len({each.say for each in unit.offered(phrase)}) == 3


@pytest.mark.source
@pytest.mark.parametrize(("spoken", "learned"), [("tg", "ru"), ("ru", "en"), ("en", "ru")])
def test_a_unit_is_learned_without_a_script_and_without_an_account(db_session, client, spoken, learned):
    client.speak(spoken)
    book = queries.book(learned)
    first = units(book)[0]
    index = client.get(f"/companion/phrases/{learned}/units/").page
    assert index.html.count("data-unit=") == len(units(book))
    page = client.get(f"/companion/phrases/{learned}/units/1").page
    assert [each.say for each in first.phrases if each.say not in page.text] == []
    answers = "&".join(f"{each.id}={each.id}" for each in first.phrases)
    assert "data-all-right" in client.get(f"/companion/phrases/{learned}/units/1?{answers}").page.html
    [one, other, *_] = first.phrases
    wrong = next(each for each in first.offered(other) if each != other)
    half = client.get(f"/companion/phrases/{learned}/units/1?{one.id}={one.id}&{other.id}={wrong.id}").page
    assert "data-all-right" not in half.html and half.html.count(" checked") == 2
    assert client.get(f"/companion/phrases/{learned}/units/99").status_code == 404


@pytest.mark.source
def test_nobody_is_taught_the_language_in_which_the_page_is_read(db_session, client):
    client.speak("ru")
    page = client.get("/companion/phrases/ru").page
    assert "/companion/phrases/ru/units/" not in page.html
    for gone in ("units/", "units/1"):
        assert client.get(f"/companion/phrases/ru/{gone}").location == "/companion/phrases/ru"
    client.speak("tg")
    assert "/companion/phrases/ru/units/" in client.get("/companion/phrases/ru").page.html


def test_a_phrase_is_recorded_in_the_browser_and_heard_where_it_stands(client, uploads, db_session):
    book = queries.book("ru")
    phrase = book.phrases[0]
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    assert "media/uploads" not in client.get("/companion/phrases/ru").page.html
    page = client.get(f"/author/phrasebooks/ru/sound/{phrase.id}")
    assert "microphone=(self)" in page.headers["Permissions-Policy"]
    sign = page.page.html.partition('name="sign" value="')[2].partition('"')[0]
    path = f"/author/phrasebooks/ru/sound/{phrase.id}"
    client.post(path, {"sign": sign, "sound": (io.BytesIO(mp3()), "x")}, content_type="multipart/form-data")
    [kept] = db_session.scalars(db_session.query(Recording).statement)
    assert f"/media/uploads/{kept.file}" in client.get("/companion/phrases/ru").page.html
    assert f"/media/uploads/{kept.file}" in client.get(path).page.html
    with client.get(f"/media/uploads/{kept.file}") as heard:
        assert heard.data == mp3()
    changed = client.post(path, {"sign": "x", "sound": (io.BytesIO(mp3()), "x")}, content_type="multipart/form-data")
    assert changed.status_code == 422
    client.post(f"/author/recordings/{kept.id}/remove")
    assert "media/uploads" not in client.get("/companion/phrases/ru").page.html


def test_many_recordings_come_at_once_called_as_their_phrases_are(client, uploads):
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    files = [("hello.mp3", mp3(3)), ("goodbye.mp3", mp3(4)), ("nothing.mp3", mp3(5)), ("please.mp3", b"no sound")]
    sent = [(io.BytesIO(data), name) for name, data in files]
    answer = client.post("/author/phrasebooks/ru/sound", {"sounds": sent}, content_type="multipart/form-data")
    assert answer.status_code == 422 and "nothing.mp3, please.mp3" in answer.page.text
    assert set(queries.sounds(queries.book("ru"))) == {"hello", "goodbye"}
    assert client.get("/companion/phrases/ru").page.html.count("<audio") == 2


def test_what_lies_in_the_folder_of_the_curriculum_is_heard(client, uploads):
    place = uploads / "media" / "phrases" / "ko"
    place.mkdir(parents=True)
    (place / "hello.mp3").write_bytes(mp3())
    page = client.get("/companion/phrases/ko").page
    assert page.html.count('src="/media/phrases/ko/hello.mp3"') == 1
    assert "data-more=" in page.html  # it can be kept with the sound


@pytest.mark.source
def test_a_phrasebook_is_printed(db_session, client):
    client.speak("tg")
    for book in queries.books():
        printed = PdfReader(BytesIO(client.get(f"/companion/phrases/{book.language}/book.pdf").data))
        assert round(printed.pages[0].mediabox[2]) == 420 and len(printed.pages) > 5
        said = " ".join(page.extract_text() for page in printed.pages)
        assert book.phrases[-1].sound.split()[0] in said


def test_only_authors_record(client):
    client.sign_in(make_user(role=Role.OFFICER))
    assert client.get("/author/phrasebooks/ru/sound").status_code == 404
