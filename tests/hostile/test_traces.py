"""What people tell us leaves no trace where it does not belong: in logs, addresses, error pages, on the console."""

import logging

import pytest
from sqlalchemy import text

from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db, unit_of_work
from lms.registration.rules import shown_number
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.classes import make_class
from tests.hostile.forms import COURSE, NAMES, PERSON, day, journey, steps

LATIN, OWN, PHONE, SECRET = "Zzyzxova", "Ззызхова", "935550199", "480271"
PLANTED = {**NAMES, "family_name_latin": LATIN, "family_name": OWN}


def crash():
    """A page that breaks while it holds somebody's name."""
    raise ValueError(f"{LATIN} {OWN} {PHONE}")


def crash_in_the_database():
    """A page whose statement fails with somebody's name in it."""
    db.session.execute(text("select * from nothing where name = :name"), {"name": f"{LATIN} {OWN} {PHONE}"})


@pytest.fixture
def house(new_app):
    """A house as it runs for real, with two pages that break."""
    app = new_app(TESTING=False)
    for view in (crash, crash_in_the_database):
        view.access = "public"
        app.add_url_rule(f"/{view.__name__}", view_func=view, methods=["GET", "POST"])
    with app.app_context():
        yield app


@pytest.fixture
def officer(house):
    """An officer at the desk of the only centre."""
    with unit_of_work():
        make_centre(code="here", serves_regions=("drs",))
        user = make_user(role=Role.OFFICER, centre="here")
        client = house.test_client()
        client.sign_in(user)
    return client


def personal(number: str) -> tuple[str, ...]:
    """Everything that must not be found."""
    return LATIN, OWN, PHONE, "93 555", SECRET, number, shown_number(number), "Zzyzx"


def only_person():
    """Key and number of the one person registered."""
    [found] = db.session.execute(text("select key, number from registration"))
    db.session.remove()  # a transaction left open would keep the house waiting
    return found


def test_nothing_personal_is_logged_or_stands_in_addresses_and_error_pages(house, officer, caplog):
    caplog.set_level(logging.DEBUG)
    seen, answers = [], []

    def send(path: str, data: dict | None = None, *, to=officer):
        response = to.get(path) if data is None else to.post(path, data)
        seen.append(response.location or "")
        answers.append(response)
        return response

    desk = {**PLANTED, **PERSON, **journey(), **COURSE, "phone": PHONE, "pin": SECRET, "form_token": "once"}
    send("/desk/registrations/new", {**desk, "pin": "111111"})
    send("/desk/registrations/new", desk)
    person = only_person()
    record = send("/desk/registrations/new", desk).location  # the same form again
    for typed in (OWN, LATIN, PHONE, person.number):
        page = send(send("/desk/registrations", {"q": typed}).location).page
        assert OWN in page.text
    with unit_of_work():
        class_id = make_class(room=None).id
    send(f"/desk/classes/{class_id}/find", {"who": OWN})
    corrected = {**PLANTED, **PERSON, "language": "tg", "phone": PHONE, "jamoat": SECRET}
    refused = send(f"{record}/edit", {**corrected, **day("departs_on", -900)})
    saved = send(f"{record}/edit", {**corrected, **day("departs_on", 40)})
    assert (refused.status_code, saved.status_code, saved.location) == (422, 302, record)
    send(f"{record}x")
    send("/desk/registrations/new", {**desk, "family_name": f"{OWN}\x00"})
    for address in ("/crash", "/crash_in_the_database"):
        send(address)
        send(address, desk)
    visitor = house.test_client()
    send("/sign-in", {"login": person.number, "password": "999999"}, to=visitor)
    send("/sign-in", {"login": person.number, "password": SECRET}, to=visitor)
    send("/me", {"phone": PHONE, **day("departs_on", -900)}, to=visitor)
    stranger = house.test_client()
    for path, answered in {**steps(), "/register": PLANTED}.items():
        send(path, answered, to=stranger)
    statuses = {each.status_code for each in answers}
    assert {200, 302, 303, 400, 404, 422, 500} <= statuses
    left = caplog.text + "".join(seen) + "".join(each.request.url for each in answers)
    left += "".join(each.get_data(as_text=True) for each in answers if each.status_code in (400, 404, 409, 500))
    assert [each for each in personal(person.number) if each in left] == []
    assert "ValueError at" in caplog.text


def test_a_crash_shows_a_page_in_the_readers_language_with_nothing_of_the_inside(house, officer):
    visitor = house.test_client()
    for language, said in (("en", "nothing was saved"), ("tg", "Ҳеҷ чиз"), ("ru", "Ничего не")):
        visitor.speak(language)
        response = visitor.get("/crash")
        assert (response.status_code, response.page.lang) == (500, language)
        assert said.lower() in response.page.text.lower()
        assert not any(word in response.page.html for word in ("Traceback", "ValueError", ".py", LATIN))


def test_a_guess_at_a_certificate_is_counted_although_nothing_else_is_written_by_reading(house):
    assert house.test_client().get("/check/0000-0000-0000").status_code == 404
    assert db.session.scalar(text("select count(*) from failed_try")) == 1


def test_the_console_says_that_something_is_sent_and_not_what(house, officer):
    desk = {**PLANTED, **PERSON, **journey(), **COURSE, "phone": PHONE, "pin": SECRET, "form_token": "once"}
    officer.post("/desk/registrations/new", desk)
    person = only_person()
    with unit_of_work():
        class_id = make_class(language="tg").id
        enrolment_id = db.session.scalar(text("select id from enrolment"))
        from lms.classes import actions as classes

        classes.take_seat(enrolment_id=enrolment_id, class_id=class_id, by=None, at=clock.now())
        classes.cancel_class(class_id=class_id, by=None, at=clock.now())
    said = house.test_cli_runner().invoke(args=["messages", "send"]).output
    assert "sent" in said
    assert [each for each in (*personal(person.number), person.key) if each in said] == []
