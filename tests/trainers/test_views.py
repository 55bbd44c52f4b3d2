from datetime import date, timedelta

import pytest

from lms.accounts.actions import set_expiry
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.trainers import queries
from lms.trainers.messages import due_sentence
from lms.trainers.models import Trainer
from lms.trainers.rules import Kind, Reason
from tests.factories.accounts import make_user
from tests.factories.trainers import make_trainer

SOMEBODY = {"name": "A", "kind": "staff", "languages": ["tg"], "centre": "", "account": "", "provider_kind": "",
            "has_degree": "", "sex": ""}  # fmt: skip


@pytest.fixture
def admin(client, db_session):
    client.sign_in(make_user(role=Role.ADMIN))
    client.speak("en")
    return client


def test_an_administrator_records_a_trainer_and_what_was_passed(admin):
    user = make_user(role=Role.TRAINER, name="Баҳром Ашӯров")
    answers = {**SOMEBODY, "name": "Баҳром Ашӯров", "languages": ["tg", "ru"], "account": str(user.id)}
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
    answers = {**SOMEBODY, "languages": []}
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


def test_what_is_asked_of_trainers_is_recorded_waived_and_shown(admin):
    path = admin.post("/desk/trainers/new", {**SOMEBODY, "born_on": "1950-01-01", "has_degree": "no"}).location
    admin.post(f"{path}/qualifications", {"programme": "tj-pilot", "kind": "training", "passed_on": str(clock.today())})
    page = admin.get(path).page.text
    assert ("age limit for trainers" in page, "neither a degree" in page) == (True, True)
    about = {
        "born_on": "1950-01-01", "waive_age": "Thirty years of work", "has_degree": "no", "former_migrant": "y",
        "lived_in": ["RU"], "speaks": ["ko"], "health_checked_on": "2030-01-31", "contract_from": "2020-01-01",
        "contract_until": "2040-01-01", "experience": ["materials"],
    }  # fmt: skip
    assert admin.get(f"{path}/edit").status_code == 200
    assert admin.post(f"{path}/edit", {**SOMEBODY, **about, "contract_until": "2019-01-01"}).status_code == 422
    assert admin.post(f"{path}/edit", {**SOMEBODY, **about}).status_code == 302
    page = admin.get(path).page.text
    assert "The age limit: Thirty years of work" in page
    assert ("31 January 2031" in page, "한국어" in page, "Russia" in page) == (True, True, True)
    assert "neither a degree" not in page


def test_a_corrected_name_leaves_the_end_of_the_account_as_it_was_set(admin):
    user = make_user(role=Role.TRAINER)
    made = make_trainer(user=user)
    last = clock.today() + timedelta(days=5)
    set_expiry(user_id=user.id, expires_on=last, by=None, at=clock.now())
    about = {**SOMEBODY, "account": str(user.id)}
    assert admin.post(f"/desk/trainers/{made.id}/edit", about).status_code == 302
    assert (made.name, user.expires_on) == (SOMEBODY["name"], last)
    assert admin.post(f"/desk/trainers/{made.id}/edit", {**about, "contract_until": "2040-01-01"}).status_code == 302
    assert user.expires_on == date(2040, 1, 1)


def test_an_appraisal_is_recorded_and_decides(admin):
    made = make_trainer(contract_from=date(2025, 7, 1))
    path = f"/desk/trainers/{made.id}"
    assert "The next appraisal is to be held by 1 July 2026." in admin.get(path).page.text
    assert admin.post(f"{path}/appraisals", {"held_on": "2999-01-01", "criteria_met": "yes"}).status_code == 422
    assert admin.post(f"{path}/appraisals", {"held_on": "2026-01-01", "criteria_met": "yes"}).status_code == 302
    assert "to be held by 1 July 2026." in admin.get(path).page.text  # half a year later
    assert admin.post(f"{path}/appraisals", {"held_on": "2026-01-02", "criteria_met": "no"}).status_code == 302
    page = admin.get(path).page.text
    assert "2 January 2026: the criteria were not met." in page and "to be held by 2 July 2026." in page
    assert "The last appraisal did not find the criteria met." in page


