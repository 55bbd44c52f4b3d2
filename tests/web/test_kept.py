"""A form that was open while its sign-in ended or began anew: nothing that was typed is lost."""

import re
from html import unescape

import pytest

from lms.core.actors import Role
from tests.factories.accounts import make_user
from tests.factories.centres import make_provider

pytestmark = pytest.mark.source

NEW = "/accounts/new"
BROWSER = {"Accept": "text/html", "Origin": "http://localhost", "Referer": f"http://localhost{NEW}"}
TYPED = {"login": "s.rahimov", "name": "Саид <Раҳимов>", "role": "officer", "password": "never shown again"}


@pytest.fixture
def admin(client, db_session):
    client.speak("en")
    admin = make_user(role=Role.ADMIN)
    client.sign_in(admin)
    return admin


def hidden(page) -> dict[str, str]:
    """What a page carries on."""
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.html)
    return {name: unescape(value) for name, value in found if name != "csrf_token"}


def test_what_was_typed_before_the_sign_in_ended_is_sent_after_a_new_one(client, admin):
    client.post("/sign-out")
    kept = client.post(NEW, TYPED, headers=BROWSER)
    assert (kept.status_code, kept.headers["Cache-Control"]) == (401, "no-store")
    assert "What you typed is kept on this page" in kept.page.text and 'target="_blank"' in kept.page.html
    carried = hidden(kept.page)
    assert carried == {name: value for name, value in TYPED.items() if name != "password"}
    stale = {**carried, "csrf_token": client.token()}
    client.sign_in(admin)
    again = client.open(NEW, method="POST", data=stale, headers=BROWSER)
    assert (again.status_code, hidden(again.page)) == (400, carried)
    assert f"You are signed in as {admin.name}." in again.page.text  # who may not be the one that typed it
    assert client.post(NEW, hidden(again.page), headers=BROWSER).status_code in (302, 422)


@pytest.mark.parametrize(
    "headers",
    [{**BROWSER, "Origin": "http://elsewhere"}, {**BROWSER, "Sec-Fetch-Site": "cross-site"}, {"Accept": "text/html"},
     {**BROWSER, "Accept": "*/*"}],
)  # fmt: skip
def test_what_another_site_or_a_program_sent_is_not_carried_on(client, admin, headers):
    wrong = client.open(NEW, method="POST", data=TYPED, headers=headers)
    assert (wrong.status_code, "s.rahimov" in wrong.page.html) == (400, False)
    client.post("/sign-out")
    assert client.post(NEW, TYPED, headers=headers).status_code == 302


def test_a_second_window_says_that_the_first_signed_in(client, admin):
    stale = client.open("/sign-in", method="POST", data={"login": "x", "password": "y"}, headers=BROWSER)
    assert "You are signed in already" in stale.page.text
    client.post("/sign-out")
    stale = client.open("/sign-in", method="POST", data={"login": "x", "password": "y"}, headers=BROWSER)
    assert (stale.status_code, hidden(stale.page)) == (400, {})


@pytest.mark.parametrize("name", ["Origin", "Referer"])
def test_an_address_that_is_none_is_nowhere(client, admin, name):
    headers = {**BROWSER, name: "http://[x"}
    assert client.open("/account/sign-ins/end", method="POST", data=TYPED, headers=headers).status_code == 400


def test_a_refusal_leads_back_to_the_page_it_came_from(client, admin):
    found = make_provider()
    data = {"csrf_token": "old"}
    assert 'href="/accounts/new"' in client.open(NEW, method="POST", data=data, headers=BROWSER).page.html
    back = f"/desk/providers/{found.id}"
    for site, leads in (("http://elsewhere", False), ("http://localhost", True)):
        headers = {**BROWSER, "Referer": f"{site}{back}"}
        page = client.open("/account/sign-ins/end", method="POST", data=data, headers=headers).page
        assert (f'href="{back}"' in page.html) is leads


@pytest.mark.parametrize("path", ["/sign-in/code", "/account/second-factor", "/forgotten/code"])
def test_a_code_for_one_time_travels_on_no_page(client, admin, path):
    typed = {"one_time_code": "135790", "number": "123456789", "pin": "593718", "csrf_token": "old"}
    page = client.open(path, method="POST", data=typed, headers=BROWSER).page
    assert "135790" not in page.html and "593718" not in page.html
