"""Signing in, and how often one address may knock."""

from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher, extract_parameters

from lms.accounts import queries
from lms.accounts.rules import MOST_TRIES, Door, neighbourhood
from lms.accounts.sessions import COOKIE_FIELD
from lms.core import clock
from lms.core.actors import Role
from tests.factories.accounts import make_user
from tests.factories.certificates import make_certificate
from tests.hostile.forms import steps

SECRET = "three quiet mountains"
SIGN_IN = {"login": "zaynab", "password": SECRET}


@pytest.fixture
def zaynab(db_session):
    """Somebody with a password."""
    return make_user(login="zaynab", secret=SECRET, role=Role.OFFICER)


def test_an_unknown_login_is_as_much_work_as_a_known_one(client, zaynab, monkeypatch):
    make_user(login="new", role=Role.OFFICER)  # has no password yet
    work, verify = [], PasswordHasher.verify

    def noted(hasher: PasswordHasher, hashed: str, secret: str) -> bool:
        cost = extract_parameters(hashed)
        work.append((cost.time_cost, cost.memory_cost, cost.parallelism))
        return verify(hasher, hashed, secret)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    for login in ("zaynab", "nobody", "new"):
        client.post("/sign-in", {"login": login, "password": "wrong"})
    assert work == [(*client.application.config["ARGON2"], 1)] * 3


def test_unknown_logins_wait_like_known_ones(client, zaynab):
    client.speak("en")
    told = [
        [client.post("/sign-in", {"login": login, "password": "wrong"}).status_code for _ in range(7)]
        for login in ("zaynab", "nobody")
    ]
    assert told[0] == told[1] == [422] * 5 + [429] * 2


def test_signing_in_gives_a_new_session(client, zaynab):
    with client.session_transaction() as cookie:
        cookie[COOKIE_FIELD], cookie["planted"] = "chosen by somebody else", "yes"
    before = client.token()
    client.post("/sign-in", SIGN_IN)
    with client.session_transaction() as cookie:
        assert (cookie[COOKIE_FIELD] != "chosen by somebody else", "planted" in cookie) == (True, False)
    assert client.token() != before
    assert client.open("/sign-out", method="POST", data={"csrf_token": before}).status_code == 400


def test_signing_in_again_ends_the_session_before(client, zaynab):
    client.post("/sign-in", SIGN_IN)
    with client.session_transaction() as cookie:
        first = cookie[COOKIE_FIELD]
    client.post("/sign-in", SIGN_IN)
    assert queries.present(first, clock.now()) is None


def test_signing_out_really_ends(client, zaynab):
    client.post("/sign-in", SIGN_IN)
    with client.session_transaction() as cookie:
        kept = dict(cookie)
    response = client.post("/sign-out")
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert client.get("/desk/registrations").status_code == 302
    with client.session_transaction() as cookie:
        cookie.update(kept)
    assert client.get("/desk/registrations").status_code == 302


def test_a_session_ends_by_itself(client, zaynab):
    client.post("/sign-in", SIGN_IN)
    with time_machine.travel(clock.now() + timedelta(hours=13)):
        assert client.get("/desk/registrations").status_code == 302


def test_cookies_are_kept_from_scripts_and_other_sites(app, client, zaynab):
    app.config["SESSION_COOKIE_SECURE"] = True
    try:
        https = {"base_url": "https://localhost", "headers": {"Referer": "https://localhost/sign-in"}}
        html = client.get("/sign-in", **https).get_data(as_text=True)
        token = html.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        response = client.open("/sign-in", method="POST", data={**SIGN_IN, "csrf_token": token}, **https)
        cookies = response.headers.getlist("Set-Cookie")
    finally:
        app.config["SESSION_COOKIE_SECURE"] = False
    session = next(each for each in cookies if each.startswith("session="))
    assert [flag in session for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/")] == [True] * 4
    assert all("HttpOnly" in each and "SameSite=Lax" in each for each in cookies)


def test_pages_of_somebody_signed_in_are_not_kept(client, zaynab):
    client.sign_in(zaynab)
    assert client.get("/desk/registrations").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "typed"), [("/sign-in", {"login": "24-1"}), ("/companion/ask", {"text": "? " * 2000})]
)
def test_what_somebody_typed_without_signing_in_is_not_kept_for_the_next_on_a_shared_phone(client, path, typed):
    answer = client.post(path, typed)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (422, "no-store")


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example", "\\\\evil",
        "javascript:alert(1)", "evil.example", "/%09/evil.example\r\nX: y", " //evil.example", "data:text/html,x",
        "/x\\..\\\\evil", "http:evil.example", "///evil.example",
    ],
)  # fmt: skip
def test_the_way_back_leads_nowhere_else(client, zaynab, target):
    for path in ("/sign-in", "/language/ru"):
        for method, data in (("GET", None), ("POST", SIGN_IN)):
            response = client.open(path, method=method, query_string={"next": target}, data=data)
            location = response.headers.get("Location", "/")
            assert location.startswith("/") and not location.startswith("//") and "evil" not in location
    response = client.post("/sign-in", SIGN_IN, query_string={"next": target})
    assert (response.status_code, response.headers.get("Location", "/")) in ((302, "/"), (400, "/"))


