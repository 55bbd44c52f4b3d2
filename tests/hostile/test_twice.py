"""One form sent twice, and two people with the same form.

Already tested where they belong: a registration (tests/registration: actions, views, concurrency), a seat and the last
seat, one room planned twice, waiting twice (tests/classes: races, actions, views), a roll call closed again
(tests/attendance), an evaluation (tests/evaluation), an attempt begun, answered, handed in and a screen read twice
(tests/quizzes: concurrency, views), a certificate told of twice (tests/certificates: actions, concurrency). Here is
what is left: accounts, centres, rooms, trainers, classes, links, revoking; and forms that are stale."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from lms.accounts import actions as accounts
from lms.accounts.models import OneTimeLink, RoleGrant, User
from lms.accounts.rules import Reason as Account
from lms.attendance import queries as attendance
from lms.centres import actions as centres
from lms.centres.models import Centre, Room
from lms.centres.rules import Reason as Centred
from lms.certificates.models import Certificate
from lms.classes.models import TrainingClass
from lms.core import clock
from lms.core.actors import Grant, Role
from lms.core.database import db, unit_of_work
from lms.core.errors import Refused
from lms.registration.queries import enrolment, journey
from lms.trainers import actions as trainers
from lms.trainers.models import Qualification, Trainer
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_provider
from tests.hostile.forms import day, right_forms
from tests.hostile.world import Place

AT_ONCE = 4


@pytest.fixture
def admin(client, here: Place):
    client.sign_in(here.people[Role.ADMIN])
    client.speak("en")
    return client


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def seen_on(client, path: str) -> str:
    """The sign of what a page shows."""
    return sign_in_form(client.get(path).page.html)


def sign_in_form(html: str) -> str:
    """The hidden sign in the form of a page."""
    return html.split('name="seen"')[1].split('value="')[1].split('"')[0]


# One form sent twice, one after the other.


@pytest.mark.parametrize(
    ("path", "endpoint", "table"),
    [
        ("/accounts/new", "accounts.new_user", User),
        ("/desk/centres/new", "centres.new_centre", Centre),
        ("/desk/classes/new", "classes.new", TrainingClass),
        ("/desk/trainers/new", "trainers.new_trainer", Trainer),
    ],
)
def test_a_form_sent_twice_makes_one(admin, here, path, endpoint, table):
    before, form = count(table), {**right_forms(here)[endpoint], "form_token": "once"}
    first, second = admin.post(path, form), admin.post(path, form)
    assert count(table) == before + 1
    assert (first.status_code < 400, second.status_code in (302, 422)) == (True, True)


def test_a_room_sent_twice_is_one(admin, here):
    path, before = f"/desk/centres/{here.ids['centre_id']}/rooms/new", count(Room)
    answers = [admin.post(path, {"name": "Sent twice", "area": "20"}).status_code for _ in range(2)]
    assert (answers, count(Room)) == ([302, 422], before + 1)


def test_of_two_links_the_last_one_works(admin, here):
    user = here.people[Role.TRAINER]
    links = []
    for _ in range(2):
        html = admin.post(f"/accounts/{user.id}/link").page.html
        links.append(html.split("/set-password/")[1].split("<")[0])
    unused = select(OneTimeLink).where(OneTimeLink.used_at.is_(None), OneTimeLink.user_id == user.id)
    assert len(db.session.scalars(unused).all()) == 1
    assert "was used already" in admin.get(f"/set-password/{links[0]}").page.text
    assert "was used already" not in admin.get(f"/set-password/{links[1]}").page.text


def test_a_closed_account_is_not_opened_by_an_old_link(admin, here):
    path = f"/set-password/{here.ids['token']}"
    assert "csrf_token" in admin.get(path).page.html.split("<main")[1]
    admin.post(f"/accounts/{here.people[Role.OFFICER].id}/close", {"open": "no"})
    assert "was used already" in admin.get(path).page.text


def test_a_certificate_revoked_twice_is_revoked_once_and_issued_again_once(admin, here):
    path, before = f"/desk/certificates/{here.ids['certificate_id']}", count(Certificate)
    revoked = [admin.post(f"{path}/revoke", {"reason": "mistake"}).status_code for _ in range(2)]
    issued = [admin.post(f"{path}/issue-again").status_code for _ in range(2)]
    assert (revoked, issued, count(Certificate)) == ([302, 409], [302, 409], before + 1)


# One form sent twice in the same moment, from real connections.


@pytest.fixture(scope="module")
def open_house(new_app):
    """A house of its own, in which transactions really commit."""
    return new_app()


def at_once(app, call: Callable[[], object], times: int = AT_ONCE) -> list[str]:
    """Make the call in threads that start together, each in a transaction; what came of it, in any order."""
    start, outcomes = Barrier(times), []

    def run() -> None:
        start.wait()
        with app.app_context():
            try:
                with unit_of_work():
                    call()
                outcomes.append("done")
            except Refused as refused:
                outcomes.append(str(refused.reason))
            except Exception as error:  # whatever it is, the walk goes on and tells
                outcomes.append(type(error).__name__)

    threads = [Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(outcomes)


def test_one_login_is_given_once(open_house):
    def call():
        accounts.create_user(
            login="d.nazarova", name="Дилноза", language="tg", grants=[Grant(Role.MNE)], secret=None, by=None,
            at=clock.now(),
        )  # fmt: skip

    assert at_once(open_house, call) == sorted(["done", *[Account.LOGIN_TAKEN] * (AT_ONCE - 1)])


def test_one_centre_and_one_room_are_made_once(open_house):
    with open_house.app_context(), unit_of_work():
        provider_id, centre_id = make_provider().id, make_centre().id

    def make_it():
        centres.add_centre(
            code="once", provider_id=provider_id, names={}, address={}, region="drs", district="vahdat",
            serves_regions=(), by=None, at=clock.now(),
        )  # fmt: skip

    def add_room():
        centres.add_room(centre_id=centre_id, name="once", area=20, by=None, at=clock.now())

    assert at_once(open_house, make_it) == sorted(["done", *[Centred.CODE_TAKEN] * (AT_ONCE - 1)])
    assert at_once(open_house, add_room) == sorted(["done", *[Centred.ROOM_TAKEN] * (AT_ONCE - 1)])


def test_one_trainer_is_recorded_once_and_passes_once(open_house):
    def call():
        made = trainers.add_trainer(
            name="Баҳром", languages=["tg"], centre_code=None, form_token="once", by=None, at=clock.now()
        )
        trainers.record_qualification(
            trainer_id=made.id, programme_slug="tj-pilot", passed_on=clock.today(), by=None, at=clock.now()
        )

    assert at_once(open_house, call) == ["done"] * AT_ONCE
    with open_house.app_context():
        assert (count(Trainer), count(Qualification)) == (1, 1)


def test_roles_given_at_once_are_given_once(open_house):
    with open_house.app_context(), unit_of_work():
        admin_id, user_id = make_user(role=Role.ADMIN).id, make_user(role=Role.OFFICER, centre="here").id

    def call():
        accounts.set_grants(user_id=user_id, grants=[Grant(Role.MNE)], by=admin_id, at=clock.now())

    assert at_once(open_house, call) == ["done"] * AT_ONCE
    with open_house.app_context():
        roles = db.session.scalars(select(RoleGrant.role).where(RoleGrant.user_id == user_id)).all()
        assert roles == ["mne"]


# Two people, one form: who comes second is told, and nothing is silently undone.


def test_a_record_that_somebody_else_corrected_is_not_overwritten(admin, here):
    path = f"/desk/registrations/{here.ids['key']}/edit"
    form = {**right_forms(here)["registration.edit"], "seen": seen_on(admin, path)}
    assert admin.post(path, {**form, "family_name": "Раҳимзода"}).status_code == 302
    late = admin.post(path, {**form, "family_name": "Раҳмонова"})
    assert (late.status_code, "Somebody else changed this" in late.page.text) == (422, True)
    assert 'value="Раҳмонова"' in late.page.html
    found = enrolment(here.ids["enrolment_id"]).registration
    assert found.family_name == "Раҳимзода"
    assert admin.post(path, {**form, "family_name": "Раҳимзода"}).status_code == 302  # the same form, sent twice


def test_a_trainee_does_not_undo_what_the_desk_corrected(client, here):
    client.sign_in(here.people[Role.TRAINEE])
    client.speak("en")
    seen = seen_on(client, "/me")
    journey(enrolment(here.ids["enrolment_id"]).registration_id).departs_on = clock.today()
    late = client.post("/me", {"phone": "", "language": "tg", **day("departs_on", 30), "seen": seen})
    assert (late.status_code, "Somebody else changed this" in late.page.text) == (422, True)


@pytest.mark.parametrize(
    ("endpoint", "path", "field", "first", "second"),
    [
        ("centres.edit_room", "/desk/rooms/{room_id}", "name", "14", "15"),
        ("centres.edit_centre", "/desk/centres/{centre_id}/edit", "name_tg", "Сино", "Фирдавсӣ"),
        ("accounts.edit_user", "/accounts/{user_id}", "role", "mne", "author"),
    ],
)
def test_what_somebody_else_changed_is_not_overwritten(admin, here, endpoint, path, field, first, second):
    path = path.format(**here.ids, user_id=here.people[Role.OFFICER].id)
    form = {**right_forms(here)[endpoint], "seen": seen_on(admin, path)}
    assert admin.post(path, {**form, field: first}).status_code == 302
    assert admin.post(path, {**form, field: first}).status_code == 302
    late = admin.post(path, {**form, field: second})
    assert (late.status_code, "Somebody else changed this" in late.page.text) == (422, True)
    assert admin.post(path, {**form, field: second, "seen": seen_on(admin, path)}).status_code == 302


def test_a_roll_call_that_somebody_else_closed_meanwhile_is_shown_and_not_overwritten(client, here):
    client.sign_in(here.people[Role.TRAINER])
    client.speak("en")
    path = f"/teach/sessions/{here.ids['session_id']}/roll-call"
    form = {**right_forms(here)["attendance.close_roll_call"], "seen": seen_on(client, path)}
    [name] = [each for each in form if each.startswith("person-")]
    assert client.post(path, {**form, name: "late"}).status_code == 302
    assert client.post(path, {**form, name: "late"}).status_code == 302  # the same form, sent twice
    late = client.post(path, {**form, name: "absent"})
    assert (late.status_code, "Somebody else changed this roll call" in late.page.text) == (422, True)
    assert [have["value"] for _, have in late.page.fields if "checked" in have] == ["late"]
    assert [state for _, state in attendance.marked(here.ids["session_id"])] == ["late"]
    form["seen"] = sign_in_form(late.page.html)
    assert client.post(path, {**form, name: "absent"}).status_code == 302


def test_a_seat_given_up_twice_frees_one(client, here):
    client.sign_in(here.people[Role.OFFICER])
    path = f"/desk/classes/{here.ids['class_id']}/seats/{here.ids['seat_id']}/give-up"
    assert [client.post(path).status_code for _ in range(2)] == [303, 404]
