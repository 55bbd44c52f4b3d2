from datetime import date, timedelta

import pytest
import time_machine

from lms.accounts import queries as accounts
from lms.accounts.rules.trail import Deed
from lms.centres.rules import Equipment, Layout
from lms.classes import queries
from lms.classes.actions import cancel_class, reopen_class
from lms.classes.views.panel import seat_panel
from lms.core import clock
from lms.core.actors import Role
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.terms import Kind
from lms.registration import queries as registration
from lms.registration.rules import Sex, shown_number
from tests.factories.accounts import make_user, noted
from tests.factories.centres import make_centre, make_room
from tests.factories.classes import make_class, make_seat, make_wait, session_of
from tests.factories.registration import make_enrolment, make_person, make_registration
from tests.factories.trainers import make_trainer

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too


@pytest.fixture
def trainee(client):
    """Somebody with a registration, signed in."""
    enrolment = make_enrolment()
    client.sign_in(accounts.user(enrolment.registration.user_id))
    client.speak("en")
    return enrolment


@pytest.fixture
def officer(client):
    """An officer of one centre, signed in; returns the centre."""
    centre = make_centre()
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    client.speak("en")
    return centre


def test_a_trainee_takes_a_place_and_sees_what_where_when(client, trainee):
    found = make_class()
    page = client.get("/classes").page
    assert "25 seats left" in page.text
    response = client.post(f"/classes/{found.id}/seat")
    assert (response.status_code, response.location) == (303, "/classes/mine")
    page = client.get("/classes/mine").page
    for words in ("1 Rudaki Street", "8:30–", "Your passport", "390"):
        assert words in page.text


def test_a_place_asked_for_twice_is_one_place(client, trainee):
    found = make_class()
    for _ in range(2):
        assert client.post(f"/classes/{found.id}/seat").location == "/classes/mine"
    assert len(queries.seats(found.id)) == 1


def test_a_full_class_offers_the_waiting_list(client, trainee):
    found = make_class(capacity=1)
    make_seat(training_class=found)
    assert "Full: there is a waiting list" in client.get("/classes").page.text
    assert client.post(f"/classes/{found.id}/seat").location == "/classes"
    assert "All seats in this class are taken" in client.get("/classes").page.text
    client.post(f"/classes/{found.id}/wait")
    assert "Waiting, number 1 in line" in client.get("/classes/mine").page.text
    client.post(f"/classes/{found.id}/leave")
    assert "not on the waiting list any more" in client.get("/classes").page.text


def test_an_offer_is_taken_on_the_own_page(client, trainee):
    found = make_class()
    make_wait(training_class=found, enrolment=trainee)
    assert "A seat is offered until" in client.get("/classes/mine").page.text
    client.post(f"/classes/{found.id}/offer", {"answer": "accept"})
    assert queries.own_seat(trainee.id).class_id == found.id


def test_giving_up_is_asked_once(client, trainee):
    make_seat(enrolment=trainee)
    assert "Give up your seat?" in client.get("/classes/mine/give-up").page.text
    assert client.post("/classes/mine/give-up").location == "/classes"
    assert queries.own_seat(trainee.id) is None


def test_the_slip_and_the_calendar_file(client, trainee):
    assert client.get("/classes/mine/slip.pdf").status_code == 404
    make_seat(enrolment=trainee)
    slip = client.get("/classes/mine/slip.pdf")
    assert (slip.mimetype, slip.data[:5]) == ("application/pdf", b"%PDF-")
    file = client.get("/classes/mine/calendar.ics")
    assert file.mimetype == "text/calendar"
    assert file.text.count("BEGIN:VEVENT") == 1


def test_a_centre_whose_address_nobody_has_noted_is_said_by_its_name(client, trainee):
    centre = make_seat(enrolment=trainee).training_class.centre
    centre.address = {}
    assert f"{centre.names['en']} Room" in client.get("/classes/mine").page.text
    assert client.get("/classes/mine/slip.pdf").status_code == 200
    assert f"LOCATION:{centre.names['en']}\r\n" in client.get("/classes/mine/calendar.ics").text


