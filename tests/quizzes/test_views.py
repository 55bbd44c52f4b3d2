"""Answering on a phone, and aloud."""

import re
from html import unescape

import pytest

from lms.core.actors import Role
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.quizzes import queries
from lms.quizzes.models import Attempt
from lms.web.addresses import LARGEST_ID
from tests.factories.accounts import make_user
from tests.factories.quizzes import answer_to, first_question, make_attempt, make_check
from tests.factories.registration import make_enrolment

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too


@pytest.fixture
def enrolment(db_session, client):
    made = make_enrolment()
    client.sign_in(made.registration.user)
    client.speak("en")
    return made


@pytest.fixture
def slug(enrolment):
    return curriculum.programme(enrolment.edition_id).variant(enrolment.variant).online[0]


@pytest.fixture
def examiner(app, client, monkeypatch, enrolment):
    """A trainer who may see this one person."""
    made = make_user(role=Role.TRAINER)
    monkeypatch.setitem(app.extensions, "may_examine", lambda actor, of: (actor.user_id, of) == (made.id, enrolment.id))
    client.sign_in(made)
    return made


def begin(client, path):
    return int(first_question(client.post(path)).split("/")[2])


def test_a_check_says_why_and_lets_one_try_again(enrolment, slug, client):
    attempt = db.session.get(Attempt, begin(client, f"/quiz/start/{slug}"))
    address = f"/quiz/{attempt.id}/1"
    words = queries.asked(attempt, 1).words("en")
    assert f"Question 1 of {len(attempt.questions)}" in client.get(address).page.text
    wrong = client.post(address, {"chosen": answer_to(attempt, 1, rightly=False)}).page.text
    assert "Not quite" in wrong and words["explain"] in wrong and "Try this question again" in wrong
    right = client.post(address, {"chosen": answer_to(attempt, 1)}).page.text
    assert "That is right" in right and words["explain"] in right


def in_russian(client, response) -> str:
    """The words of the page after choosing Russian on it."""
    if half := re.search(r'formaction="(/language/ru)"[^>]*value="([^"]+)"', response.page.html):
        return client.get(client.post(half[1], {"next": unescape(half[2])}).location).page.text
    address = re.search(r'href="([^"]+)"[^>]*hreflang="ru"', response.page.html)[1]
    return client.get(unescape(address), follow_redirects=True).page.text


def test_another_language_shows_the_same_page_after_an_answer(enrolment, slug, client):
    check = db.session.get(Attempt, begin(client, f"/quiz/start/{slug}"))
    for rightly, said in ((False, "Не совсем"), (True, "Верно")):
        client.speak("en")
        page = client.post(f"/quiz/{check.id}/1", {"chosen": answer_to(check, 1, rightly=rightly)})
        text = in_russian(client, page)
        assert said in text and queries.asked(check, 1).words("ru")["explain"] in text
    assert "Вопрос 2" in client.get(f"/quiz/{check.id}/2?answered=yes").page.text  # has no answer yet
    final = db.session.get(Attempt, begin(client, "/quiz/final/start"))
    page = client.post(f"/quiz/{final.id}/1", {"chosen": answer_to(final, 1)})
    assert "Вопрос 2 из 10" in in_russian(client, page)
    page = client.post(f"/quiz/{final.id}/10", {"chosen": answer_to(final, 10)})
    assert "8 вопросов" in in_russian(client, page)
    assert "Вопрос 1 из 10" in client.get(f"/quiz/{final.id}/1?answered=yes").page.text  # says nothing before the end


def test_the_assessment_goes_straight_on_and_ends_with_the_score_in_words(enrolment, client):
    attempt = db.session.get(Attempt, begin(client, "/quiz/final/start"))
    total = len(attempt.questions)
    for position in range(1, total + 1):
        response = client.post(f"/quiz/{attempt.id}/{position}", {"chosen": answer_to(attempt, position, position > 2)})
        following = f"Question {position + 1} of {total}" if position < total else "You have answered all questions"
        assert (response.status_code, following in response.page.text) == (200, True)
    result = client.post(f"/quiz/{attempt.id}/finish", follow_redirects=True).page.text
    assert f"You answered {total - 2} of {total} questions correctly." in result
    assert "Worth reading again" in result


