"""Whom authors ask about the lessons: trainers whom several classes rated highly, by name and nothing else (E62)."""

from datetime import timedelta

import pytest

from lms.core import clock
from lms.core.actors import Role
from lms.evaluation.queries.reviewers import asked_to_review
from lms.evaluation.rules import Rated, is_rated_highly
from lms.trainers import actions as trainers
from tests.factories.accounts import make_user
from tests.factories.evaluation import make_answers, make_past_class
from tests.factories.trainers import make_trainer

WELL, BADLY = Rated(6, 12, 58), Rated(6, 12, 40)


@pytest.mark.source
@pytest.mark.parametrize(
    ("classes", "criteria_met", "asked"),
    [
        ([WELL, WELL], None, True),
        ([WELL, WELL], True, True),
        ([WELL, WELL], False, False),
        ([WELL, BADLY], None, False),
        ([Rated(12, 24, 120)], None, False),  # one class alone would tell what it thought
        ([Rated(5, 5, 25), Rated(4, 4, 20)], None, False),
        ([], None, False),
    ],
)
def test_several_classes_and_the_last_appraisal_decide(classes, criteria_met, asked):
    assert is_rated_highly(classes, criteria_met=criteria_met) is asked


def test_an_author_finds_names_without_ratings_and_nobody_else_finds_them(db_session, client):
    names = ("Good One", "Fair One", "Once")
    good, fair, once = (make_trainer(name=each, user=make_user(role=Role.TRAINER)) for each in names)
    for trainer, score, classes in ((good, 5, 2), (fair, 4, 2), (once, 5, 1)):
        for n in range(classes):
            taught = make_past_class(trainer=trainer, days_ago=n + 1)
            make_answers(people=5, training_class=taught, score=score)
    few = make_past_class(trainer=good, days_ago=5)
    make_answers(people=2, training_class=few, score=1)  # too few to be counted
    assert asked_to_review(clock.today()) == [good]
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    assert "/author/reviewers" in client.get("/author").page.html
    page = client.get("/author/reviewers").page
    assert "Good One" in page.text and "Fair One" not in page.text and "Once" not in page.text
    trainers.record_appraisal(
        trainer_id=good.id, held_on=clock.today() - timedelta(days=1), criteria_met=False, by=None, at=clock.now()
    )
    db_session.expire_all()
    assert "Nobody yet" in client.get("/author/reviewers").page.text
    client.sign_in(make_user(role=Role.TRAINER))
    assert client.get("/author/reviewers").status_code == 404