def test_a_class_that_is_cancelled_stays_on_the_page_and_goes_out_of_the_calendar(client, trainee):
    found = make_class()
    make_seat(training_class=found, enrolment=trainee)
    before = client.get("/classes/mine/calendar.ics").text
    cancelling = {"class_id": found.id, "by": None, "at": clock.now()}
    cancel_class(**cancelling)
    address = f"/classes/mine/cancelled/{found.id}/calendar.ics"
    assert address in client.get("/classes/mine").page.html
    after = client.get(address)
    assert "method=CANCEL" in after.headers["Content-Type"]
    lines = set(after.text.splitlines())
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1", "ORGANIZER:http://localhost/"} <= lines
    assert {line for line in before.splitlines() if line.startswith(("UID", "DTSTART"))} <= lines
    reopen_class(**cancelling)
    assert client.get(address).status_code == 404


def test_no_class_before_the_departure_is_said_in_words(client, trainee):
    make_class(first_day=trainee.journey.departs_on)
    assert "There is no class yet that ends before you leave" in client.get("/classes").page.text


def test_own_language_and_time_come_first(client, trainee):
    centre = make_centre()
    trainee.registration.centre_code = centre.code
    russian = make_class(language="ru", first_day=clock.today() + timedelta(days=2))
    far = make_class(first_day=clock.today() + timedelta(days=3))
    near = make_class(first_day=clock.today() + timedelta(days=4), room=make_room(centre=centre))
    order = [each.training_class.id for each in queries.open_classes(trainee, at=clock.now())]
    assert order == [near.id, far.id, russian.id]
    assert "Not the language you chose" in client.get("/classes").page.text


def test_a_missed_block_is_booked_in_another_class(client, trainee):
    assert client.get("/classes/make-up?block=nonsense").status_code == 404
    assert "Please ask at your centre" in client.get("/classes/make-up?block=papers").page.text
    session = session_of(make_class(), "papers")
    assert "I will come then" in client.get("/classes/make-up?block=papers").page.text
    client.post("/classes/make-up", {"block": "papers", "session": session.id})
    assert queries.roster(session.id) == [trainee.id]
    assert "Make up: " in client.get("/classes/mine").page.text
    client.post("/classes/make-up/cancel", {"session": session.id})
    assert queries.roster(session.id) == []


def test_a_class_says_what_the_room_lacks_and_who_teaches_a_topic_better(client, officer):
    programme = curriculum.newest_programme("tj-pilot")
    room = make_room(centre=officer, equipment=set(Equipment) - {Equipment.SPEAKERS}, layouts=[Layout.CIRCLE])
    form = {
        "course": f"{programme.edition_id}/one-day", "room": room.id, "language": "tg", "preview": "1",
        "trainer": make_trainer(centre_code=officer.code, provider_kind="state").id,
        "first_day": (clock.today() + timedelta(days=5)).isoformat(),
    }  # fmt: skip
    page = client.post("/desk/classes/new", form).page.text
    chairs = "The chairs cannot stand here as the session plans ask: Groups at tables."
    assert f"Missing in the room: Speakers. {chairs} Please bring it along" in page
    assert "is best taught by: Non-governmental organisation." in page


def test_everything_that_speaks_against_a_trainer_is_said_at_once(client, officer):
    programme = curriculum.newest_programme("tj-pilot")
    old = make_trainer(centre_code=officer.code, born_on=date(1950, 1, 1), languages=["ru"], programmes=[])
    form = {
        "course": f"{programme.edition_id}/one-day", "room": officer.rooms[0].id, "language": "tg", "trainer": old.id,
        "first_day": (clock.today() + timedelta(days=5)).isoformat(),
    }  # fmt: skip
    answer = client.post("/desk/classes/new", form)
    said = ["Has not passed the training of trainers", "Has reached the age limit", "Does not teach in this language."]
    assert (answer.status_code, [each in answer.page.text for each in said]) == (422, [True] * 3)


