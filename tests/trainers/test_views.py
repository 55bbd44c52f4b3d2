from datetime import timedelta

import pytest

from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.trainers import queries
from lms.trainers.models import Trainer
from lms.trainers.rules import Reason
from tests.factories.accounts import make_user
from tests.factories.trainers import make_trainer


@pytest.fixture
def admin(client, db_session):
    client.sign_in(make_user(role=Role.ADMIN))
    client.speak("en")
    return client


def test_an_administrator_records_a_trainer_and_what_was_passed(admin):
    user = make_user(role=Role.TRAINER, name="Баҳром Ашӯров")
    answers = {"name": "Баҳром Ашӯров", "languages": ["tg", "ru"], "centre": "", "account": str(user.id)}
    assert admin.get("/desk/trainers/new").status_code == 200
    path = admin.post("/desk/trainers/new", answers).location
    assert "Has not passed" in admin.get(path).page.text
    passed = {"programme": "tj-pilot", "kind": "training", "passed_on": str(clock.today())}
    assert admin.post(f"{path}/qualifications", passed).status_code == 302
    made = queries.trainer_of_user(user.id)
    pilot, standard = (curriculum.newest_programme(slug) for slug in ("tj-pilot", "tj-standard"))
    assert queries.why_not_assigned(made, programme=pilot, day=clock.today(), language="tg") == []
    assert queries.why_not_assigned(made, programme=standard, day=clock.today()) == [Reason.NOT_QUALIFIED]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"kind": "refresher", "programme": "tj-standard"}, "Has not passed"),
        ({"kind": "refresher", "passed_on": "2020-01-01"}, "earlier than the training"),
        ({"passed_on": str(clock.now().date() + timedelta(days=400))}, "still to come"),
        ({"passed_on": "yesterday"}, "Please enter the day"),
        ({"programme": "nothing"}, "choose from what is offered"),
    ],
)
def test_what_cannot_have_been_passed_is_refused(admin, answers, sentence):
    made = make_trainer(programmes=["tj-pilot"])
    given = {"programme": "tj-pilot", "kind": "training", "passed_on": str(clock.today()), **answers}
    response = admin.post(f"/desk/trainers/{made.id}/qualifications", given)
    assert (response.status_code, sentence in response.page.text) == (422, True)


def test_a_trainer_without_a_language_is_refused(admin):
    answers = {"name": "A", "languages": [], "centre": "", "account": ""}
    assert admin.post("/desk/trainers/new", answers).status_code == 422
    assert db.session.scalars(db.select(Trainer)).all() == []


def test_the_list_says_why_somebody_may_not_be_assigned(admin):
    make_trainer(name="Due", passed_on=clock.today() - timedelta(days=500))
    assert "The yearly refresher is due." in admin.get("/desk/trainers").page.text


def test_an_officer_sees_the_trainers_of_the_own_centre(client, db_session):
    own, other = make_trainer(name="Own", centre_code="dushanbe"), make_trainer(name="Other", centre_code="khorog")
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    page = client.get("/desk/trainers").page.text
    assert ("Own" in page, "Other" in page) == (True, False)
    assert [client.get(f"/desk/trainers/{each.id}").status_code for each in (own, other)] == [200, 404]
