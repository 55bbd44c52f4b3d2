import pytest

from lms.core.actors import Actor, Grant, Role
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.quizzes.models import Attempt
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer
from tests.factories.accounts import make_user
from tests.factories.quizzes import answer_to
from tests.factories.trainers import make_trainer


@pytest.fixture
def candidate(client, db_session) -> Trainer:
    """Somebody who wants to teach, signed in."""
    user = make_user(role=Role.TRAINER)
    client.sign_in(user)
    client.speak("en")
    return make_trainer(user=user, centre_code="dushanbe", name="Баҳром")


def scores(trainer: Trainer) -> list[tuple]:
    found = db.session.get(Trainer, trainer.id).tests
    return [(each.test, each.oral, each.score, each.total, each.passed) for each in found]


def attempt() -> Attempt:
    return db.session.scalars(db.select(Attempt)).one()


def reply(client, path: str, *, wrong: int = 0) -> None:
    for position in range(1, len(attempt().questions) + 1):
        chosen = answer_to(attempt(), position, position > wrong)
        assert client.post(f"{path}/{position}", {"chosen": chosen}).status_code == 200


@pytest.mark.parametrize(("wrong", "passed"), [(0, True), (5, False)])
def test_a_written_test_is_taken_on_the_pages_of_every_quiz_and_its_score_kept(client, candidate, wrong, passed):
    assert "General information" in client.get("/record").page.text
    first = client.post("/quiz/tests/general-information")
    assert "How many people may be in one class at most?" in client.get(first.location).page.text
    path = f"/quiz/{attempt().id}"
    reply(client, path, wrong=wrong)
    total = len(attempt().questions)
    client.post(f"{path}/finish")
    assert scores(candidate) == [("general-information", False, total - wrong, total, passed)]
    assert "The score is kept in your record." in client.get(f"{path}/result").page.text
    page = client.get("/record").page.text
    assert ("Passed on" in page, "Not passed on" in page) == (passed, not passed)
    client.post("/quiz/tests/general-information")
    assert "Please come back to it tomorrow." in client.get("/record").page.text


def test_an_oral_test_is_asked_by_an_officer_of_the_centre(client, candidate):
    assert client.post("/quiz/tests/suitability").status_code == 404
    start = f"/quiz/tests/suitability/oral/{candidate.user_id}"
    client.sign_in(make_user(role=Role.OFFICER, centre="khorog"))
    assert client.post(start).status_code == 404
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    assert "Баҳром" in client.get(client.post(start).location).page.text
    path = f"/quiz/oral-test/{attempt().id}"
    assert client.post(f"{path}/1", {"chosen": "nothing"}).status_code == 422
    reply(client, path)
    asked_for = client.get(f"{path}/finish").page.text
    assert ("goes into the record" in asked_for, "no marks" in asked_for) == (True, False)
    done = client.post(f"{path}/finish")
    assert "Passed on" in client.get(client.get(done.location).location).page.text
    total = len(curriculum.newest_test("suitability").questions)
    assert scores(candidate) == [("suitability", True, total, total, True)]
    assert client.get(f"{path}/1").status_code == 404


def test_nobody_opens_the_test_of_another(client, candidate):
    client.post("/quiz/tests/general-information")
    client.sign_in(make_user(role=Role.TRAINER))
    assert client.get(f"/quiz/{attempt().id}/1").status_code == 404
    assert client.post(f"/quiz/{attempt().id}/finish").status_code == 404


def test_who_may_ask_is_somebody_else_of_the_office(db_session, candidate):
    admin = Actor(candidate.user_id, "tg", frozenset({Grant(Role.ADMIN)}))
    assert trainers.may_test(admin, candidate.user_id) is None
    other = Actor(candidate.user_id + 1, "tg", frozenset({Grant(Role.ADMIN)}))
    assert trainers.may_test(other, candidate.user_id) == "Баҳром"
    assert trainers.may_test(other, 999_999) is None
