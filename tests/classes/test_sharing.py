"""Other agencies share the calendar: their own area, free seats, nobody's name; and they register people (E163)."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine

from lms.accounts import actions as accounts
from lms.accounts import queries as users
from lms.accounts.models import AuditEntry
from lms.accounts.rules import Reason as Account
from lms.accounts.rules.trail import PERSON as RECORD
from lms.classes import queries
from lms.classes.actions import cancel_class
from lms.classes.queries.sharing import AHEAD
from lms.core import clock
from lms.core.actors import Grant, Role, Within
from lms.core.database import db
from lms.core.errors import Refused
from lms.messages import queries as outbox
from lms.registration import queries as registration
from lms.registration.models import Lookalike, Registration
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_room
from tests.factories.classes import make_class, make_seat
from tests.factories.registration import make_enrolment
from tests.hostile.forms import COURSE, NAMES, PERSON, journey
from tests.registration.test_lists import filled, sealed

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

PAGE = "/desk/calendar"


@pytest.fixture
def centre(client, db_session):
    """A centre, with somebody of the job centre of its district signed in."""
    centre = make_centre()
    user = make_user(role=Role.PARTNER, centre=centre.code)
    place = f"{centre.region}/{centre.district}"
    admin = make_user(role=Role.ADMIN)
    accounts.set_grants(
        user_id=user.id, grants=[Grant(Role.PARTNER, place, Within.DISTRICT)], by=admin.id, at=clock.now()
    )
    client.sign_in(user)
    client.speak("en")
    return centre


def form(**more) -> dict[str, str]:
    return {**NAMES, **PERSON, **journey(), **COURSE, "form_token": "once", "agreed": "y", **more}


def sent(db_session) -> list[Registration]:
    return list(db_session.scalars(db.select(Registration).order_by(Registration.id)))


def test_an_agency_reads_when_where_and_how_many_seats_are_free_and_nobodys_name(client, centre):
    found = make_class(room=make_room(centre=centre), capacity=12)
    make_seat(training_class=found)
    page = client.get(PAGE).page
    assert "11 seats left" in page.text
    teaches = found.sessions[0].trainer.name
    assert [name for name in ("Раҳимова", teaches) if name in page.text] == []


def test_of_another_area_what_is_over_far_off_or_called_off_it_reads_nothing(client, centre):
    room = make_room(centre=centre)
    elsewhere, far, off, near = (
        make_class(), make_class(room=room, first_day=clock.today() + AHEAD + timedelta(days=20)),
        make_class(room=room, first_day=clock.today() + timedelta(days=14)),
        make_class(room=room, first_day=clock.today() + timedelta(days=21)),
    )  # fmt: skip
    elsewhere.centre.region, elsewhere.centre.district = "gbao", "khorugh"
    cancel_class(class_id=off.id, by=None, at=clock.now())
    page = client.get(PAGE).page.html
    shown = [each for each in (elsewhere, far, off, near) if f"{PAGE}/{each.id}/register" in page]
    assert shown == [near]
    assert [client.get(f"{PAGE}/{each.id}/register").status_code for each in (elsewhere, off, near)] == [404, 404, 200]
    assert client.get("/desk/classes").status_code == client.get("/desk/registrations").status_code == 404


@pytest.mark.both
def test_whom_it_registers_sits_in_the_class_and_the_centre_has_the_record(client, centre, db_session):
    found = make_class(room=make_room(centre=centre))
    page = client.post(f"{PAGE}/{found.id}/register", form()).page
    [made] = sent(db_session)
    assert made.centre_code == centre.code and not made.user.secret_hash
    assert registration.waiting_for_pin(made.key) == made
    assert queries.own_seat(registration.current_enrolment(made.id).id).class_id == found.id
    assert "Registration number" in page.text and "no seat" not in page.text
    assert client.get(f"/desk/registrations/{made.key}").status_code == 404  # from now on the centre's alone
    by = users.user(made.created_by_id)
    assert by.grants[0].role == Role.PARTNER
    lines = db_session.scalars(
        db.select(AuditEntry).where(AuditEntry.subject_kind == RECORD, AuditEntry.subject_id == made.id)
    ).all()
    assert {(each.by_id, each.office) for each in lines} == {(by.id, f"district:{centre.region}/{centre.district}")}


def test_without_a_yes_nobody_is_registered_and_twice_is_once(client, centre, db_session):
    refused = client.post(f"{PAGE}/register", form(agreed=""))
    assert (refused.status_code, "Without a yes nobody is registered" in refused.page.text) == (422, True)
    assert sent(db_session) == []
    assert client.post(f"{PAGE}/register", form()).status_code == 200
    assert client.post(f"{PAGE}/register", form()).location == PAGE
    [made] = sent(db_session)
    assert "registered already" in client.get(PAGE).page.text
    assert "you registered 1 person" in client.get(PAGE).page.text
    back = form(family_name="Назарова", family_name_latin="Nazarova")  # the same form, brought back for the next one
    assert client.post(f"{PAGE}/register", back).status_code == 200
    assert len(sent(db_session)) == 2
    client.sign_in(make_user(role=Role.PARTNER, centre=centre.code))
    assert client.post(f"{PAGE}/register", form()).status_code == 404
    assert made.centre_code == centre.code


@pytest.mark.parametrize("carried", [True, False])
def test_a_code_by_sms_is_promised_only_where_something_carries_it(client, centre, monkeypatch, carried):
    monkeypatch.setattr(outbox, "sends_codes", lambda: carried)
    assert ("by SMS" in client.post(f"{PAGE}/register", form()).page.text) is carried


def test_where_the_class_has_no_seat_the_person_is_registered_all_the_same_and_it_is_said(client, centre, db_session):
    found = make_class(room=make_room(centre=centre), capacity=1)
    make_seat(training_class=found, enrolment=make_enrolment(family_name="Ашӯрова"))
    before = len(sent(db_session))
    page = client.post(f"{PAGE}/{found.id}/register", form()).page
    assert "There is no seat yet. All seats in this class are taken" in page.text
    assert len(sent(db_session)) == before + 1


def test_the_page_does_not_tell_that_somebody_is_registered_already(client, centre, db_session):
    for token in ("one", "two"):
        page = client.post(f"{PAGE}/register", form(form_token=token)).page
        assert "Probably registered already" not in page.text
    first, second = sent(db_session)
    [twin] = db_session.scalars(db.select(Lookalike)).all()
    assert {twin.first_id, twin.second_id} == {first.id, second.id}


def test_an_agency_without_an_area_is_refused(client, db_session):
    client.sign_in(make_user(role=Role.ADMIN))
    client.speak("en")
    asked = {"name": "Мунира Юсупова", "login": "m.yusupova", "language": "tg", "role": "partner", "place": ""}
    response = client.post("/accounts/new", asked)
    assert (response.status_code, "sees only its own area" in response.page.text) == (422, True)
    with pytest.raises(Refused) as refused:
        make_user(role=Role.PARTNER)
    assert refused.value.reason is Account.ROLE_LIMITED


def test_the_page_asks_no_more_for_many_classes(client, centre, count_queries):
    room = make_room(centre=centre)
    make_class(room=room)
    with count_queries() as few:
        client.get(PAGE)
    for n in range(1, 4):
        make_class(room=room, first_day=clock.today() + timedelta(days=7 * n))
    with count_queries() as many:
        client.get(PAGE)
    assert len(many) <= len(few)


LIST = f"{PAGE}/list"


@pytest.fixture
def empty(client, centre) -> bytes:
    return client.get(f"{LIST}/empty.xlsx").get_data()


def look(client, content: bytes):
    return client.post(LIST, {"file": (BytesIO(content), "x.xlsx")}, content_type="multipart/form-data")


UMED = {"given_name": "Умед", "given_name_latin": "Umed", "phone": ""}


def test_a_list_is_registered_whole_once_and_only_after_a_yes(client, centre, empty, db_session):
    page = look(client, filled(empty, {}, UMED, {})).page
    assert "3 people are in the list" in page.text and page.html.count(" checked>") == 1  # one stands in it twice
    asked = {"sealed": sealed(page), "leave": ["5"]}
    refused = client.post(f"{LIST}/register", asked)
    assert (refused.status_code, "Without a yes nobody is registered" in refused.page.text) == (422, True)
    assert sent(db_session) == []
    for _ in range(2):
        done = client.post(f"{LIST}/register", {**asked, "agreed": "y"}).page
    assert "2 people are registered" in done.text
    people = sent(db_session)
    assert [(each.given_name, each.centre_code) for each in people] == [("Ҷамшед", centre.code), ("Умед", centre.code)]
    assert not any(each.user.secret_hash for each in people)


def test_a_list_of_which_everybody_is_left_out_is_shown_again(client, centre, empty, db_session):
    page = look(client, filled(empty, {}, UMED)).page
    assert "Leave out: Шарипов Умед" in page.text
    again = client.post(f"{LIST}/register", {"sealed": sealed(page), "leave": ["3", "4"], "agreed": "y"})
    assert (again.status_code, "Everybody is left out" in again.page.text) == (422, True)
    assert again.page.html.count(' name="leave"') == 2 and "Cards of all" not in again.page.text
    assert sent(db_session) == []


def test_one_wrong_cell_of_a_list_registers_nobody(client, centre, empty, db_session):
    response = look(client, filled(empty, UMED, {"birth_date": "31.02.1990"}))
    assert (response.status_code, " F4 " in response.page.text, sent(db_session)) == (422, True, [])


@pytest.mark.both
def test_an_agency_prints_the_cards_of_its_own_people_on_the_day_and_of_nobody_else(client, centre, empty, db_session):
    stranger = make_enrolment(family_name="Ашӯрова").registration
    page = look(client, filled(empty, {}, UMED)).page
    client.post(f"{LIST}/register", {"sealed": sealed(page), "agreed": "y"})
    own = [each.key for each in sent(db_session) if each is not stranger]
    cards = f"{LIST}/cards.pdf"
    assert client.post(cards, {"key": own}).mimetype == "application/pdf"
    noted = db_session.scalars(db.select(AuditEntry.action).where(AuditEntry.subject_kind == RECORD)).all()
    assert noted.count("card") == 2
    assert [client.post(cards, {"key": keys}).status_code for keys in ([], [*own, stranger.key])] == [404, 404]
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        client.sign_in(users.user(sent(db_session)[-1].created_by_id))
        assert client.post(cards, {"key": own}).status_code == 404
    client.sign_in(make_user(role=Role.PARTNER, centre=centre.code))
    assert client.post(cards, {"key": own}).status_code == 404
    assert client.post(f"{LIST}/register", {"sealed": sealed(page), "agreed": "y"}).status_code == 400


def test_a_list_does_not_tell_whom_the_centre_knows_already(client, centre, empty, db_session):
    for token in range(2):
        page = look(client, filled(empty, {})).page
        assert "Probably registered already" not in page.text and " checked>" not in page.html
        client.post(f"{LIST}/register", {"sealed": sealed(page), "agreed": "y"})
    first, second = sent(db_session)
    [twin] = db_session.scalars(db.select(Lookalike)).all()
    assert {twin.first_id, twin.second_id} == {first.id, second.id}