def test_an_answer_sent_twice_is_one_answer(enrolment, client):
    attempt = make_attempt(enrolment=enrolment, right=10, submitted=False)
    for _ in range(2):
        client.post(f"/quiz/{attempt.id}/1", {"chosen": answer_to(attempt, 1)})
    assert len(queries.answered(attempt)) == 10


def test_without_an_answer_the_page_says_what_to_do(enrolment, client):
    attempt_id = begin(client, "/quiz/final/start")
    for chosen in ([], ["zzz"], ["a" * 5000]):
        response = client.post(f"/quiz/{attempt_id}/1", {"chosen": chosen})
        assert (response.status_code, "Please look at this again" in response.page.text) == (422, True)


def test_open_questions_are_named_before_handing_in(enrolment, client):
    attempt_id = begin(client, "/quiz/final/start")
    assert "10 questions have no answer yet" in client.get(f"/quiz/{attempt_id}/finish").page.text


def test_after_handing_in_every_page_of_the_attempt_leads_to_the_result(enrolment, client):
    attempt = make_attempt(enrolment=enrolment)
    result = f"/quiz/{attempt.id}/result"
    assert client.get(f"/quiz/{attempt.id}/1").location == result
    assert client.post(f"/quiz/{attempt.id}/1", {"chosen": answer_to(attempt, 1)}).location == result
    assert client.get(f"/quiz/{attempt.id}/finish").location == result
    assert client.post(f"/quiz/{attempt.id}/finish").location == result


def test_the_result_is_not_there_before_handing_in(enrolment, client):
    attempt = make_attempt(enrolment=enrolment, submitted=False)
    assert client.get(f"/quiz/{attempt.id}/result").status_code == 404


def test_nobody_opens_the_attempt_of_somebody_else(enrolment, client):
    other = make_attempt(enrolment=make_enrolment(given_name_latin="Zarina", phone=None))
    assert [client.get(f"/quiz/{other.id}/{page}").status_code for page in ("1", "finish", "result")] == [404] * 3
    assert client.post(f"/quiz/{other.id}/1", {"chosen": "x"}).status_code == 404
    assert client.post(f"/quiz/{other.id}/finish").status_code == 404


@pytest.mark.parametrize("position", [0, 11, LARGEST_ID])
def test_a_question_that_is_not_asked_is_not_there(enrolment, client, position):
    attempt = make_attempt(enrolment=enrolment, submitted=False)
    assert client.get(f"/quiz/{attempt.id}/{position}").status_code == 404
    assert client.post(f"/quiz/{attempt.id}/{position}", {"chosen": "x"}).status_code == 404


def test_a_check_of_no_lesson_is_not_there(enrolment, client):
    assert client.post("/quiz/start/nothing").status_code == 404


def test_an_oral_assessment_is_tapped_by_the_trainer(enrolment, examiner, client):
    home = f"/quiz/oral/{enrolment.id}"
    assert enrolment.registration.full_name in client.get(home).page.text
    assert client.post(home).location == f"{home}/1"
    attempt = queries.oral_attempt(enrolment.id)
    assert attempt.oral_by_id == examiner.id
    assert "Вопрос 2 из 10" in in_russian(client, client.post(f"{home}/1", {"chosen": answer_to(attempt, 1)}))
    client.speak("en")
    for position in range(1, len(attempt.questions) + 1):
        assert client.get(f"{home}/{position}").status_code == 200
        assert client.post(f"{home}/{position}", {"chosen": answer_to(attempt, position)}).status_code == 200
    assert client.post(f"{home}/finish").location == home
    assert "10 of 10 questions right" in client.get(home).page.text


