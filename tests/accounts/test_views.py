"""Signing in."""

import re
from datetime import timedelta

from lms.accounts import actions, queries
from lms.core import clock
from lms.core.actors import Grant, Role
from tests.factories.accounts import make_user


def test_a_wrong_password_says_what_to_check_and_opens_nothing(client):
    make_user(login="n.karimova", secret="three quiet mountains")
    client.speak("en")
    response = client.post("/sign-in", {"login": "n.karimova", "password": "three quiet rivers"})
    assert response.status_code == 422
    assert "do not belong together" in response.page.text
    assert client.get("/accounts").status_code == 302


def test_a_registration_number_that_cannot_be_is_said_to_be_mistyped_and_one_that_can_is_not(client):
    client.speak("en")

    def said(number: str) -> bool:
        response = client.post("/sign-in", {"login": number, "password": "482915"})
        return "mistyped" in response.page.text

    assert [said(number) for number in ("4962 5245 9", "4962 5245 8", "496-252-495", "49625245")] == [
        False, True, True, False,
    ]  # fmt: skip


def test_the_right_password_opens_the_start_page(client):
    make_user(login="n.karimova", secret="three quiet mountains")
    response = client.post("/sign-in", {"login": " N.Karimova ", "password": "three quiet mountains"})
    assert (response.status_code, response.location) == (302, "/")


def test_after_signing_in_one_is_led_where_one_wanted_to_go_but_never_elsewhere(client):
    make_user(login="n.karimova", secret="three quiet mountains")
    data = {"login": "n.karimova", "password": "three quiet mountains"}
    assert client.post("/sign-in?next=/desk/classes", data).location == "/desk/classes"
    client.post("/sign-out")
    for elsewhere in ("//evil.example", "https://evil.example/", "/\\evil.example"):
        assert client.post(f"/sign-in?next={elsewhere}", data).location == "/"
        client.post("/sign-out")


def test_the_page_speaks_the_language_of_who_signs_in(client):
    make_user(login="f.rahmonov", secret="three quiet mountains", language="ru")
    client.post("/sign-in", {"login": "f.rahmonov", "password": "three quiet mountains"})
    assert client.get("/").page.lang == "ru"


def test_an_administrator_makes_an_account_whose_owner_sets_the_password(client):
    client.sign_in(make_user(role=Role.ADMIN))
    form = {"name": "Зарина Мирзоева", "login": "z.mirzoeva", "language": "tg", "role": "author", "place": ""}
    link = re.search(r"/set-password/[\w-]+", client.post("/accounts/new", form).page.html)[0]
    client.post("/sign-out")
    assert client.get(link).status_code == 200
    assert client.post(link, {"password": "short"}).status_code == 422
    assert client.post(link, {"password": "three quiet mountains"}).location == "/"
    assert client.get("/author").status_code == 200
    client.post("/sign-out")
    assert "csrf_token" not in client.get(link).page.html.split("<main")[1]


def test_a_login_that_is_taken_is_said_beside_its_field_and_nothing_typed_is_lost(client):
    make_user(login="z.mirzoeva")
    client.sign_in(make_user(role=Role.ADMIN))
    form = {"name": "Зарина Мирзоева", "login": "z.mirzoeva", "language": "tg", "role": "author", "place": ""}
    response = client.post("/accounts/new", form)
    assert response.status_code == 422
    assert 'id="login-error"' in response.page.html
    assert 'value="Зарина Мирзоева"' in response.page.html


def test_no_account_is_made_whose_last_day_has_passed(client):
    client.sign_in(make_user(role=Role.ADMIN))
    form = {"name": "Зарина", "login": "z.zarina", "language": "tg", "role": "author", "place": ""}
    today = clock.today()
    late = client.post("/accounts/new", {**form, "expires_on": str(today - timedelta(days=1))})
    assert (late.status_code, 'id="expires_on-error"' in late.page.html, queries.user_by_login("z.zarina")) == (
        422, True, None,
    )  # fmt: skip
    assert client.post("/accounts/new", {**form, "expires_on": str(today)}).status_code == 200


