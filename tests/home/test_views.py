"""Start pages: for each role the next thing to do."""

import pytest

from lms.accounts.queries import user
from lms.core.actors import Role
from tests.factories.accounts import make_user
from tests.factories.registration import make_enrolment


def test_a_visitor_reads_what_it_is_and_can_register(client):
    client.speak("en")
    page = client.get("/").page
    assert "Before you leave" in page.text
    assert 'href="/register"' in page.html


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_the_welcome_speaks_each_language(client, language):
    client.speak(language)
    assert client.get("/").page.lang == language


def test_a_trainee_is_led_to_the_next_step(client):
    enrolment = make_enrolment()
    client.sign_in(user(enrolment.registration.user_id))
    client.speak("en")
    page = client.get("/").page
    assert "Take a seat in a class" in page.text
    assert 'href="/classes"' in page.html


@pytest.mark.parametrize(
    ("role", "address"),
    [(Role.OFFICER, "/desk/registrations/new"), (Role.AUTHOR, "/author"), (Role.ADMIN, "/accounts/new")],
)
def test_each_desk_starts_with_what_to_do(client, role, address):
    client.sign_in(make_user(role=role))
    assert f'href="{address}"' in client.get("/").page.html


def test_the_monitoring_officer_starts_with_the_figures(client):
    client.sign_in(make_user(role=Role.MNE))
    assert client.get("/").location == "/reports"


def test_a_trainer_who_is_not_on_the_list_of_trainers_is_told_so_calmly(client):
    client.sign_in(make_user(role=Role.TRAINER))
    client.speak("en")
    assert "not on the list of trainers yet" in client.get("/").page.text
