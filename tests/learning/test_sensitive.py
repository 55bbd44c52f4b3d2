"""Lessons that speak of hard things: a kind word, help with every page, and a way out (E27)."""

import pytest

from tests.factories.learning import make_progress
from tests.factories.registration import make_enrolment

LESSON = "/course/reproductive-health"


@pytest.fixture
def enrolment(db_session, client):
    made = make_enrolment()
    client.sign_in(made.registration.user)
    client.speak("en")
    return made


def test_before_it_stands_a_kind_word_and_with_every_page_where_help_is(enrolment, client):
    make_progress(enrolment=enrolment, module="reproductive-health")
    for path, warned in ((f"{LESSON}/1", True), (f"{LESSON}/2", False), ("/learn/reproductive-health/", True)):
        page = client.get(path).page
        assert ("You may stop at any time" in page.text) is warned
        assert "Help in danger:" in page.text and "Leave this page quickly" in page.text
        assert "<title>Lesson ·" in page.html
    page = client.get(f"{LESSON}/2").page
    assert 'href="tel:112"' in page.html and "Single emergency number" in page.text  # of Russia, where they are bound


def test_an_ordinary_lesson_has_neither(enrolment, client):
    page = client.get("/course/safe-migration/1").page
    assert "Help in danger" not in page.text and "leave.js" not in page.html and "<title>Lesson" not in page.html


def test_who_leaves_quickly_is_signed_out_and_sees_something_harmless(enrolment, client):
    left = client.post("/leave")
    assert (left.location, left.headers["Clear-Site-Data"]) == ("/companion/phrases", '"cache"')
    assert client.get(f"{LESSON}/1").location.startswith("/sign-in")
    assert client.post("/leave").location == "/companion/phrases"  # and without an account
