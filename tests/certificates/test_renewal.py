"""Certificates that end, and the course taken again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.accounts.models import User
from lms.certificates import actions, queries
from lms.certificates.queries import due
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.messages.models import OutboxMessage
from lms.curriculum.rules.duty import expiry
from lms.registration import actions as registration
from lms.registration import queries as registrations
from lms.registration.queries.asked import last_taken
from tests.factories.accounts import make_user
from tests.factories.attendance import make_attendance
from tests.factories.centres import make_centre
from tests.factories.certificates import make_certificate
from tests.factories.classes import make_class, make_seat
from tests.factories.registration import make_registration

EVERYWHERE = Actor(0, "en", frozenset({Grant(Role.ADMIN)}))


def make_ending(days: int, **facts):
    """A certificate that ends in so many days."""
    found = make_certificate(**facts)
    found.expires_on = clock.today() + timedelta(days=days)
    return found


@pytest.mark.parametrize(("days", "listed", "reminded"), [(91, 0, 0), (90, 1, 0), (60, 1, 1), (0, 1, 1), (-1, 1, 0)])
def test_what_ends_soon_is_listed_and_its_person_told_in_time(db_session, days, listed, reminded):
    make_ending(days)
    assert due.due(EVERYWHERE, clock.today())[1] == listed
    for _again in "12":
        assert actions.remind_of_the_end(at=clock.now()) == reminded
    written = db_session.scalars(select(OutboxMessage.body).where(OutboxMessage.code == "certificate-due")).all()
    assert len(written) == reminded


def test_the_course_is_taken_again_and_then_nothing_is_due(client, db_session):
    found = make_ending(10, departs_on=clock.today() + timedelta(days=12))
    client.sign_in(db_session.get(User, found.registration.user_id))
    assert "/me/again" in client.get("/me/certificate").page.html
    day = clock.today() + timedelta(days=40)
    typed = {"departs_on-day": str(day.day), "departs_on-month": str(day.month), "departs_on-year": str(day.year)}
    assert client.post("/me/again", {**typed, "departs_on-year": "2020"}).status_code == 422
    answer = client.post("/me/again", typed)
    assert (answer.status_code, answer.location) == (303, "/")
    client.speak("en")
    page = client.get("/me/certificate").page
    assert "What is missing for your certificate" in page.text and found.serial in page.text
    assert client.get(f"/me/certificates/{found.id}.pdf").data.startswith(b"%PDF")
    assert client.get("/me/certificates/999999.pdf").status_code == 404
    badge = f"/me/certificates/{found.id}.jwt"
    assert badge in page.html and client.get(badge).data.startswith(b"ey")
    assert client.get("/me/certificates/999999.jwt").status_code == 404
    again = registration.leave_again(registration_id=found.registration_id, departs_on=day, by=None, at=clock.now())
    later = make_class(first_day=clock.today() + timedelta(days=9))
    make_seat(training_class=later, enrolment=again)
    make_attendance(training_class=later)
    newer = queries.of_enrolment(again.id)
    assert queries.of_person(found.registration_id) == [newer, found]
    assert due.due(EVERYWHERE, clock.today()) == ([], 0)


def test_an_officer_sees_those_of_the_own_centre_with_masked_telephones(client, db_session):
    centre = make_centre()
    own, other = make_ending(30, centre=centre), make_ending(30)
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    page = client.get("/desk/certificates/due").page
    assert (own.serial in page.text, other.serial in page.text, "1234567" in page.text) == (True, False, False)
    path = f"/desk/registrations/{own.registration.key}/again"
    assert client.get(path).status_code == 200
    assert client.get(f"/desk/registrations/{other.registration.key}/again").status_code == 404


def test_a_course_at_the_destination_neither_ends_nor_stands_in_for_the_orientation(db_session):
    found = make_ending(10)
    day = clock.today() + timedelta(days=60)
    again = registration.leave_again(registration_id=found.registration_id, departs_on=day, by=None, at=clock.now())
    later = make_class(first_day=clock.today() + timedelta(days=9))
    make_seat(training_class=later, enrolment=again)
    make_attendance(training_class=later)
    other = queries.of_enrolment(again.id)
    other.expires_on = clock.today() + timedelta(days=40)
    assert due.due(EVERYWHERE, clock.today()) == ([other], 1)
    again.programme_slug = "tj-arrival"
    db_session.flush()
    assert due.due(EVERYWHERE, clock.today()) == ([found], 1)


def test_a_course_taken_elsewhere_is_due_again_after_two_years(client, db_session):
    centre = make_centre()
    person = make_registration(first_time=False, centre_code=centre.code)
    person.oriented_on = clock.today() - timedelta(days=700)
    until = expiry(person.oriented_on, 24)
    assert due.due_elsewhere(EVERYWHERE, clock.today()) == [(person, until)]
    assert [actions.remind_of_the_end(at=clock.now()) for _again in "12"] == [1, 1]
    assert len(db_session.scalars(select(OutboxMessage).where(OutboxMessage.code == "course-due")).all()) == 1
    for where, sees in ((centre, True), (make_centre(), False)):
        client.sign_in(make_user(role=Role.OFFICER, centre=where.code))
        client.speak("en")
        assert (person.full_name in client.get("/desk/certificates/due").page.text) is sees
    client.sign_in(person.user)
    assert "Not for this departure" in client.get("/me").page.text
    issued = make_certificate(enrolment=registrations.current_enrolment(person.id))
    assert due.due_elsewhere(EVERYWHERE, clock.today()) == []
    assert last_taken(person)[1] == issued.expires_on


def test_of_a_course_here_and_one_elsewhere_the_later_one_counts(db_session):
    found, today = make_ending(10), clock.today()
    found.issued_at = clock.now() - timedelta(days=720)
    found.registration.oriented_on = today - timedelta(days=690)
    until = expiry(found.registration.oriented_on, 24)
    assert due.due(EVERYWHERE, today) == ([], 0) and due.to_remind(today) == []
    assert due.due_elsewhere(EVERYWHERE, today) == [(found.registration, until)]
    found.registration.oriented_on = today - timedelta(days=722)
    assert due.to_remind(today) == [found] and due.due_elsewhere(EVERYWHERE, today) == []


@pytest.mark.parametrize(("left", "told"), [(6, False), (20, True)])
def test_who_took_the_course_long_before_leaving_looks_at_it_again(client, db_session, left, told):
    """Left: days between the certificate and the departure; now it is four days before leaving."""
    found = make_certificate(departs_on=clock.today() + timedelta(days=12))
    leaves = registrations.journey(found.registration_id)
    leaves.departs_on = clock.today() + timedelta(days=4)
    found.issued_at = clock.at_local(leaves.departs_on - timedelta(days=left))
    assert [actions.remind_to_refresh(at=clock.now()) for _again in "12"] == [told, told]
    assert len(db_session.scalars(select(OutboxMessage).where(OutboxMessage.code == "course-refresh")).all()) == told
    client.sign_in(db_session.get(User, found.registration.user_id))
    client.speak("en")
    assert ("look again at what matters" in client.get("/").page.text) is told


def test_the_meeting_for_the_undecided_is_offered_while_there_is_time(client, db_session):
    for days, offered in ((20, False), (90, True)):
        person = make_registration(departs_on=clock.today() + timedelta(days=days))
        client.sign_in(person.user)
        client.speak("en")
        assert ("Not decided yet?" in client.get("/register/done").page.text) is offered