def test_a_guest_is_allowed_topics_one_by_one(admin):
    made = make_trainer(kind=Kind.RETURNED, programmes=())
    path = f"/desk/trainers/{made.id}"
    assert "None yet. A guest can be given a block only" in admin.get(path).page.text
    assert admin.post(f"{path}/topics", {"module": "nothing", "valid_until": ""}).status_code == 422
    assert admin.post(f"{path}/topics", {"module": "money", "valid_until": "2040-05-01"}).status_code == 302
    page = admin.get(path).page.text
    assert "until 1 May 2040" in page
    assert admin.post(f"/desk/trainers/{make_trainer().id}/topics", {"module": "money"}).status_code == 422
    pilot = curriculum.newest_programme("tj-pilot")
    may = {
        slug: queries.why_not_assigned(made, programme=pilot, modules=(slug,), day=clock.today())
        for slug in ("money", "ru-patent")
    }
    assert may == {"money": [], "ru-patent": [Reason.NOT_AUTHORISED]}
    one = made.authorisations[0].id
    assert admin.post(f"/desk/trainers/{make_trainer().id}/topics/{one}").status_code == 404
    assert admin.post(f"{path}/topics/{one}").status_code == 302
    assert db.session.get(Trainer, made.id).authorisations == []


def test_a_trainer_reads_the_own_record(client, db_session):
    user = make_user(role=Role.TRAINER)
    client.sign_in(user)
    client.speak("en")
    assert client.get("/record").status_code == 404
    make_trainer(user=user, name="Own", contract_until=clock.today() + timedelta(days=9))
    page = client.get("/record").page
    assert ("Contract ends on" in page.text, "Contract ended on" in page.text) == (True, False)
    assert 'href="/programmes/tj-trainers"' in page.html
    trainer = db.session.scalar(db.select(Trainer).where(Trainer.user_id == user.id))
    trainer.contract_until = clock.today() - timedelta(days=1)
    assert "Contract ended on" in client.get("/record").page.text
    training = client.get("/programmes/tj-trainers").page.text
    assert "The reluctant trainee" in training and "Each teaches for twenty minutes. (2)" not in training


def test_what_falls_due_is_a_list_for_those_who_see_the_trainer(app, db_session):
    make_trainer(name="Баҳром", centre_code="dushanbe", passed_on=date(2025, 1, 31), programmes=["tj-pilot"])
    make_trainer(name="Дилором", centre_code="khorog", contract_until=date(2026, 2, 1), programmes=[])
    officer = Actor(1, "tg", frozenset({Grant(Role.OFFICER, "dushanbe")}))
    found = queries.due(officer, date(2026, 1, 31))
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert [due_sentence(each, date(2026, 1, 31)) for each in found] == [
            "Баҳром: the appraisal falls due on 31 January 2026.",
            "Баҳром: the yearly refresher falls due on 31 January 2026.",
        ]


def test_a_list_of_many_trainers_asks_as_little_as_one_of_few(admin, count_queries):
    asked = []
    admin.get("/desk/trainers")  # what is read once is read now
    for number in (2, 6):
        for _ in range(number):
            make_trainer()
        db.session.expire_all()
        with count_queries() as statements:
            admin.get("/desk/trainers")
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_a_selection_talk_is_kept_and_a_missing_skill_keeps_from_teaching(admin):
    made = make_trainer()
    page, pilot = f"/desk/trainers/{made.id}", curriculum.newest_programme("tj-pilot")
    scores = {"listens": "3", "explains": "4", "includes": "2", "respects": "4", "calm": "1"}
    assert admin.post(f"{page}/talks", {**scores, "calm": "", "talked_on": str(clock.today())}).status_code == 422
    assert admin.post(f"{page}/talks", {**scores, "talked_on": str(clock.today())}).location == page
    assert "a skill that is not there yet" in admin.get(page).page.text
    assert queries.why_not_assigned(made, programme=pilot, day=clock.today()) == [Reason.SKILLS_NOT_MET]
    admin.post(f"{page}/talks", {**scores, "calm": "2", "talked_on": str(clock.today())})
    assert queries.why_not_assigned(made, programme=pilot, day=clock.today()) == []
