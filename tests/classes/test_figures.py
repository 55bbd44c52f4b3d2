"""A class in figures, and what is said when nothing is in one's language."""

from datetime import timedelta

import pytest

from lms.classes.rules.figures import Sitter, in_figures
from lms.core import clock
from lms.core.actors import Role
from tests.factories.accounts import make_user
from tests.factories.classes import make_class, make_seat
from tests.factories.registration import make_enrolment, make_person


@pytest.mark.source
def test_a_class_in_figures_counts_needs_and_names_nobody():
    found = in_figures([
        Sitter("tg", False, "none", "not", "construction", True), Sitter("uz", True, None, None, "construction", False),
        Sitter("tg", True, "higher", "well", "trade", False),
    ])  # fmt: skip
    assert (found.people, found.read_little, found.little_school) == (3, 1, 1)
    assert (found.speak_little, found.first_time) == (1, 1)
    assert (found.languages, found.work) == ((("tg", 2), ("uz", 1)), (("construction", 2), ("trade", 1)))


def test_the_one_who_teaches_reads_them(db_session, client):
    held = make_class()
    person = make_person(education="basic", speaks="little")
    make_seat(training_class=held, enrolment=make_enrolment(person=person))
    client.sign_in(make_user(role=Role.ADMIN))
    client.speak("en")
    page = client.get(f"/teach/classes/{held.id}").page
    assert "The class in figures" in page.text and "Cleaning: 1" in page.text


def test_who_finds_no_class_in_their_language_is_told_what_to_do(db_session, client):
    make_class(first_day=clock.today() + timedelta(days=3))
    for spoken, told in (("uz", True), ("tg", False)):
        client.sign_in(make_enrolment(language=spoken, person=make_person(language=spoken)).registration.user)
        client.speak("en")
        assert ("There is no class in your language" in client.get("/classes").page.text) is told
