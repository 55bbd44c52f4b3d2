"""The door for what phones send, and what they take along."""

import json
import re
from datetime import timedelta

import pytest
import time_machine

from lms.accounts import actions as accounts
from lms.attendance import queries as rolls
from lms.core.actors import Role
from tests.factories.accounts import make_user
from tests.factories.classes import make_class, make_seat, session_of
from tests.factories.registration import make_registration
from tests.factories.trainers import make_trainer

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

DEVICE = "d" * 32


@pytest.fixture
def taught(db_session):
    """A class of three with its trainer, at the moment the second block begins."""
    user = make_user(role=Role.TRAINER)
    training_class = make_class(trainer=make_trainer(user=user))
    for _ in range(3):
        make_seat(training_class=training_class)
    session = session_of(training_class, "journey")
    with time_machine.travel(session.starts_at, tick=False):
        yield user, session


def entry(session, kind: str, number: int, **more) -> dict:
    return {
        "id": f"{number:032x}", "kind": kind, "session": session.id, "number": number,
        "at": session.starts_at.isoformat(), **more,
    }  # fmt: skip


def marks(session, state: str = "present", *, first: int = 1) -> list[dict]:
    return [
        entry(session, "mark", first + at, person=line.enrolment.id, state=state)
        for at, line in enumerate(rolls.roll(session))
    ]


def send(client, user, *entries: dict, device: str = DEVICE):
    return client.open(
        "/offline/sync", method="POST", headers={"X-CSRFToken": client.token()},
        json={"device": device, "user": user.id, "entries": list(entries)},
    )  # fmt: skip


def test_a_phone_takes_its_own_roll_calls_along(client, taught):
    user, session = taught
    client.sign_in(user)
    client.speak("en")
    found = client.get("/offline/pack").json
    assert [each["title"] for each in found["sessions"]][:2] == ["A safe departure", "The journey and entering Russia"]
    [roll] = [each for each in found["sessions"] if each["id"] == session.id]
    assert (roll["time"], roll["closed"], [each["seat"] for each in roll["people"]]) == ("9:30–10:25", False, [1, 2, 3])
    assert [each["mark"] for each in roll["people"]] == [None] * 3


def test_a_stranger_takes_nothing_along(client, taught):
    _, session = taught
    client.sign_in(make_user(role=Role.TRAINER))
    assert client.get(f"/offline/pack?session={session.id}&session=x&session=99999999999").json["sessions"] == []


def test_a_whole_roll_call_is_sent_at_once_and_twice_changes_nothing(client, taught):
    user, session = taught
    client.sign_in(user)
    whole = [entry(session, "begin", 1), *marks(session, first=2), entry(session, "end", 8), entry(session, "close", 9)]
    for _ in range(2):
        answer = send(client, user, *whole)
        assert (answer.status_code, len(answer.json["kept"]), answer.json["refused"]) == (200, 6, {})
    [roll] = [each for each in answer.json["sessions"] if each["id"] == session.id]
    assert (roll["closed"], [each["mark"]["state"] for each in roll["people"]]) == (True, ["present"] * 3)
    assert len(rolls.kept_marks(session.id)) == 3


@pytest.mark.both
def test_two_phones_that_differ_are_told_of_it(client, taught):
    user, session = taught
    client.sign_in(user)
    send(client, user, *marks(session))
    answer = send(client, user, marks(session, "absent")[0] | {"id": "b" * 32}, device="b" * 32)
    [roll] = [each for each in answer.json["sessions"] if each["id"] == session.id]
    assert [(each["mark"]["state"], each["disputed"]) for each in roll["people"]][:2] == [
        ("absent", True), ("present", False)
    ]  # fmt: skip


def test_what_is_refused_says_why_and_the_rest_is_kept(client, taught):
    user, session = taught
    client.sign_in(user)
    client.speak("en")
    other = session_of(make_class(), "journey")
    answer = send(
        client, user, entry(session, "close", 1), marks(session, first=2)[0], entry(other, "close", 7),
        entry(session, "mark", 8, person=999, state="present"), entry(session, "mark", 9, state="x"),
    ).json  # fmt: skip
    assert answer["kept"] == [f"{2:032x}"]
    assert {name[-1]: sentence.split(".")[0] for name, sentence in answer["refused"].items()} == {
        "1": "People without a mark: 2",
        "7": "This block is not yours any more",
        "8": "This person is not on the roll any more",
        "9": "This mark could not be read",
    }