def test_an_officer_makes_a_class_after_looking_at_its_timetable(client, officer):
    programme = curriculum.programme(curriculum.latest(curriculum.PROGRAMME, "tj-standard").id)
    first = clock.today() + timedelta(days=5)
    form = {
        "course": f"{programme.edition_id}/three-day", "room": officer.rooms[0].id, "language": "tg",
        "trainer": make_trainer(centre_code=officer.code).id, "first_day": first.isoformat(),
    }  # fmt: skip
    page = client.get("/desk/classes/new").page.html
    assert {each.kind for each in curriculum.own_programmes() if f'value="{each.edition_id}/' in page} == {*Kind}
    preview = client.post("/desk/classes/new", {**form, "preview": "1"})
    assert "1170 minutes of training" in preview.page.text
    assert "Noon prayer" in preview.page.text
    assert client.get("/desk/classes").status_code == 200
    made = client.post("/desk/classes/new", form)
    assert made.status_code == 303
    assert "Who comes" in client.get(made.location).page.text
    again = client.post("/desk/classes/new", form)
    assert again.status_code == 422
    assert "is taken at that time" in again.page.text
    assert "0/25" in client.get(f"/desk/classes?week={first.isoformat()}").page.text


def test_a_new_class_without_its_facts_says_what_is_missing(client, officer):
    response = client.post("/desk/classes/new", {"first_day": "31.02.2027", "capacity": "many"})
    assert response.status_code == 422


def test_an_officer_seats_moves_and_frees_by_registration_number(client, officer):
    found = make_class(room=officer.rooms[0])
    other = make_class(room=make_room(centre=officer))
    person = make_enrolment(centre_code=officer.code).registration
    hits = client.post(f"/desk/classes/{found.id}/find", {"who": person.number}).page
    assert person.full_name in hits.text
    client.post(f"/desk/classes/{found.id}/seats", {"key": person.key})
    page = client.get(f"/desk/classes/{found.id}").page
    assert shown_number(person.number) in page.text
    seat = queries.seats(found.id)[0]
    address = f"/desk/classes/{found.id}/seats/{seat.id}"
    assert "Move here" in client.get(address).page.text
    assert client.get(f"{address}/slip.pdf").mimetype == "application/pdf"
    assert noted(Deed.LOOKED, "seat") == noted(Deed.PRINTED, "slip") == [person.id]
    assert client.post(f"{address}/move", {"to": other.id}).location == f"/desk/classes/{other.id}"
    moved = queries.seats(other.id)[0]
    client.post(f"/desk/classes/{other.id}/seats/{moved.id}/give-up")
    assert queries.seats(other.id) == []
    assert person.full_name not in client.get(f"/desk/classes/{found.id}").page.text


def test_what_somebody_needs_is_seen_when_a_seat_is_given_but_not_what_is_said_alone(client, officer):
    """A room without stairs, sign language: whoever seats the person sees it, and what of it this class has not."""
    found = make_class(room=officer.rooms[0])
    needs = ("step-free", "sign-language", "talk")
    person = make_registration(centre_code=officer.code, needs=needs, family_name="Қаландаров")
    page = f"/desk/classes/{found.id}"
    shown = client.post(f"{page}/find", {"who": "Қаландаров"}).page.text
    record = client.get(f"/desk/registrations/{person.key}").page.text
    client.post(f"{page}/seats", {"key": person.key})
    for text in (shown, record, client.get(page).page.text):
        assert "Not here: A room without stairs" in text
        assert "To prepare: Somebody who translates into sign language" in text
    assert "A talk alone" not in client.get(page).page.text
    other = make_seat(training_class=found, enrolment=make_enrolment(centre_code="elsewhere"))
    mine = next(each for each in queries.seats(found.id) if each.id != other.id)
    for place, known in ((mine, True), (other, False)):  # the record is a link away for those who serve the person
        key = registration.enrolment(place.enrolment_id).registration.key
        read = [client.get(each).page.html for each in (page, f"{page}/seats/{place.id}")]
        assert [f"/desk/registrations/{key}\"" in each for each in read] == [known] * 2
    officer.step_free = True
    assert "Not here" not in client.get(page).page.text


