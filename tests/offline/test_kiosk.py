"""Packs that open from a file, and texts for the radio."""

import re
import zipfile
from html import unescape
from io import BytesIO
from posixpath import dirname, join, normpath

import pytest

from lms.core.actors import Role
from lms.curriculum import queries as curriculum
from lms.curriculum.papers.tree import tree
from lms.offline.pressing import beside, pressed, script
from tests.client import Page
from tests.factories.accounts import make_user
from tests.factories.sounds import mp3

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

LINK = re.compile(r'(?:href|src)="([^"#]+)')
SAID = {"minutes": lambda n: f"{n} min", "pause": lambda: "(Pause)", "source": lambda: "Version 1"}


@pytest.fixture
def officer(client, db_session):
    client.sign_in(make_user(role=Role.OFFICER))
    return client


def unpacked(response) -> dict[str, bytes]:
    assert (response.status_code, response.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(BytesIO(response.data)) as found:
        return {name: found.read(name) for name in found.namelist()}


@pytest.mark.parametrize("spoken", ["tg", "ru", "en"])
def test_a_pack_leads_nowhere_but_into_itself_and_every_page_is_in_order(officer, spoken):
    officer.speak("ru")  # whatever the officer reads
    files = unpacked(officer.get(f"/desk/packs/ru/{spoken}.zip"))
    pages = {name: data.decode() for name, data in files.items() if name.endswith(".html")}
    assert len(pages) > 30 and "lessons/ru-patent.html" in pages and "phrases/ru.html" in pages
    lost = [
        (name, link)
        for name, html in pages.items()
        for link in map(unescape, LINK.findall(html))
        if not re.match(r"https?:|tel:|mailto:", link) and normpath(join(dirname(name), link)) not in files
    ]
    assert lost == []
    assert [(name, faults) for name, html in pages.items() if (faults := Page(html).check())] == []
    assert {Page(html).lang for html in pages.values()} == {spoken}
    assert not any("<script" in html for html in pages.values())
    assert curriculum.newest_module("ru-patent").title(spoken) in pages["index.html"]


def test_the_page_says_size_and_version_and_the_same_pack_is_the_same_bytes(officer):
    officer.speak("en")
    page = officer.get("/desk/packs?country=KZ&in=tg").page
    assert re.search(r"Нашри .*, [0-9a-f]{6}", page.text) and re.search(r"The pack \(ZIP, [\d,]+ KB\)", page.text)
    one, other = (officer.get("/desk/packs/kz/tg.zip").data for _ in range(2))
    assert one == other
    assert "/desk/packs" in officer.get("/").page.html


def test_what_is_recorded_comes_along_when_it_is_wanted(officer, app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "MEDIA", str(tmp_path))
    place = tmp_path / "phrases" / "ru"
    place.mkdir(parents=True)
    (place / "hello.mp3").write_bytes(mp3())
    officer.speak("en")
    assert "The pack with sound" in officer.get("/desk/packs?country=RU&in=en").page.text
    assert "media/phrases/ru/hello.mp3" not in unpacked(officer.get("/desk/packs/ru/en.zip"))
    files = unpacked(officer.get("/desk/packs/ru/en.zip?sound=1"))
    assert files["media/phrases/ru/hello.mp3"] == mp3()
    assert 'src="../media/phrases/ru/hello.mp3"' in files["phrases/ru.html"].decode()


def test_texts_for_the_radio_say_what_the_lesson_says(officer):
    files = unpacked(officer.get("/desk/packs/ru/en/radio.zip"))
    said = files["ru-patent.txt"].decode("utf-8-sig")
    module = curriculum.newest_module("ru-patent")
    assert said.startswith(module.title("en")) and said.count("(Pause)") == len(module.screen_ids) - 1
    assert "<" not in said and "{{" not in said


@pytest.mark.source
def test_a_script_has_a_sentence_a_line():
    html = '<p>Keep a copy</p><section class="block do"><p class="name">Do</p><ul><li>Ask first</li></ul></section>'
    found = script("Title", "In short", [("One", tree(html)), ("Two", [])], SAID)
    lines = ["Title", "1 min", "", "In short.", "", "One.", "Keep a copy.", "Do.", "Ask first.", "", "(Pause)", ""]
    assert found.splitlines() == [*lines, "Two.", "", "Version 1"]


@pytest.mark.source
def test_links_of_the_site_become_links_beside_or_none():
    html = '<a href="/learn/money#sources">a</a><a href="/learn/none/">b</a><a href="/sign-in">c</a>'
    html += '<img src="/media/x/y.svg">'
    said = '<a href="../lessons/money.html">a</a><a >b</a><a>c</a><img src="../media/x/y.svg">'
    assert beside(html, ["money"], "../") == said
    assert pressed({"b": b"1", "a": b"2"}, "v").data == pressed({"a": b"2", "b": b"1"}, "v").data


def test_who_is_no_officer_finds_no_packs(client, db_session):
    client.sign_in(make_user(role=Role.TRAINER))
    assert client.get("/desk/packs").status_code == 404
    client.sign_in(make_user(role=Role.OFFICER))
    assert [client.get(f"/desk/packs/{each}.zip").status_code for each in ("tj/tg", "ru/xx", "zz/tg")] == [404] * 3


def test_lessons_of_the_house_are_in_no_pack_and_not_on_the_radio(officer):
    of_the_house = {each.slug for each in curriculum.modules() if each.is_of_the_house}
    assert {"staff", "trainer"} <= {who for each in of_the_house for who in curriculum.newest_module(each).audience}
    names = [*unpacked(officer.get("/desk/packs/ru/ru.zip")), *unpacked(officer.get("/desk/packs/ru/ru/radio.zip"))]
    slugs = {name.rsplit("/", 1)[-1].rsplit(".", 1)[0] for name in names}
    assert "ru-patent" in slugs and slugs & of_the_house == set()


def test_a_lesson_of_hard_things_begins_with_a_warning_and_whom_to_call(officer):
    files = unpacked(officer.get("/desk/packs/ru/en.zip"))
    pages = {name[8:-5]: data.decode() for name, data in files.items() if name.startswith("lessons/")}
    hard = {each for each in pages if curriculum.newest_module(each).sensitive}
    assert hard
    assert {each for each, html in pages.items() if "speaks of hard things" in html} == hard
    number = curriculum.emergency_numbers("RU")[0]["number"]
    assert all(f'href="tel:{number}"' in pages[each] and "<title>Lesson ·" in pages[each] for each in hard)