def test_the_way_back_leads_back(client, zaynab):
    assert client.get("/desk/certificates?month=2026-10").location == (
        "/sign-in?next=/desk/certificates?month%3D2026-10"
    )
    response = client.post("/sign-in?next=/desk/certificates?month%3D2026-10", SIGN_IN)
    assert response.location == "/desk/certificates?month=2026-10"


def test_a_login_with_a_hyphen_is_its_owners(client, db_session):
    plain = make_user(login="nkarimova", secret="three loud rivers", role=Role.MNE)
    hyphened = make_user(login="n-karimov", secret=SECRET, role=Role.MNE)
    assert queries.user_by_login("n-karimov") is hyphened
    other = make_user(login="n-karimova-2", secret=SECRET, role=Role.MNE)
    late = make_user(login="nkarimova2", secret=SECRET, role=Role.MNE)
    assert [queries.user_by_login(each.login) for each in (plain, other, late)] == [plain, other, late]


def test_many_registrations_from_one_address_must_wait_and_lose_nothing(client, db_session, monkeypatch):
    monkeypatch.setitem(MOST_TRIES, Door.REGISTER, 2)

    def register():
        client.delete_cookie("session")
        client.speak("en")
        for path, answers in steps().items():
            client.get(path)
            response = client.post(path, answers)
        return response

    assert [register().location for _ in range(2)] == ["/register/pin"] * 2
    refused = register()
    assert (refused.status_code, "Your answers are kept" in refused.page.text) == (429, True)
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert client.post("/register/family", steps()["/register/family"]).location == "/register/pin"


def test_guessing_codes_of_certificates_must_wait(client, db_session, monkeypatch):
    monkeypatch.setitem(MOST_TRIES, Door.CHECK, 3)
    client.speak("en")
    found = make_certificate()
    for n in range(3):
        assert client.get(f"/check/0000-0000-000{n}").status_code == 404
        assert client.get(f"/check/{found.code}").status_code == (200 if n < 2 else 429)
    refused = client.get("/check/0000-0000-0009")
    assert (refused.status_code, "in a few minutes" in refused.page.text) == (429, True)
    elsewhere = {"REMOTE_ADDR": "10.9.8.7"}
    assert client.get(f"/check/{found.code}", environ_overrides=elsewhere).status_code == 200


def test_what_cannot_be_a_code_is_not_counted(client, db_session, monkeypatch):
    monkeypatch.setitem(MOST_TRIES, Door.CHECK, 1)
    assert [client.get("/check/nonsense").status_code for _ in range(3)] == [404] * 3


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("10.0.0.1", "10.0.0.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("", ""), ("unix:", "unix:"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
    ],
)  # fmt: skip
def test_a_network_of_billions_counts_as_one_address(address, counts_as):
    assert neighbourhood(address) == counts_as


def test_behind_a_proxy_each_reader_has_an_address_of_their_own(new_database):
    import lms.app
    from tests.conftest import settings

    app = lms.app.create_app({**settings(new_database()), "PROXIES": 1})

    def address_seen(**headers) -> str:
        seen = []
        app.view_functions["web.health"] = lambda: seen.append(__import__("flask").request.remote_addr) or ""
        app.view_functions["web.health"].access = "public"
        app.test_client().get("/healthz", headers=headers)
        return seen[0]

    assert address_seen(**{"X-Forwarded-For": "1.2.3.4, 5.6.7.8"}) == "5.6.7.8"
