"""The library, the programmes, the pictures, and the author's desk."""

from datetime import date

import pytest
from markupsafe import escape

from lms.core.actors import Role
from lms.core.languages import NAMES
from lms.curriculum import queries
from lms.curriculum.rules.notes import NoteKind, notes
from tests.factories.accounts import make_user
from tests.factories.curriculum import make_newer_edition
from tests.factories.quizzes import make_attempt
from tests.factories.registration import make_enrolment

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too


@pytest.fixture
def author(db_session, client):
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")


def test_the_library_needs_no_account_and_names_every_module_for_those_who_leave(db_session, client):
    for language in ("tg", "ru", "en"):
        client.speak(language)
        page = client.get("/learn").page
        offered = [each for each in queries.modules() if not each.is_of_the_house]
        assert [each.slug for each in offered if each.title(language) not in page.html] == []


def test_what_trainers_learn_stands_in_the_library_of_those_who_teach_only(db_session, client):
    client.speak("en")
    assert "How adults learn" not in client.get("/learn").page.text
    assert "be my parents" not in client.get("/companion/questions?q=parents").page.text
    client.sign_in(make_user(role=Role.OFFICER))
    client.speak("en")
    assert "How adults learn" in client.get("/learn").page.text
    assert "Four things about adults" in client.get("/learn/adult-learning/").page.text


def test_the_library_of_one_country_leaves_the_others_out(db_session, client):
    client.speak("en")
    text = client.get("/learn?country=KZ").page.text
    assert ("Kazakhstan: entering and staying" in text, "Korea: entering" in text) == (True, False)


@pytest.mark.parametrize(("phone", "spoken"), [("uz", "ru"), ("tg,en;q=0.8", "tg"), ("en", "ru")])
def test_what_is_not_written_in_a_language_is_read_in_the_second_choice_and_says_so(db_session, client, phone, spoken):
    client.speak("uz")
    begun = next(each for each in queries.modules() if "uz" in each.words)
    other = next(each for each in queries.modules() if "uz" not in each.words)
    own, instead = (
        client.get(f"/learn/{each.slug}/", headers={"Accept-Language": phone}).page.html for each in (begun, other)
    )
    assert ('<div lang="uz">' in own, f'<div lang="{spoken}">' in instead) == (True, True)
    assert other.words[spoken]["title"] in instead
    assert (f"{NAMES[spoken]}.</p>" in own, f"{NAMES[spoken]}.</p>" in instead) == (False, True)


def test_every_lesson_can_be_read_on_one_page_with_its_sources(db_session, client):
    client.speak("en")
    for module in queries.modules():
        page = client.get(f"/learn/{module.slug}/").page
        assert page.headings.count(2) == len(module.screen_ids)
        assert "Where this comes from" in page.text


def test_a_fact_past_its_date_is_marked(app, db_session, client, monkeypatch):
    monkeypatch.setattr("lms.core.clock.today", lambda: date(2040, 1, 1))
    client.speak("en")
    slug = next(module.slug for module in queries.modules() if module.facts)
    text = client.get(f"/learn/{slug}/").page.text
    assert "This may have changed" in text and "The review is overdue" in text


def test_a_programme_says_what_it_gives_and_what_happens_when(db_session, client):
    client.speak("en")
    for programme in queries.programmes():
        text = client.get(f"/programmes/{programme.slug}").page.text
        words = programme.said("en")
        assert [each for each in words["benefits"].values() if each not in text] == []
        assert [each for each in words["blocks"].values() if each not in text] == []
        assert "8:30" in text


@pytest.mark.parametrize("path", ["/learn/nothing/", "/programmes/nothing", "/media/nothing.svg", "/media/../setup.cfg",
                                  "/media/%2e%2e/setup.cfg", "/media/patent/cover.py"])  # fmt: skip
def test_what_does_not_exist_is_not_there(db_session, client, path):
    assert client.get(path).status_code == 404


def test_a_picture_is_kept_by_the_phone_and_can_do_nothing(db_session, client):
    with client.get("/media/patent/cover.svg", headers={"Accept-Encoding": "br"}) as picture:
        assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
        assert picture.headers["Content-Encoding"] == "br"
        assert "max-age=2592000" in picture.headers["Cache-Control"]
        assert picture.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    kept = {"If-None-Match": picture.headers["ETag"], "Accept-Encoding": "br"}
    with client.get("/media/patent/cover.svg", headers=kept) as again:
        assert again.status_code == 304


def test_an_author_sees_which_translation_is_outdated(author, client):
    assert "Outdated" not in client.get("/author").page.text
    translations = len(queries.newest_module("ru-patent").words) - 1
    make_newer_edition("ru-patent", tg_md="…")
    assert client.get("/author").page.text.count("Outdated") == translations


def test_what_must_be_reviewed_comes_first(author, client):
    html = client.get("/author").page.html
    modules = sorted(queries.modules(), key=lambda each: (each.review_by, each.slug))
    assert len(modules) >= 14
    assert [each.slug for each in modules if f"/author/modules/{each.slug}" not in html] == []


def test_the_authors_page_shows_everything_behind_a_lesson(author, client):
    for module in queries.modules():
        page = client.get(f"/author/modules/{module.slug}").page
        words = module.said("en")
        assert [each for each in words["plan"]["steps"].values() if escape(each["title"]) not in page.html] == []
        assert "module.toml" in page.text and "Version 1" in page.text


def test_authors_see_every_fact_and_what_is_past_its_date(author, client, monkeypatch):
    assert "No fact is past its date." in client.get("/author/facts").page.text
    monkeypatch.setattr("lms.core.clock.today", lambda: date(2040, 1, 1))
    page = client.get("/author/facts").page
    assert "The page it was compared with" in page.text and "never been compared" not in page.text
    facts = {fact["value"] for module in queries.modules() for fact in module.facts.values()}
    assert [each for each in facts if escape(each) not in page.html] == []
    assert "facts are past their date" in page.text and "Overdue" in page.text


def test_an_author_sees_how_questions_do(author, client):
    enrolment = make_enrolment()
    slug = queries.programme(enrolment.edition_id).variant(enrolment.variant).online[0]
    make_attempt(enrolment=enrolment, module=slug, right=1)
    text = client.get(f"/author/modules/{slug}").page.text
    assert "1 person answered; right at the first try: 100 %." in text
    assert "1 person answered; right at the first try: 0 %." in text


def test_a_programme_in_order_has_nothing_to_look_at(author, client):
    for programme in queries.programmes():
        assert "Nothing. Days, blocks" in client.get(f"/author/programmes/{programme.slug}").page.text


def test_an_author_is_told_of_newer_editions_and_due_reviews(db_session):
    programme = queries.programmes()[0]
    modules = queries.taught_in(programme)
    slug, module = next(iter(modules.items()))
    newest = {**queries.latest_ids(queries.MODULE), slug: 999_999}
    found = notes(programme, modules, newest, date(2026, 11, 21), "en")
    assert [(note.kind, note.values) for note in found] == [(NoteKind.OLD_EDITION, {"module": module.title("en")})]


def test_only_authors_and_administrators_see_the_desk(db_session, client):
    client.sign_in(make_user(role=Role.OFFICER))
    assert client.get("/author").status_code == 404