def test_roles_change_and_accounts_close(client):
    user = make_user(role=Role.OFFICER, secret="three quiet mountains")
    admin = make_user(role=Role.ADMIN)
    client.sign_in(admin)
    assert client.post(f"/accounts/{user.id}", {"role": "mne", "place": ""}).status_code == 302
    assert [grant.role for grant in user.grants] == ["mne"]
    both = {Grant(Role.MNE), Grant(Role.OFFICER, "here")}
    actions.set_grants(user_id=user.id, grants=both, by=admin.id, at=clock.now())
    client.get(f"/accounts/{user.id}")
    kept = {"kept": ["mne:centre:", "officer:centre:here"], "expires_on": "2027-03-01"}
    assert client.post(f"/accounts/{user.id}", kept).status_code == 302
    assert (queries.as_actor(user).grants, str(user.expires_on)) == (both, "2027-03-01")
    assert client.post(f"/accounts/{user.id}", {**kept, "kept": []}).status_code == 422
    assert client.post(f"/accounts/{user.id}", {**kept, "kept": ["admin:centre:"]}).status_code == 422
    assert queries.as_actor(user).grants == both
    assert client.post(f"/accounts/{user.id}", {**kept, "kept": ["officer:centre:here"]}).status_code == 302
    assert queries.as_actor(user).grants == {Grant(Role.OFFICER, "here")}
    client.post(f"/accounts/{user.id}/close", {"open": "no"})
    assert user.disabled_at is not None
    client.post(f"/accounts/{user.id}/close", {"open": "yes"})
    assert user.disabled_at is None


def test_the_staff_say_where_they_are_reached(client):
    officer = make_user(role=Role.OFFICER)
    client.sign_in(officer)
    client.speak("en")
    wrong = client.post("/account/contact", {"phone": "12", "email": "nobody"})
    assert (wrong.status_code, "cannot be a telephone" in wrong.page.text, "e-mail address" in wrong.page.text) == (
        422, True, True,
    )  # fmt: skip
    reached = {"phone": "90 123 45 67", "email": " n@example.org ", "language": "tg"}
    assert client.post("/account/contact", reached).location == "/account"
    assert (officer.phone, officer.email, officer.language) == ("+992901234567", "n@example.org", "tg")
    assert client.get(f"/accounts/{officer.id}/contact").status_code == 404
    client.sign_in(make_user(role=Role.ADMIN))
    client.post(f"/accounts/{officer.id}/contact", {"email": "n@example.org", "language": "tg"})  # left out is empty
    assert (officer.phone, officer.email) == (None, "n@example.org")


def test_a_link_that_is_opened_ends_the_sign_in_of_the_device_before(client, db_session):
    colleague, new = make_user(role=Role.OFFICER), make_user(role=Role.OFFICER)
    client.sign_in(colleague)
    link = actions.make_link(user_id=new.id, by=None, at=clock.now())
    client.post(f"/set-password/{link}", {"password": "three quiet mountains"})
    assert queries.sign_ins(colleague.id, clock.now()) == []


def test_colleagues_are_found_by_words_of_their_name_in_any_case_and_no_name_stands_in_an_address(client):
    for login, name in (("n.k", "Нигора Каримова"), ("sh.k", "Шаҳло Каримова"), ("b.sh", "Баҳром Шарипов")):
        make_user(login=login, name=name)
    client.sign_in(make_user(role=Role.ADMIN, login="admin", name="Ҷамшед"))
    found = {
        text: [login for login in ("n.k", "sh.k", "b.sh") if login in client.post("/accounts", {"q": text}).page.text]
        for text in ("КАРИМОВА шаҳло", "каримова", "b.sh", "нест")
    }
    assert found == {"КАРИМОВА шаҳло": ["sh.k"], "каримова": ["n.k", "sh.k"], "b.sh": ["b.sh"], "нест": []}
    assert "b.sh" in client.get("/accounts?q=каримова").page.text, "an address is no search"
