"""Reading on a phone."""

import pytest

from lms.core.actors import Role
from lms.learning import queries
from lms.registration.rules import Occupation
from tests.factories.accounts import make_user
from tests.factories.curriculum import make_programme_edition
from tests.factories.learning import make_progress
from tests.factories.registration import make_enrolment


@pytest.fixture
def enrolment(db_session, client):
    made = make_enrolment()
    client.sign_in(made.registration.user)
    client.speak("en")
    return made


@pytest.fixture
def module(enrolment):
    return queries.lessons(enrolment)[0].module


def test_the_course_says_in_words_what_is_left(enrolment, client):
    lessons = queries.lessons(enrolment)
    make_progress(enrolment=enrolment, module=lessons[0].module.slug)
    make_progress(enrolment=enrolment, module=lessons[1].module.slug, screens=2)
    page = client.get("/course").page
    assert f"{len(lessons) - 1} lessons are left" in page.text
    assert f"You are on page 3 of {lessons[1].screens}" in page.text
    assert page.text.count("Not started") == len(lessons) - 2


def test_a_lesson_goes_on_where_one_left_off(enrolment, module, client):
    make_progress(enrolment=enrolment, module=module.slug, screens=2)
    assert client.get(f"/course/{module.slug}").location == f"/course/{module.slug}/3"


def test_continue_leads_to_the_next_screen_and_from_the_last_to_the_end(enrolment, module, client):
    last = len(module.screen_ids)
    for screen in range(1, last):
        assert client.post(f"/course/{module.slug}/{screen}").location == f"/course/{module.slug}/{screen + 1}"
    assert client.post(f"/course/{module.slug}/{last}").location == f"/course/{module.slug}/end"
    assert "Where this comes from" in client.get(f"/course/{module.slug}/end").page.text


def test_nobody_leaps_ahead(enrolment, module, client):
    assert client.get(f"/course/{module.slug}/4").location == f"/course/{module.slug}/1"
    assert client.get(f"/course/{module.slug}/end").location == f"/course/{module.slug}/1"


def test_changing_the_language_keeps_the_place(enrolment, module, client):
    make_progress(enrolment=enrolment, module=module.slug, screens=1)
    client.speak("tg")
    page = client.get(f"/course/{module.slug}/2").page
    assert (page.lang, module.said("tg")["screens"][1]["title"] in page.text) == ("tg", True)


@pytest.mark.parametrize("path", ["/course/nothing", "/course/{slug}/0", "/course/{slug}/99", "/course/nothing/1"])
def test_what_is_not_of_the_course_is_not_there(enrolment, module, client, path):
    assert client.get(path.format(slug=module.slug)).status_code == 404


def test_somebody_without_a_course_finds_none(db_session, client):
    client.sign_in(make_user(role=Role.TRAINEE))
    assert client.get("/course").status_code == 404


def test_a_lesson_page_asks_the_database_twice(enrolment, module, client, count_queries):
    with count_queries() as asked:
        client.get(f"/course/{module.slug}/1")
    assert len(asked) == 2  # who it is; where they are and what advisories stand


def test_a_builder_has_a_lesson_more_and_reads_it_as_the_others(db_session, client):
    builder, cook = make_enrolment(occupation=Occupation.CONSTRUCTION), make_enrolment(occupation=Occupation.CATERING)
    newest = make_programme_edition(extra=[{"when": {"occupation": ["construction"]}, "lessons": ["money"]}])
    assert [len(left) for left in (queries.lessons_left([builder])[builder.id], queries.lessons(builder))] == [17, 17]
    builder.edition_id = cook.edition_id = newest.id
    left = queries.lessons_left([builder, cook])
    assert (left[builder.id][-1], len(left[builder.id]), len(left[cook.id])) == ("money", 18, 17)
    for person, status in ((builder, 200), (cook, 404)):
        client.sign_in(person.registration.user)
        assert client.get("/course/money/1").status_code == status
