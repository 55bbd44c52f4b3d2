from datetime import timedelta

import pytest

from lms.accounts import queries as accounts
from lms.classes import queries as classes
from lms.classes.queries import planner as queries
from lms.core import clock
from lms.core.actors import Role
from lms.registration.rules import Need
from lms.trainers.rules import Sex
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.classes import make_class
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

PLANNER = "/desk/classes/planner"


@pytest.fixture
def officer(client):
    """An officer of a centre with one room and one trainer, signed in, as actor."""
    centre = make_centre(serves_regions=("drs",))
    make_trainer(centre_code=centre.code)
    user = make_user(role=Role.OFFICER, centre=centre.code)
    client.sign_in(user)
    client.speak("en")
    return accounts.as_actor(user)


def register(actor, *, learns_in: str = "tg", **facts):
    (code,) = actor.centres(Role.OFFICER)
    made = make_enrolment(centre_code=code, **facts)
    made.registration.language = learns_in
    return made


def test_an_empty_planner_says_what_it_does(client, officer):
    assert "Nothing is made and nobody is told until you accept a class." in client.get(PLANNER).page.text


def test_an_officer_plans_looks_and_accepts(client, officer):
    people = [register(officer, family_name=name) for name in ("Раҳимова", "Каримова")]
    assert client.post(PLANNER, {"least": ""}).location == PLANNER
    (listed,) = queries.open_proposals(officer)
    page = client.get(PLANNER).page
    assert "Classes still to accept: 1. People in them: 2." in page.text
    assert "Nobody more can come then." in page.text and "2/25" in page.text
    assert "Everybody who leaves in these weeks has a seat" in page.text
    assert "Раҳимова" not in page.text and listed.proposal.trainer.name in page.text
    inside = client.get(f"{PLANNER}/{listed.proposal.id}").page
    assert "Раҳимова" in inside.text and "Каримова" in inside.text and "In the own region." in inside.text
    client.post(f"{PLANNER}/{listed.proposal.id}/accept")
    assert "Seated and told: 2." in client.get(PLANNER).page.text
    assert all(classes.own_seat(each.id) for each in people)


def test_one_day_is_shown_alone(client, officer):
    register(officer)
    client.post(PLANNER)
    (listed,) = queries.open_proposals(officer)
    day = listed.proposal.first_day
    assert "2/25" not in client.get(f"{PLANNER}?day={day}").page.text
    assert "1/25" in client.get(f"{PLANNER}?day={day}").page.text
    assert "Nothing is left to accept here." in client.get(f"{PLANNER}?day={day + timedelta(days=1)}").page.text
    assert "1/25" in client.get(f"{PLANNER}?day=nonsense").page.text


def test_the_page_says_why_somebody_is_not_placed(client, officer):
    register(officer, learns_in="uz")
    client.post(PLANNER)
    assert "teaches in this language: Oʻzbekcha." in client.get(PLANNER).page.text


def test_a_reason_says_what_it_is_true_of(client, officer):
    (code,) = officer.centres(Role.OFFICER)
    make_trainer(centre_code=code, sex=Sex.FEMALE, languages=["uz"], programmes=())
    register(officer, learns_in="uz", needs=(Need.FEMALE_TRAINER,))
    client.post(PLANNER)
    said = client.get(PLANNER).page.text
    assert "may teach this course" in said and "Only women were looked at as trainers." in said


def test_a_smallest_class_is_asked_for(client, officer):
    register(officer)
    assert client.post(PLANNER, {"least": "90"}).status_code == 422
    client.post(PLANNER, {"least": "4"})
    assert "Fewer people could come together than the smallest class" in client.get(PLANNER).page.text


def test_a_proposal_that_does_not_fit_any_more_says_so(client, officer):
    register(officer)
    client.post(PLANNER)
    (listed,) = queries.open_proposals(officer)
    make_class(room=listed.proposal.room, first_day=listed.proposal.first_day, language="ru")
    client.post(f"{PLANNER}/{listed.proposal.id}/accept")
    assert "is taken at that time" in client.get(PLANNER).page.text
    for _ in range(2):
        client.post(f"{PLANNER}/999999/accept")
    assert "This proposal is not there any more" in client.get(PLANNER).page.text


def test_the_plan_says_that_it_grows_old(client, officer):
    register(officer)
    client.post(PLANNER)
    register(officer, departs_on=clock.today() + timedelta(days=9))
    assert "Need a seat and are not in this plan: 1." in client.get(PLANNER).page.text


def test_a_long_list_asks_no_more_than_a_short_one(client, officer, count_queries):
    def asked() -> list[int]:
        client.post(PLANNER)
        (listed,) = queries.open_proposals(officer)
        counts = []
        for path in (PLANNER, f"{PLANNER}/{listed.proposal.id}"):
            client.get(path)
            with count_queries() as statements:
                client.get(path)
            counts.append(len(statements))
        return counts

    for language in ("tg", "uz"):
        register(officer, learns_in=language)
    few = asked()
    for language in ("tg", "uz") * 3:
        register(officer, learns_in=language)
    assert asked() == few


def test_a_proposal_says_who_sends_the_trainer_and_who_would_teach_a_topic_better(client, officer):
    (code,) = officer.centres(Role.OFFICER)
    make_trainer(centre_code=code, name="Ситора", languages=["uz"], provider_kind="ngo", sex=Sex.FEMALE)
    register(officer, learns_in="uz", needs=(Need.FEMALE_TRAINER,))
    client.post(PLANNER)
    (listed,) = queries.open_proposals(officer)
    assert "Ситора Non-governmental organisation" in client.get(PLANNER).page.text
    said = client.get(f"{PLANNER}/{listed.proposal.id}").page.text
    assert "Ситора — Non-governmental organisation" in said
    assert "is best taught by: " in said and "is best taught by: Non-governmental organisation." not in said