def test_a_trainer_asks_only_those_of_the_own_classes(examiner, client):
    other = make_enrolment(given_name_latin="Zarina", phone=None)
    assert client.get(f"/quiz/oral/{other.id}").status_code == 404
    assert client.post(f"/quiz/oral/{other.id}").status_code == 404


KINDS = (
    ("ru-migration-registration", "who-does-what", "Choose for each line what belongs to it.", "<select name="),
    ("ru-migration-registration", "days-to-register", "Write the number in digits.", "inputmode=\"decimal\""),
    ("ru-entry-rights", "steps-if-banned", "Give each line its place: 1 comes first.", "<select name=\"chosen\""),
    ("ru-entry-rights", "picture-before-ticket", "Choose the picture.", "alt=\"A woman and a man check a list"),
)  # fmt: skip


@pytest.mark.parametrize(("module", "question", "how", "field"), KINDS)
def test_each_kind_is_asked_answered_and_marked(enrolment, client, module, question, how, field):
    attempt = make_check(enrolment=enrolment, module=module, asks=[question])
    address, words = f"/quiz/{attempt.id}/1", queries.asked(attempt, 1).words("en")
    page = client.get(address).page
    assert how in page.text and field in page.html and words["explain"] not in page.text
    refused = client.post(address, {"chosen": ["", "nonsense"]})
    assert (refused.status_code, "Please look at this again" in refused.page.text) == (422, True)
    assert "Not quite" in client.post(address, {"chosen": answer_to(attempt, 1, rightly=False)}).page.text
    right = answer_to(attempt, 1)
    assert "That is right" in client.post(address, {"chosen": right}).page.text
    shown = client.get(address).page.html  # what was chosen is still there, in another language too
    assert all(re.search(rf'value="{each}"[^>]*(selected|checked|inputmode)', shown) for each in right)
    client.speak("ru")
    shown = client.get(address).page.html
    assert all(re.search(rf'value="{each}"[^>]*(selected|checked|inputmode)', shown) for each in right)


def test_what_the_author_says_to_a_wrong_choice_stands_beside_the_explanation(enrolment, client):
    attempt = make_check(enrolment=enrolment, module="ru-entry-rights", asks=["picture-before-ticket"])
    page = client.post(f"/quiz/{attempt.id}/1", {"chosen": "control-window"}).page
    assert "It is too late to check there." in page.text and "The check is free." in page.text


@pytest.mark.both
def test_each_kind_is_asked_aloud(enrolment, examiner, client):
    asks = ["picture-before-ticket", "steps-if-banned"]
    attempt = make_check(enrolment=enrolment, module="ru-entry-rights", asks=asks)
    attempt.kind, attempt.module, attempt.oral_by_id = "final", "", examiner.id
    home = f"/quiz/oral/{enrolment.id}"
    picture = client.get(f"{home}/1").page
    assert "A woman and a man check a list on the phone" in picture.text and "<img" in picture.html
    assert "Give each line its place" in client.post(f"{home}/1", {"chosen": "check-list"}).page.text
    assert "Record the result" in client.post(f"{home}/2", {"chosen": answer_to(attempt, 2)}).page.text
    assert queries.answered(attempt) == {1, 2}


def test_changing_the_language_keeps_the_place_and_what_is_chosen_but_not_yet_sent(enrolment, slug, client):
    module = curriculum.newest_module(slug)
    one = next(each for each in module.questions if each.kind == "choice")
    attempt = make_check(enrolment=enrolment, module=slug, asks=[one.id])
    path, option = f"/quiz/{attempt.id}/1", one.options[1]
    assert f'formaction="/language/tg" formnovalidate name="next" value="{path}"' in client.get(path).page.html
    switched = client.post("/language/tg", {"next": path, "chosen": ["", option]})
    page = client.get(switched.location).page
    assert (page.lang, f'value="{option}" id="option-{option}" checked' in page.html) == ("tg", True)
    assert queries.answered(attempt) == set()
    assert client.post("/language/tg", {"next": "//elsewhere.example", "chosen": ["x"]}).location == "/?chosen=x"
