"""A question without a name, its answer, and how it comes to stand among those that people ask."""

import re

import pytest
import sqlalchemy as sa
from sqlalchemy import true

from lms.accounts.rules import MOST_TRIES, Door
from lms.companion import actions, queries
from lms.companion.models import AskedQuestion
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from tests.factories.accounts import make_user

ASKED = "Қарзро баргардонда натавонам, чӣ мешавад?"


def ask(client, text: str = ASKED) -> str:
    response = client.post("/companion/ask", {"text": text, "country": "RU"})
    assert response.status_code == 303
    return response.location


def test_a_question_is_asked_answered_and_becomes_one_that_people_ask(db_session, client):
    client.speak("tg")
    address = ask(client)
    assert ASKED in client.get(address).page.text
    client.sign_in(make_user(role=Role.OFFICER))
    client.speak("tg")
    assert ASKED in client.get("/desk/questions").page.text
    found = db.session.scalar(sa.select(AskedQuestion))
    sent = {"answer": "Бо бонк гап занед.", "is_public": "y", "shown": "Агар қарзро дода натавонам?"}
    assert client.post(f"/desk/questions/{found.id}", sent).status_code == 303
    assert "Бо бонк гап занед." in client.get(address).page.text
    text = client.get("/companion/questions?q=карз дода").page.text
    assert "Агар қарзро дода натавонам?" in text and ASKED not in text


def test_an_answer_that_is_not_for_everybody_stays_with_who_asked(db_session, client):
    client.speak("tg")
    address = ask(client)
    client.sign_in(make_user(role=Role.AUTHOR))
    found = db.session.scalar(sa.select(AskedQuestion))
    client.post(f"/desk/questions/{found.id}", {"answer": "Бо бонк гап занед."})
    assert "Бо бонк гап занед." in client.get(address).page.text
    assert "Бо бонк гап занед." not in client.get("/companion/questions").page.text


def test_nothing_of_the_person_is_kept_and_the_question_is_not_readable_at_rest(db_session, client):
    ask(client)
    kept = db.session.execute(sa.text("select * from asked_question")).mappings().one()
    assert ASKED not in str(dict(kept)) and "127.0.0.1" not in str(dict(kept))


def test_an_empty_question_is_not_sent(db_session, client):
    assert client.post("/companion/ask", {"text": " "}).status_code == 422
    assert client.get("/companion/asked/nothing").status_code == 404


@pytest.mark.parametrize("role", [Role.TRAINER, Role.MNE, Role.TRAINEE])
def test_others_do_not_answer(db_session, client, role):
    client.sign_in(make_user(role=role))
    assert client.get("/desk/questions").status_code == 404


def test_a_question_is_not_shown_to_everybody_in_the_words_of_who_asked(db_session, client):
    client.speak("en")
    ask(client)
    client.sign_in(make_user(role=Role.OFFICER))
    client.speak("en")
    found = db.session.scalar(sa.select(AskedQuestion))
    sent = {"answer": "Бо бонк гап занед.", "is_public": "y", "shown": " "}
    page = client.post(f"/desk/questions/{found.id}", sent)
    assert (page.status_code, "in other words" in page.page.text, found.is_public) == (422, True, False)
    assert client.post(f"/desk/questions/{found.id}", {**sent, "shown": "қ" * 1000}).status_code == 303


def test_what_is_told_of_a_centre_is_read_above_the_centres_only_and_never_shown(db_session, client):
    client.speak("en")
    page = client.get("/companion/ask?about=centre").page
    assert re.search(r'<input [^>]*\bchecked\b[^>]*name="of_centre"', page.html)
    told = "The trainer in Bokhtar asks for money."
    address = client.post("/companion/ask", {"text": told, "country": "", "of_centre": "y"}).location
    found = db.session.scalar(sa.select(AskedQuestion))
    path, sent = f"/desk/questions/{found.id}", {"answer": "We look into it.", "is_public": "y", "shown": "Money?"}
    for role in (Role.OFFICER, Role.AUTHOR):
        client.sign_in(make_user(role=role))
        assert "asks for money" not in client.get("/desk/questions").page.text
        assert (client.get(path).status_code, client.post(path, sent).status_code) == (404, 404)
    client.sign_in(make_user(role=Role.ADMIN))
    client.speak("en")
    assert "1 person has written without a name and waits for an answer." in client.get("/").page.text
    assert told in client.get("/desk/questions").page.text
    assert client.post(path, sent).status_code == 303
    assert (found.is_public, found.shown) == (False, None)
    assert "has written without a name" not in client.get("/").page.text
    assert "We look into it." in client.get(address).page.text
    assert "Money?" not in client.get("/companion/questions").page.text


def test_who_asks_too_much_from_one_address_waits_and_others_ask(db_session, client, monkeypatch):
    monkeypatch.setitem(MOST_TRIES, Door.ASK, 2)
    for _ in range(2):
        ask(client)
    sent = {"text": ASKED, "country": "RU"}
    assert client.post("/companion/ask", sent).status_code == 422
    assert client.post("/companion/ask", sent, environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 303
    assert db.session.query(AskedQuestion).count() == 3


def test_two_who_answer_at_once_do_not_write_over_one_another(db_session, client):
    client.speak("en")
    address = ask(client)
    client.sign_in(make_user(role=Role.OFFICER))
    client.speak("en")
    found = db.session.scalar(sa.select(AskedQuestion))
    path = f"/desk/questions/{found.id}"
    seen = re.search(r'name="seen"[^>]* value="([^"]+)"', client.get(path).page.html)[1]
    for answer, status in (("The first.", 303), ("The first.", 303), ("The second.", 422)):
        page = client.post(path, {"answer": answer, "seen": seen})
        assert page.status_code == status
    assert "The second." in page.page.html
    assert "The first." in client.get(address).page.text


def test_what_waits_for_an_answer_is_not_pushed_off_the_list_by_what_came_later(db_session, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 2)
    at, by = clock.now(), make_user(role=Role.OFFICER).id
    asked = [actions.ask(text=ASKED, language="tg", country=None, address="-", at=at).id for _ in range(5)]
    for each in asked[2:]:
        actions.answer(question_id=each, answer="Не.", shown=None, by=by, at=at)
    assert [each.id for each in queries.questions(true())] == [asked[0], asked[1], asked[4], asked[3]]
