"""The second factor: set up, asked for, lost, taken away."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from lms.accounts import actions, queries
from lms.accounts.rules import Reason
from lms.accounts.rules.codes import code_at, secret_from, step_at
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.web.assets import asset
from tests.factories.accounts import make_user

SECRET = "three quiet mountains"
SIGN_IN = {"login": "n.karimova", "password": SECRET}


def code(user, *, later=0, offered=False):
    """What the app of this user shows, so many steps later."""
    found = queries.second_factor(user.id)
    return code_at(secret_from(found.offered if offered else found.secret), step_at(clock.now()) + later)


def set_up(user, at=None):
    """Give the user a second factor; returns the recovery codes."""
    at = at or clock.now() - timedelta(hours=1)
    token = actions.open_session(user_id=user.id, at=at)
    actions.offer_second_factor(user_id=user.id, password="", at=at)
    shown = code_at(secret_from(queries.second_factor(user.id).offered), step_at(at))
    here = queries.present(token, at).sign_in_id
    return actions.confirm_second_factor(user_id=user.id, code=shown, sign_in_id=here, at=at)


@pytest.fixture
def nigora(db_session):
    return make_user(login="n.karimova", secret=SECRET, role=Role.OFFICER)


def half(user):
    result = actions.sign_in(login=user.login, secret=SECRET, address="10.0.0.1", at=clock.now())
    assert result.half
    return result.token


def give(token, typed, **where):
    result = actions.give_code(token=token, code=typed, address="10.0.0.1", at=clock.now(), **where)
    return result if isinstance(result, Reason) else "in"


def test_a_password_alone_opens_nothing_and_a_code_opens_once(nigora):
    set_up(nigora)
    token, again = half(nigora), half(nigora)
    assert queries.present(token, clock.now()) is None
    assert give(token, code(nigora)) == "in"
    assert give(token, code(nigora, later=1)) is Reason.SIGN_IN_AGAIN, "a half is used once"
    assert give(again, code(nigora)) is Reason.WRONG_CODE, "somebody looked over the shoulder"
    assert give(again, code(nigora, later=1)) == "in"


def test_the_code_must_come_soon(nigora):
    set_up(nigora)
    token = half(nigora)
    late = clock.now() + timedelta(minutes=11)
    assert actions.give_code(token=token, code="123456", address="", at=late) is Reason.SIGN_IN_AGAIN


def test_a_recovery_code_opens_once_and_only_its_owners_account(nigora):
    codes = set_up(nigora)
    other = make_user(login="other", secret=SECRET)
    [foreign, *_] = set_up(other)
    assert len(set(codes)) == 10
    spaced = f"{codes[0][:4]} {codes[0][4:8]}-{codes[0][8:]}"
    assert [give(half(nigora), each) for each in (foreign, spaced, spaced)] == [
        Reason.WRONG_CODE, "in", Reason.WRONG_CODE,
    ]  # fmt: skip
    assert queries.recovery_codes_left(nigora.id) == 9


def test_guessing_codes_must_wait_and_does_not_stop_a_known_device(nigora):
    set_up(nigora)
    token = half(nigora)
    assert give(token, code(nigora), device="own") == "in"
    token = half(nigora)
    assert [give(token, "000000") for _ in range(6)] == [Reason.WRONG_CODE] * 5 + [Reason.TOO_MANY_TRIES]
    assert give(token, code(nigora, later=1), device="strange") is Reason.TOO_MANY_TRIES
    assert give(token, code(nigora, later=1), device="own") == "in"


def test_secret_and_recovery_codes_cannot_be_read_from_the_database(nigora, db_session):
    codes = set_up(nigora)
    db_session.flush()
    rows = [*db_session.execute(text("select * from second_factor")), *db_session.execute(
        text("select * from recovery_code"))]  # fmt: skip
    kept = " ".join(str(value) for row in rows for value in row)
    assert [each for each in (queries.second_factor(nigora.id).secret, *codes) if each in kept] == []


def test_an_administrator_takes_it_away_with_a_reason_that_is_kept(nigora, db_session):
    admin = make_user(role=Role.ADMIN)
    set_up(nigora)
    token = actions.open_session(user_id=nigora.id, at=clock.now())
    actions.reset_second_factor(user_id=nigora.id, why="lost", by=admin.id, at=clock.now())
    assert queries.present(token, clock.now()) is None
    assert not actions.sign_in(login=nigora.login, secret=SECRET, address="", at=clock.now()).half
    db_session.flush()
    last = db_session.execute(text("select action, subject_id, by_id from audit_entry order by id desc")).first()
    assert tuple(last) == ("second-factor-reset:lost", nigora.id, admin.id)
    set_up(admin)
    with pytest.raises(Refused) as refused:
        actions.reset_second_factor(user_id=admin.id, why="lost", by=admin.id, at=clock.now())
    assert refused.value.reason is Reason.OWN_ACCOUNT


def test_on_the_pages_it_is_set_up_used_and_moved_to_another_phone(client, nigora):
    client.speak("en")
    client.post("/sign-in", SIGN_IN)
    client.post("/account/second-factor/offer")
    page = client.get("/account/second-factor").page
    assert "<svg" in page.html
    assert client.post("/account/second-factor", {"one_time_code": "12"}).status_code == 422
    codes = client.post("/account/second-factor", {"one_time_code": code(nigora, offered=True)}).page
    spare = codes.html.split("<li><code>")[1].split("<")[0]
    client.post("/sign-out")

    assert client.post("/sign-in?next=/desk/classes", SIGN_IN).location == "/sign-in/code?next=/desk/classes"
    assert client.get("/desk/classes").status_code == 302, "half is not in"
    assert client.post("/sign-in/code?next=/desk/classes", {"one_time_code": "999999999999"}).status_code == 422
    assert client.post("/sign-in/code?next=/desk/classes", {"one_time_code": spare}).location == "/desk/classes"
    assert "9 left" in client.get("/account").page.text
    before = queries.second_factor(nigora.id).secret
    client.post("/account/second-factor/offer", {"password": SECRET})
    assert queries.second_factor(nigora.id).secret == before, "the old phone works until the new one has shown a code"
    client.post("/account/second-factor", {"one_time_code": code(nigora, offered=True)})
    assert queries.second_factor(nigora.id).secret != before
    assert queries.recovery_codes_left(nigora.id) == 10


def test_a_link_for_a_new_password_does_not_stand_for_the_second_factor(client, nigora):
    set_up(nigora)
    link = actions.make_link(user_id=nigora.id, by=None, at=clock.now())
    response = client.post(f"/set-password/{link}", {"password": "four loud green rivers"})
    assert response.location == "/sign-in/code"
    assert client.get("/desk/registrations").status_code == 302
    assert client.post("/sign-in/code", {"one_time_code": code(nigora)}).location == "/"


def test_new_codes_and_doing_without_it_need_the_password(client, nigora):
    set_up(nigora)
    client.sign_in(nigora)
    for path in ("/account/second-factor/codes", "/account/second-factor/remove"):
        assert client.get(path).status_code == 200
        assert client.post(path, {"password": "wrong"}).status_code == 422
    assert client.post("/account/second-factor/codes", {"password": SECRET}).status_code == 200
    assert client.post("/account/second-factor/remove", {"password": SECRET}).location == "/account"
    assert not queries.has_second_factor(nigora.id)


def test_where_it_is_a_must_the_staff_set_it_up_before_anything_else(app, client, nigora, monkeypatch):
    monkeypatch.setitem(app.config, "SECOND_FACTOR", "required")
    client.post("/sign-in", SIGN_IN)
    for path in ("/", "/desk/registrations", "/account"):
        assert client.get(path).location == "/account/second-factor"
    with app.test_request_context():
        styles = asset("desk.css")
    with client.get(styles) as answer:
        assert answer.status_code == 200
    assert "immutable" not in client.get("/static/not-here-yet.js?v=1").headers.get("Cache-Control", "")
    client.post("/account/second-factor/offer")
    assert client.get("/account/second-factor").status_code == 200
    assert client.post("/account/second-factor", {"one_time_code": code(nigora, offered=True)}).status_code == 200
    assert client.get("/").status_code == 200
    assert client.get("/account/second-factor/remove").status_code == 404
    client.post("/sign-out")
    client.sign_in(make_user(role=Role.TRAINEE))
    assert client.get("/account").status_code == 200, "trainees have a PIN and nothing to guard but their own"


def test_another_phone_needs_the_password(client, nigora):
    set_up(nigora)
    client.sign_in(nigora)
    client.speak("en")
    assert "Your password now" in client.get("/account/second-factor").page.text
    for sent in ({}, {"password": "wrong"}):
        assert client.post("/account/second-factor/offer", sent).status_code == 422
        assert queries.second_factor(nigora.id).offered is None
    assert client.post("/account/second-factor/offer", {"password": SECRET}).location == "/account/second-factor"
    assert "<svg" in client.get("/account/second-factor").page.html


def test_what_was_offered_lapses(client, nigora):
    with time_machine.travel(clock.now() - timedelta(hours=2)):
        set_up(nigora)
        actions.offer_second_factor(user_id=nigora.id, password=SECRET, at=clock.now())
    client.sign_in(nigora)
    assert "<code" not in client.get("/account/second-factor").page.html, "somebody began and went away"
    client.post("/account/second-factor", {"one_time_code": code(nigora, offered=True)})
    assert queries.second_factor(nigora.id).offered is not None, "the new phone does not count"


def test_it_is_not_taken_away_without_a_reason(client, nigora):
    set_up(nigora)
    client.sign_in(make_user(role=Role.ADMIN))
    for why in ("", "boredom"):
        client.post(f"/accounts/{nigora.id}/second-factor", {"why": why})
        assert queries.has_second_factor(nigora.id)
    client.post(f"/accounts/{nigora.id}/second-factor", {"why": "lost"})
    assert not queries.has_second_factor(nigora.id)


@pytest.mark.parametrize(
    "path", ["/account/password", "/account/second-factor/codes", "/account/second-factor/remove",
             "/account/second-factor/offer"],
)  # fmt: skip
def test_at_an_open_session_the_password_is_not_guessed_for_long(client, nigora, path):
    set_up(nigora)
    client.sign_in(nigora)
    new = {"password": "four loud green rivers"} if path.endswith("/password") else {}
    wrong = [client.post(path, {"password": "wrong", "old": "wrong", **new}).status_code for _ in range(6)]
    assert wrong == [422] * 5 + [429]
    assert client.post(path, {"password": SECRET, "old": SECRET, **new}).status_code == 429
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        assert client.post(path, {"password": SECRET, "old": SECRET, **new}).status_code in (200, 302)
