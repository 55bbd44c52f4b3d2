"""Signing in."""

from tests.factories.accounts import make_user


def test_a_wrong_password_says_what_to_check_and_opens_nothing(client):
    make_user(login="n.karimova", secret="three quiet mountains")
    response = client.post("/sign-in", {"login": "n.karimova", "password": "three quiet rivers"})
    assert response.status_code == 422
    assert "do not belong together" in response.page.text
    assert client.get("/accounts").status_code == 302


def test_the_right_password_opens_the_start_page(client):
    make_user(login="n.karimova", secret="three quiet mountains")
    response = client.post("/sign-in", {"login": " N.Karimova ", "password": "three quiet mountains"})
    assert (response.status_code, response.location) == (302, "/")