def test_who_walks_in_gets_a_seat_and_the_mark(client, taught):
    user, session = taught
    client.sign_in(user)
    number = make_registration().number
    before = session.training_class.sessions[0].starts_at.isoformat()
    came = entry(session, "walk-in", 5, registration=number, state="late") | {"at": before}
    roll = next(each for each in send(client, user, came).json["sessions"] if each["id"] == session.id)
    assert [(each["number"] == number, each["mark"]) for each in roll["people"]][-1][0] is True
    assert roll["people"][-1]["mark"]["state"] == "late"


def test_marks_of_one_person_are_not_sent_by_another(client, taught):
    user, session = taught
    client.sign_in(make_user(role=Role.OFFICER))
    assert send(client, user, *marks(session)).status_code == 409
    assert rolls.kept_marks(session.id) == []


def test_after_the_sign_in_ended_the_marks_come_with_the_next_one(client, taught):
    user, session = taught
    client.sign_in(user)
    accounts.end_sessions(user_id=user.id, at=session.starts_at)
    assert send(client, user, *marks(session)).location == "/sign-in"
    client.sign_in(user)
    token = client.get("/offline/hello").json["token"]
    answer = client.open(
        "/offline/sync", method="POST", headers={"X-CSRFToken": token},
        json={"device": DEVICE, "user": user.id, "entries": marks(session)},
    )  # fmt: skip
    assert len(answer.json["kept"]) == 3


def test_days_later_a_closed_roll_call_is_contradicted_not_changed(client, taught):
    user, session = taught
    client.sign_in(user)
    send(client, user, *marks(session), entry(session, "close", 9))
    with time_machine.travel(session.starts_at + timedelta(days=2), tick=False):
        client.sign_in(user)
        assert len(send(client, user, marks(session, "absent", first=20)[0], device="b" * 32).json["kept"]) == 1
    assert list(rolls.voices(session.id)) == [rolls.roll(session)[0].enrolment.id]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"device": 1}'])
def test_what_is_no_letter_is_answered_calmly(client, taught, body):
    client.sign_in(taught[0])
    headers = {"X-CSRFToken": client.token()}
    answer = client.open("/offline/sync", method="POST", data=body, headers=headers, content_type="application/json")
    assert answer.status_code == 400


def test_the_worker_keeps_code_styles_and_a_page_without_names(client, db_session):
    answer = client.get("/worker.js")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; connect-src 'self'")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    text = answer.get_data(as_text=True)
    for address in text.split('"files": [')[1].split("]")[0].replace('"', "").split(", "):
        with client.get(address) as file:
            assert file.status_code == 200
    client.sign_in(make_user(role=Role.TRAINER, name="Саодат"))
    page = client.get("/offline/page/tg")
    assert (page.page.lang, "Саодат" in page.page.html, "csrf" in page.page.html) == ("tg", False, False)
    assert client.get("/offline/page/xx").status_code == client.get("/offline/code/1/worker.js").status_code == 404


def test_each_set_of_the_worker_has_what_its_modules_need(client, db_session):
    shelf = client.get("/worker.js").get_data(as_text=True).split("SHELF = ")[1]
    for kept in json.JSONDecoder().raw_decode(shelf)[0]["sets"].values():
        names = {address.rpartition("/")[2] for address in kept["files"]}
        for address in (each for each in kept["files"] if each.endswith(".js") and "/code/" in each):
            with client.get(address) as file:
                needed = set(re.findall(r'from "\./([\w-]+\.js)"', file.get_data(as_text=True)))
            assert needed - names == set(), address


def test_each_page_of_who_calls_rolls_lets_names_go_and_others_carry_nothing_for_it(client, taught):
    user, _session = taught
    for who, carries in ((user, True), (make_registration().user, False)):
        client.sign_in(who)
        pages = [client.get(path).page.html for path in ("/programmes/tj-pilot", "/nowhere")]
        assert ["/phone.js" in each for each in pages] == [carries, carries]
        assert ["/course-phone.js" in each for each in pages] == [not carries, not carries]
