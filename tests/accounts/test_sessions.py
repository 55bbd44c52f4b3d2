"""Where somebody is signed in, for how long, and how they learn of it."""

from datetime import timedelta

import pytest
import time_machine

from lms.accounts import actions, queries
from lms.accounts.sessions import DEVICE_COOKIE
from lms.core import clock
from lms.core.actors import Role
from tests.factories.accounts import make_user

SECRET, NEW = "three quiet mountains", "four loud green rivers"
SIGN_IN = {"login": "n.karimova", "password": SECRET}
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 9) Chrome/119.0 Mobile Safari/537.36"}


@pytest.fixture
def nigora(db_session):
    return make_user(login="n.karimova", secret=SECRET, role=Role.OFFICER)


def other_device(app):
    """Somebody signed in as Nigora on a phone."""
    phone = app.test_client()
    phone.post("/sign-in", SIGN_IN, headers=PHONE)
    return phone


def test_a_sign_in_ends_when_it_is_not_used_and_lives_on_when_it_is(app, client, nigora, monkeypatch):
    monkeypatch.setitem(app.config, "SESSION_IDLE_MINUTES", 30)
    start = clock.now()
    client.post("/sign-in", SIGN_IN)
    for minutes, status in ((25, 200), (50, 200), (75, 200), (106, 302)):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert (minutes, client.get("/desk/registrations").status_code) == (minutes, status)


def test_a_sign_in_in_use_ends_too(app, client, nigora, monkeypatch):
    monkeypatch.setitem(app.config, "SESSION_HOURS", 2)
    start = clock.now()
    client.post("/sign-in", SIGN_IN)
    for minutes, status in ((60, 200), (119, 200), (121, 302)):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert (minutes, client.get("/desk/registrations").status_code) == (minutes, status)


def test_sign_ins_are_listed_and_ended(app, client, nigora):
    client.speak("en")
    client.post("/sign-in", SIGN_IN)
    phone = other_device(app)
    page = client.get("/account").page
    assert ("Chrome, Android" in page.text, page.text.count("This device")) == (True, 1)
    other = next(each for each in queries.sign_ins(nigora.id, clock.now()) if each.device_name)
    client.post(f"/account/sign-ins/{other.id}/end")
    assert phone.get("/desk/registrations").status_code == 302
    assert client.get("/desk/registrations").status_code == 200
    phone = other_device(app)
    client.post("/account/sign-ins/end")
    assert [each.get("/desk/registrations").status_code for each in (phone, client)] == [302, 200]


def test_nobody_ends_the_sign_ins_of_others_but_an_administrator(app, client, nigora):
    phone = other_device(app)
    [sign_in] = queries.sign_ins(nigora.id, clock.now())
    client.sign_in(make_user(role=Role.OFFICER))
    assert client.post(f"/account/sign-ins/{sign_in.id}/end").status_code == 404
    assert client.post(f"/accounts/{nigora.id}/sign-ins/{sign_in.id}/end").status_code == 404
    assert phone.get("/desk/registrations").status_code == 200
    client.sign_in(make_user(role=Role.ADMIN))
    assert client.post(f"/accounts/{nigora.id}/sign-ins/{sign_in.id}/end").status_code == 302
    assert phone.get("/desk/registrations").status_code == 302


def test_a_new_password_ends_all_other_sign_ins(app, client, nigora):
    client.speak("en")
    client.post("/sign-in", SIGN_IN)
    phone = other_device(app)
    for old, new, said in (
        ("wrong", NEW, "not the password you have now"),
        (SECRET, SECRET, "have already"),
        (SECRET, "Dushanbe2026", "easy to guess"),
        (SECRET, "nigora karimova", "your name"),
    ):
        response = client.post("/account/password", {"old": old, "password": new})
        assert (response.status_code, said in response.page.text) == (422, True), new
    assert client.post("/account/password", {"old": SECRET, "password": NEW}).location == "/account"
    assert [each.get("/desk/registrations").status_code for each in (phone, client)] == [302, 200]


def test_a_new_device_is_told_until_its_owner_has_said_whose_it_is(app, client, nigora):
    client.speak("en")
    client.post("/sign-in", SIGN_IN)
    assert "new device" not in client.get("/").page.text, "the first one is nobody else's"
    phone = other_device(app)
    assert "new device" not in phone.get("/").page.text, "not asked on the device itself"
    page = client.get("/").page
    assert ("new device" in page.text, "Chrome, Android" in page.text) == (True, True)
    other_device(app)  # several do not push the day off the screen: the latest stands, the others are folded
    page = client.get("/").page
    found = queries.new_devices(nigora.id, besides=None)
    folded = page.html.split("On 1 other new device</summary>")[1].split("</details>")[0]
    assert [f"/devices/{each.id}" in folded for each in found] == [True, False]
    for each in found:
        client.post(f"/account/devices/{each.id}", {"mine": "yes"})
    assert "new device" not in client.get("/").page.text
    phone.post("/sign-out")
    phone.post("/sign-in", SIGN_IN, headers=PHONE)
    assert "new device" not in client.get("/").page.text, "known by its cookie"


def test_a_device_that_was_not_mine_is_out(app, client, nigora):
    client.post("/sign-in", SIGN_IN)
    thief = other_device(app)
    device = queries.new_devices(nigora.id, besides=None)[0].id
    assert client.post(f"/account/devices/{device}", {"mine": "no"}).location == "/account/password"
    assert [each.get("/desk/registrations").status_code for each in (thief, client)] == [302, 200]
    stranger = make_user(role=Role.OFFICER)
    client.sign_in(stranger)
    assert client.post(f"/account/devices/{device}", {"mine": "yes"}).status_code == 404


def test_the_mark_of_a_device_cannot_be_made_by_hand(client, nigora):
    client.set_cookie(DEVICE_COOKIE, "own")
    client.post("/sign-in", SIGN_IN)
    assert queries.known_device(nigora.id, "own") is None
    assert client.get_cookie(DEVICE_COOKIE).value != "own"


def test_an_account_ends_by_itself_with_the_contract(client, nigora):
    admin = make_user(role=Role.ADMIN)
    client.post("/sign-in", SIGN_IN)
    actions.set_expiry(user_id=nigora.id, expires_on=clock.today(), by=admin.id, at=clock.now())
    assert client.get("/desk/registrations").status_code == 200
    actions.set_expiry(user_id=nigora.id, expires_on=clock.today() - timedelta(days=1), by=admin.id, at=clock.now())
    assert client.get("/desk/registrations").status_code == 302
    assert client.post("/sign-in", SIGN_IN).status_code == 422
    client.sign_in(admin)
    client.speak("en")
    assert "Ended with the contract" in client.get("/accounts?state=ended").page.text
    actions.set_expiry(user_id=nigora.id, expires_on=clock.today() + timedelta(days=9), by=admin.id, at=clock.now())
    assert "Does the contract go on?" in client.get("/accounts").page.text