def test_the_waiting_list_is_answered_at_the_desk(client, officer):
    found = make_class(room=officer.rooms[0], capacity=1)
    make_seat(training_class=found)
    person = make_enrolment(centre_code=officer.code)
    client.post(f"/desk/classes/{found.id}/seats", {"key": person.registration.key, "wait": "1"})
    assert "Waiting list" in client.get(f"/desk/classes/{found.id}").page.text
    client.post(f"/desk/classes/{found.id}/seats/{queries.seats(found.id)[0].id}/give-up")
    client.post(f"/desk/classes/{found.id}/waiting", {"enrolment": person.id, "answer": "accept"})
    assert queries.own_seat(person.id).class_id == found.id


def test_an_officer_changes_the_trainer_and_cancels(client, officer):
    found = make_class(room=officer.rooms[0])
    other = make_trainer(name="Зарина Саидова", centre_code=officer.code)
    client.post(f"/desk/classes/{found.id}/trainer", {"trainer": other.id})
    assert "Зарина Саидова" in client.get(f"/desk/classes/{found.id}").page.text
    client.post(f"/desk/classes/{found.id}/cancel")
    assert "Cancelled" in client.get(f"/desk/classes/{found.id}").page.text


def test_a_class_of_another_centre_is_not_there(client, officer):
    found = make_class()
    seat = make_seat(training_class=found)
    for address in (f"/desk/classes/{found.id}", f"/teach/classes/{found.id}/papers/sheet.pdf",
                    f"/desk/classes/{found.id}/seats/{seat.id}", f"/teach/classes/{found.id}"):  # fmt: skip
        assert (address, client.get(address).status_code) == (address, 404)
    assert client.post(f"/desk/classes/{found.id}/cancel").status_code == 404
    own = make_class(room=officer.rooms[0])
    assert client.get(f"/desk/classes/{own.id}/seats/{seat.id}").status_code == 404


def test_a_trainer_sees_the_day_the_time_log_and_the_plan(client):
    user = make_user(role=Role.TRAINER)
    found = make_class(trainer=make_trainer(user=user))
    make_seat(training_class=found)
    client.sign_in(user)
    client.speak("en")
    assert "You have no class today" in client.get("/teach").page.text
    page = client.get(f"/teach/classes/{found.id}").page
    assert "390 minutes of training in all" in page.text
    assert "Prayer" in page.text
    plan = client.get(f"/teach/sessions/{session_of(found, 'papers').id}/plan").page
    assert plan.html.count('/propose"') == 2, "a change is proposed from the page they teach from"
    assert "short course" in plan.text
    pause = next(each for each in found.sessions if each.break_kind)
    assert client.get(f"/teach/sessions/{pause.id}/plan").status_code == 404
    assert client.get(f"/teach/classes/{make_class().id}").status_code == 404


def test_monitoring_sees_the_week_but_no_names(client):
    found = make_class()
    client.sign_in(make_user(role=Role.MNE))
    assert client.get(f"/desk/classes?week={found.first_day}").status_code == 200
    assert client.get(f"/desk/classes/{found.id}").status_code == 404


@pytest.mark.parametrize("week", ["nonsense", "0001-01-01", "9999-12-31", "2026-02-31"])
def test_a_week_that_is_none_is_this_week(client, officer, week):
    assert client.get(f"/desk/classes?week={week}").status_code == 200


