"""Reading on a phone."""

import pytest

from lms.core.actors import Role
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.learning import queries
from lms.learning.rules import State
from lms.quizzes.models import Attempt
from lms.registration.rules import Occupation
from tests.factories.accounts import make_user
from tests.factories.curriculum import make_programme_edition
from tests.factories.learning import make_progress
from tests.factories.quizzes import answer_to, first_question
from tests.factories.registration import make_enrolment

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too


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
    plain = len(curriculum.programme(newest.id).variant(builder.variant).online)
    builder.edition_id = cook.edition_id = newest.id
    left = queries.lessons_left([builder, cook])
    assert (left[builder.id][-1], len(left[builder.id]), len(left[cook.id])) == ("money", plain + 1, plain)
    for person, status in ((builder, 200), (cook, 404)):
        client.sign_in(person.registration.user)
        assert client.get("/course/money/1").status_code == status


def answer_before(client, module, *, known):
    """Say before the lesson what one knows; the other questions are left open."""
    attempt = db.session.get(Attempt, int(first_question(client.post(f"/quiz/before/{module.slug}")).split("/")[2]))
    for position, (_, question) in enumerate(attempt.questions, 1):
        if module.question(question).objective in known:
            client.post(f"/quiz/{attempt.id}/{position}", {"chosen": answer_to(attempt, position)})
    return client.post(f"/quiz/{attempt.id}/finish").location


def test_what_was_asked_before_is_not_asked_again(enrolment, module, client):
    answer_before(client, module, known=[])
    again = first_question(client.post(f"/quiz/before/{module.slug}"))
    assert client.get(client.get(again).location).location == f"/course/{module.slug}/before"


def test_before_the_first_page_one_is_asked_what_one_knows_and_may_go_on_without(enrolment, module, client):
    assert client.get(f"/course/{module.slug}").location == f"/course/{module.slug}/before"
    page = client.get(f"/course/{module.slug}/before").page
    assert "What do you know already?" in page.text and "nobody sees your answers" in page.text
    client.post(f"/course/{module.slug}/1")
    assert client.get(f"/course/{module.slug}").location == f"/course/{module.slug}/2"
    assert client.get(f"/course/{module.slug}/before").location == f"/course/{module.slug}/2"


def test_who_knows_a_part_reads_the_rest_and_is_told_how_long_it_takes(enrolment, client):
    lesson = next(each for each in queries.lessons(enrolment) if each.module.slug == "bank-account")
    module, known = lesson.module, ["see-benefit", "guard-card"]
    assert answer_before(client, module, known=known) == "/course/bank-account/before"
    page = client.get("/course/bank-account/before").page
    left = [number for number in range(1, lesson.screens + 1) if number not in module.not_needed(known)]
    assert f"{len(left)} pages of {lesson.screens} are left" in page.text
    assert module.said("en")["objectives"]["ask-bank"] in page.text.partition("This is new for you")[2]
    assert "%" not in page.text and "right" not in page.text
    places = [f"/course/bank-account/{number}" for number in left]
    for here, there in zip(places, [*places[1:], "/course/bank-account/end"], strict=True):
        assert client.post(here).location == there
    assert "You knew this before" in client.get("/course/bank-account/2").page.text
    assert queries.lessons(enrolment)[1].state is State.READ


def test_less_to_read_is_promised_only_where_something_can_be_left_out(enrolment, client):
    modules = [each.module for each in queries.lessons(enrolment)]
    less = {each.slug: bool(each.not_needed(each.objectives)) for each in modules}
    assert set(less.values()) == {True, False}
    for slug, shorter in less.items():
        page = client.get(f"/course/{slug}/before").page
        assert ("you need not read again" in page.text) is shorter
        assert ("Afterwards you see what is new for you" in page.text) is not shorter


def test_the_whole_lesson_may_be_read_after_all(enrolment, client):
    lesson = next(each for each in queries.lessons(enrolment) if each.module.slug == "bank-account")
    answer_before(client, lesson.module, known=lesson.module.objectives)
    assert client.post("/course/bank-account/whole").location == "/course/bank-account/1"
    assert client.post("/course/bank-account/1").location == "/course/bank-account/2"


def test_what_states_a_rule_is_left_out_for_nobody(enrolment):
    for lesson in queries.lessons(enrolment):
        screens = lesson.module.said("en")["screens"]
        for number in lesson.module.not_needed(lesson.module.objectives):
            assert "<data" not in screens[number - 1]["html"]
            assert not {"do", "dont"} & set(screens[number - 1]["blocks"])


def test_nobody_opens_what_another_was_asked(enrolment, module, client):
    address = first_question(client.post(f"/quiz/before/{module.slug}"))
    client.sign_in(make_enrolment().registration.user)
    assert client.get(address).status_code == 404
