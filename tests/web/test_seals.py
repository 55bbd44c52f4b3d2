"""What is sealed is opened once; yet nothing false or old is taken, and nobody changes what stands in the cookie."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import current_app, flash, session

from lms.core.actors import Role
from lms.web import seals
from lms.web.seals import SESSIONS
from tests.factories.accounts import make_user

BEGAN = datetime(2026, 11, 3, 8, tzinfo=UTC)


def _sealed(app, data: dict, *, at: datetime = BEGAN) -> str:
    with time_machine.travel(at, tick=False):
        return SESSIONS.get_signing_serializer(app).dumps(data)


def _opened(app, sealed: str, *, after: timedelta = timedelta()) -> dict:
    with time_machine.travel(BEGAN + after, tick=False):
        with app.test_request_context(headers={"Cookie": f"session={sealed}"}):
            return dict(session)


def test_what_was_sealed_is_read_until_it_is_too_old(app):
    sealed, lives = _sealed(app, {"sign-in": "a"}), app.permanent_session_lifetime
    found = [_opened(app, sealed, after=each) for each in (timedelta(), lives, lives + timedelta(seconds=1))]
    assert found == [{"sign-in": "a"}, {"sign-in": "a"}, {}]


@pytest.mark.parametrize("change", [lambda sealed: sealed[:-1], lambda sealed: "x" + sealed, lambda sealed: "nothing"])
def test_what_somebody_changed_is_not_taken(app, change):
    sealed = _sealed(app, {"sign-in": "b"})
    assert (_opened(app, sealed), _opened(app, change(sealed))) == ({"sign-in": "b"}, {})


def test_a_cookie_sealed_with_another_key_is_not_taken(app, monkeypatch):
    sealed = _sealed(app, {"sign-in": "c"})
    assert _opened(app, sealed) == {"sign-in": "c"}
    monkeypatch.setitem(app.config, "SECRET_KEY", "another")
    assert _opened(app, sealed) == {}


def test_what_a_request_adds_is_not_found_in_the_same_cookie_again(app):
    sealed = _sealed(app, {"_flashes": [("message", "one")]})
    for _ in range(2):
        with app.test_request_context(headers={"Cookie": f"session={sealed}"}), time_machine.travel(BEGAN):
            flash("two")
            assert [said for _, said in session["_flashes"]] == ["one", "two"]


def test_forms_of_a_session_carry_one_token_as_long_as_it_lasts(client):
    def token(*, after: timedelta) -> str:
        with time_machine.travel(BEGAN + after, tick=False):
            return client.get("/sign-in").page.html.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]

    hours = [timedelta(hours=each) for each in range(3)]
    assert token(after=hours[0]) and token(after=hours[1]) == (known := token(after=hours[2]))
    client.delete_cookie(current_app.config["SESSION_COOKIE_NAME"])
    assert token(after=hours[2]) != known


def _form_of(client, **https) -> dict[str, str]:
    html = client.get("/sign-in", **https).get_data(as_text=True)
    return {"csrf_token": html.split('name="csrf_token"')[1].split('value="')[1].split('"')[0], "login": "nobody"}


def _sent(client, form: dict[str, str], **https) -> int:
    return client.open("/sign-in", method="POST", data=form, **https).status_code


def test_a_token_that_was_taken_once_is_taken_of_nobody_else(app, client):
    other = app.test_client()
    form = _form_of(client)
    _form_of(other)
    forged = {**form, "csrf_token": "x" + form["csrf_token"]}
    assert [_sent(client, form), _sent(client, form), _sent(other, form), _sent(client, forged)] == [422, 422, 400, 400]


def test_a_token_that_does_not_fit_is_not_remembered(client):
    form = _form_of(client)
    before = seals._look_at.cache_info().currsize
    assert [_sent(client, {**form, "csrf_token": each * 1000}) for each in "ab"] == [400, 400]
    assert seals._look_at.cache_info().currsize == before


def test_a_token_that_was_taken_once_is_not_taken_from_another_site(client):
    here, there = (
        {"base_url": "https://localhost", "headers": {"Referer": each}}
        for each in ("https://localhost/sign-in", "https://elsewhere.example/sign-in")
    )
    form = _form_of(client, **here)
    nowhere = {"base_url": "https://localhost"}
    assert [_sent(client, form, **each) for each in (here, there, nowhere, here)] == [422, 400, 400, 422]


def test_a_referrer_that_is_no_address_is_refused_like_one_from_elsewhere(client):
    https = {"base_url": "https://localhost"}
    form = _form_of(client, **https)
    nowhere = ["https://localhost:x/", "https://[", "https://localhost:99999/"]
    assert [_sent(client, form, **https, headers={"Referer": each}) for each in nowhere] == [400] * 3


def test_a_page_that_left_it_as_it_was_is_for_nobody_else(client, db_session):
    client.sign_in(make_user(role=Role.ADMIN))
    first, page = (client.get("/account/sign-ins") for _ in range(2))
    assert len(first.headers.getlist("Set-Cookie")) == 1  # the mark of its forms
    assert (page.headers.getlist("Vary"), page.headers.getlist("Set-Cookie")) == (["Accept-Encoding, Cookie"], [])
