"""Two ways of reading a lesson: pictures and sound first, or the text first (E79, E147)."""

import pytest

from lms.registration.rules.profile import pictures_first
from tests.factories.quizzes import first_question
from tests.factories.registration import make_enrolment

LESSON = "/course/safe-migration"
WAY = 'class="pictures-first"'


@pytest.mark.parametrize(
    ("chosen", "reads_alone", "shown"),
    [(None, False, True), (None, True, False), (None, None, False), (True, True, True), (False, False, False)],
)
def test_what_somebody_chose_counts_and_else_whether_they_read_alone(chosen, reads_alone, shown):
    assert pictures_first(chosen, reads_alone) is shown


@pytest.mark.parametrize(("reads_alone", "shown"), [(True, False), (False, True)])
def test_who_does_not_read_alone_begins_with_pictures_and_sound(db_session, client, reads_alone, shown):
    client.sign_in(make_enrolment(reads_alone=reads_alone).registration.user)
    assert (WAY in client.get(f"{LESSON}/1").page.html) is shown


def test_one_tap_changes_the_way_in_lessons_and_questions_and_nothing_else(db_session, client):
    enrolment = make_enrolment()
    client.sign_in(enrolment.registration.user)
    client.speak("en")
    before = client.get(f"{LESSON}/1").page
    assert "Pictures and sound first" in before.text
    for _sent_twice in range(2):
        assert client.post(f"{LESSON}/1/way", {"way": "pictures"}).location == f"{LESSON}/1"
    after = client.get(f"{LESSON}/1").page
    assert WAY in after.html
    assert after.text.replace("Text first", "Pictures and sound first") == before.text  # the same words in their order
    attempt = first_question(client.post("/quiz/before/safe-migration"))
    assert WAY in client.get(attempt).page.html
    client.post(f"{LESSON}/1/way", {"way": "text"})
    assert WAY not in client.get(f"{LESSON}/1").page.html + client.get(attempt).page.html


def test_a_question_still_asks_the_database_as_often(db_session, client, count_queries):
    client.sign_in(make_enrolment(reads_alone=False).registration.user)
    attempt = first_question(client.post("/quiz/before/safe-migration"))
    with count_queries() as asked:
        assert WAY in client.get(attempt).page.html
    assert len(asked) == 2  # who it is; their sheet and how they read
