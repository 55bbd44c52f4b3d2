"""A class in figures, and what is said when nothing is in one's language."""

from datetime import timedelta

import pytest

from lms.classes.rules.figures import Sitter, in_figures
from lms.core import clock
from lms.core.actors import Role
from tests.factories.accounts import make_user
from tests.factories.classes import make_class, make_seat
from tests.factories.registration import make_enrolment, make_person
from tests.factories.trainers import make_trainer


@pytest.mark.source
def test_a_class_in_figures_counts_needs_and_names_nobody():
    found = in_figures([
        Sitter("tg", False, "none", "not", "construction", True), Sitter("uz", True, None, None, "construction", False),
        *[Sitter("tg", True, "higher", "well", "trade", False)] * 3,
    ])  # fmt: skip
    assert (found.people, found.read_little, found.little_school, found.school_not_asked) == (5, 1, 1, 1)
    assert (found.speak_little, found.speech_not_asked, found.first_time) == (1, 1, 1)
    assert (found.languages, found.work) == ((("tg", 4), ("uz", 1)), (("trade", 3), ("construction", 2)))


@pytest.mark.source
def test_of_so_few_that_a_figure_would_tell_of_one_there_are_none():
    assert in_figures([Sitter("tg", True, "none", "not", "trade", True)] * 4) is None


def test_the_one_who_teaches_reads_them(db_session, client):
    teacher = make_user(role=Role.TRAINER)
    held = make_class(trainer=make_trainer(user=teacher))
    for school, speech in (("basic", "little"), ("basic", None), ("higher", "well"), ("higher", "well"), (None, None)):
        make_seat(training_class=held, enrolment=make_enrolment(person=make_person(education=school, speaks=speech)))
    client.sign_in(teacher)
    client.speak("en")
    page = client.get(f"/teach/classes/{held.id}").page
    text = " ".join(page.text.split())
    assert "The class in figures" in text and "Cleaning: 5" in text
    assert "Went to school for a few years only 2 (not asked: 1)" in text
    assert "Speak little or nothing of the language of the country 1 (not asked: 2)" in text


def test_who_finds_no_class_in_their_language_is_told_what_to_do(db_session, client):
    make_class(first_day=clock.today() + timedelta(days=3))
    for spoken, told in (("uz", True), ("tg", False)):
        client.sign_in(make_enrolment(language=spoken, person=make_person(language=spoken)).registration.user)
        client.speak("en")
        assert ("There is no class in your language" in client.get("/classes").page.text) is told
