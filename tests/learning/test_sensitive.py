"""Lessons that speak of hard things: a kind word, help with every page, and a way out (E27)."""

import pytest

from lms.core.database import db
from lms.quizzes.models import Attempt
from tests.factories.learning import make_progress
from tests.factories.quizzes import answer_to, first_question
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


def test_the_way_out_opens_from_a_page_that_is_old_by_now(enrolment, client):
    """Of a lesson that was open before somebody signed in in another tab."""
    left = client.open("/leave", method="POST", data={"csrf_token": "old"})
    assert (left.status_code, left.location) == (303, "/companion/phrases")
    assert client.get(f"{LESSON}/1").location.startswith("/sign-in")


def test_its_questions_have_help_and_the_way_out_from_the_first_to_the_result(enrolment, client):
    pages = [client.get(f"{LESSON}/before").page]
    before = first_question(client.post("/quiz/before/reproductive-health"))
    pages.append(client.get(before).page)
    pages.append(client.get(before.removesuffix("1") + "finish").page)
    make_progress(enrolment=enrolment, module="reproductive-health")
    pages.append(client.get(f"{LESSON}/end").page)
    check = first_question(client.post("/quiz/start/reproductive-health"))
    attempt = db.session.get(Attempt, int(check.split("/")[2]))
    pages.append(client.get(check).page)
    pages.append(client.post(check, {"chosen": answer_to(attempt, 1)}).page)
    pages.append(client.get(check.removesuffix("1") + "finish").page)
    pages.append(client.get(client.post(check.removesuffix("1") + "finish").location).page)
    assert "You answered 1 of" in pages[-1].text
    for page in pages:
        assert 'href="tel:112"' in page.html and "Leave this page quickly" in page.text and "leave.js" in page.html
        assert "eproductive" not in page.html.partition("</title>")[0]


def test_those_of_an_ordinary_lesson_have_neither_and_ask_no_more_of_the_database(enrolment, client, count_queries):
    shown = {}
    for slug in ("safe-migration", "reproductive-health"):
        make_progress(enrolment=enrolment, module=slug)
        check = first_question(client.post(f"/quiz/start/{slug}"))
        client.get(check)  # what is kept between pages, such as an edition, is read now
        with count_queries() as asked:
            page = client.get(check).page
        shown[slug] = len(asked)
        assert ("Help in danger" in page.text) is ("leave.js" in page.html) is (slug == "reproductive-health")
    assert shown == {"safe-migration": 2, "reproductive-health": 3}  # one more: for the numbers of where they are bound