def test_the_record_of_a_person_shows_the_class_or_where_to_sit(client, officer, app, monkeypatch):
    monkeypatch.setitem(app.extensions, "registration_panels", (seat_panel,))
    person = make_enrolment(centre_code=officer.code)
    address = f"/desk/registrations/{person.registration.key}"
    assert "No class of your centre suits" in client.get(address).page.text
    found = make_class(room=officer.rooms[0])
    page = client.get(address).page
    assert "Give a seat" in page.text and 'id="class"' in page.html
    assert f"{officer.names['en']}, Room {officer.rooms[0].name}" in page.text
    make_seat(training_class=found, enrolment=person)
    assert "Seat 1" in client.get(address).page.text
    assert "Give a seat" not in client.get(address).page.text


def test_ids_that_cannot_be_are_not_there(client, trainee):
    assert client.post("/classes/make-up", {"block": "papers", "session": "9" * 30}).status_code == 404
    assert client.post("/classes/make-up", {"block": "papers", "session": "one"}).status_code == 404


def test_one_person_more_is_let_in_with_a_name_and_a_reason_that_everybody_reads(client, officer):
    found = make_class(room=make_room(centre=officer, area=2.5), capacity=1)
    make_seat(training_class=found)
    person = make_enrolment(centre_code=officer.code).registration
    hits = client.post(f"/desk/classes/{found.id}/find", {"who": person.number}).page
    assert "One person more than there are seats" in hits.text
    address = f"/desk/classes/{found.id}/above/{person.key}"
    assert "at most 3 people" in client.get(address).page.text
    assert client.post(address, {"permitted_by": "", "reason": ""}).status_code == 422
    assert client.post(address, {"permitted_by": "N. Karimova", "reason": "One brigade"}).status_code == 303
    text = client.get(f"/desk/classes/{found.id}").page.text
    assert "Above the seats of the class. Permitted by N. Karimova: One brigade" in text


def test_a_class_is_kept_for_women_and_a_man_reads_why_not(client, officer):
    found = make_class(room=officer.rooms[0])
    client.post(f"/desk/classes/{found.id}/audience", {"audience": "women"})
    assert "Women only" in client.get(f"/desk/classes/{found.id}").page.text
    man = make_registration(person=make_person(sex=Sex.MALE), centre_code=officer.code)
    client.post(f"/desk/classes/{found.id}/seats", {"key": man.key})
    assert "This class is for women only" in client.get(f"/desk/classes/{found.id}").page.text
    assert client.post(f"/desk/classes/{found.id}/audience", {"audience": "cats"}).status_code == 404


def test_who_comes_without_a_seat_is_seated_at_once(client, officer):
    found = make_class(room=officer.rooms[0])
    person = make_enrolment(centre_code=officer.code).registration
    with time_machine.travel(found.sessions[0].starts_at, tick=False):
        client.sign_in(make_user(role=Role.OFFICER, centre=officer.code))
        hits = client.post(f"/desk/classes/{found.id}/find", {"who": person.number}).page
        assert "Came without a seat: seat now" in hits.text
        client.post(f"/desk/classes/{found.id}/seats", {"key": person.key, "walk_in": "1"})
        assert queries.seats(found.id)[0].walk_in
        assert "Came without a seat" in client.get(f"/desk/classes/{found.id}").page.text


@pytest.mark.both
def test_an_officer_finds_the_next_classes_in_a_language(client, db_session):
    """E17: somebody at the desk wants to learn in Uzbek; neither a cancelled class nor that of another centre helps."""
    centre = make_centre()
    trainer = make_trainer(languages=["tg", "uz"])
    first = clock.today() + timedelta(days=6)
    for n, language in enumerate(("uz", "tg", "uz")):
        made = make_class(room=centre.rooms[0], trainer=trainer, language=language, first_day=first + timedelta(days=n))
    cancel_class(class_id=made.id, by=None, at=clock.now())
    make_class(language="uz", trainer=make_trainer(languages=["uz"]))
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    page = client.get("/desk/classes?in=uz").text
    assert page.count("<tr>") == 2  # the head and one class
    assert "/dates?in=uz" in page
    assert "No class in this language is planned." in client.get("/desk/classes?in=ky").text
