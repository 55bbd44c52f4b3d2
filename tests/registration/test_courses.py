"""Several courses of one person: going on to the next, back to an earlier one, and what desks see of it."""

from datetime import timedelta

import pytest

from lms.certificates import queries as certificates
from lms.classes import actions as classes
from lms.classes import queries as seats
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.terms import Kind
from lms.registration import actions, queries
from lms.registration.queries import consents
from lms.registration.rules import Sex
from lms.registration.rules.record import Reason
from tests.factories.accounts import make_user
from tests.factories.certificates import make_certificate
from tests.factories.classes import make_class, make_seat
from tests.factories.curriculum import make_programme_edition
from tests.factories.registration import make_enrolment, make_registration

PAGES = (
    "/", "/course", "/classes", "/classes/mine", "/me", "/me/courses", "/me/certificate", "/me/changes", "/evaluation",
    "/me/data", "/me/again",
)  # fmt: skip


@pytest.fixture
def arrived(db_session):
    """Somebody with a certificate who left yesterday."""
    enrolment = make_enrolment()
    make_certificate(enrolment=enrolment)
    enrolment.journey.departs_on = clock.today() - timedelta(days=1)
    return enrolment


def begin(enrolment, slug: str, *, at=None):
    return actions.begin_course(
        registration_id=enrolment.registration_id, slug=slug, by=None, at=at or clock.now() + timedelta(minutes=1)
    )


def test_after_the_departure_the_next_course_is_begun_with_one_press_and_the_earlier_one_stays(arrived, client):
    client.sign_in(arrived.registration.user)
    start = client.get("/").page
    assert "Have you arrived? Your next course" in start.text and "After you arrive" in start.text
    assert client.post("/me/courses", {"course": "tj-arrival"}).location == "/"
    now = queries.own_enrolment(arrived.registration.user_id)
    assert (now.programme_slug, now.journey_id, now.registration_id) == (
        "tj-arrival", arrived.journey_id, arrived.registration_id
    )  # fmt: skip
    assert [page for page in PAGES if client.get(page).status_code != 200] == []
    assert "The first weeks" in client.get("/course").page.text
    assert "Go to this course" in client.get("/me/courses").page.text
    assert client.post(f"/me/courses/{arrived.id}").location == "/"
    assert queries.own_enrolment(arrived.registration.user_id).id == arrived.id
    assert client.get("/me/certificate.pdf").status_code == 200


def test_a_course_is_found_without_reading_whose_it_is(db_session, count_queries):
    enrolment = make_enrolment()
    user_id, enrolment_id, place = enrolment.registration.user_id, enrolment.id, enrolment.journey.bound_for
    db_session.expunge_all()
    with count_queries() as asked:
        found = queries.own_course(user_id)
        assert (found.id, found.journey.bound_for) == (enrolment_id, place)
    assert (len(asked), "family_name" in asked[0], "registration" in vars(found)) == (1, False, False)
    with pytest.raises(NotThere):
        queries.own_course(0)


def test_a_form_sent_twice_begins_one_course(arrived):
    assert begin(arrived, "tj-arrival").id == begin(arrived, "tj-arrival").id
    assert [each.programme_slug for each in queries.courses(arrived.registration_id)] == ["tj-arrival", "tj-pilot"]


def test_nobody_begins_a_course_before_its_time_nor_turns_to_one_of_others(arrived):
    early, other = make_enrolment(), arrived
    for slug in ("tj-arrival", "tj-return", "ph-paos", "nothing"):
        with pytest.raises(NotThere):
            begin(early, slug)
    with pytest.raises(NotThere):
        actions.turn_to(registration_id=early.registration_id, enrolment_id=other.id, at=clock.now())


def test_whoever_is_home_again_is_offered_what_comes_after(arrived, client):
    early = make_registration()
    with pytest.raises(Refused) as refused:
        actions.come_home(registration_id=early.id, by=None, at=clock.now())
    assert refused.value.reason is Reason.RETURNED_BEFORE
    client.sign_in(arrived.registration.user)
    client.post("/me/home-again")
    assert arrived.journey.returned_on == clock.today()
    assert "Welcome home! Your next course" in client.get("/").page.text
    assert begin(arrived, "tj-return").variant == "one-day"


def test_awareness_beside_the_orientation_leaves_the_desks_with_the_orientation(db_session, client):
    enrolment = make_enrolment(centre_code="dushanbe")
    meeting = begin(enrolment, "tj-awareness")
    assert queries.own_enrolment(enrolment.registration.user_id).id == meeting.id
    assert queries.course_of(enrolment.registration_id, Kind.PDO).id == enrolment.id
    client.sign_in(make_user(role=Role.ADMIN))
    record = f"/desk/registrations/{enrolment.registration.key}"
    page = client.get(record).page
    assert f"?course={enrolment.id}" in page.html and "Before you decide" in page.text
    assert client.get(f"{record}?course={enrolment.id}").status_code == 200
    assert client.get(f"{record}?course={make_enrolment().id}").status_code == 404


def test_who_turned_back_to_a_finished_course_is_led_on_to_the_one_that_follows_and_is_not(arrived, client):
    """E125, E146: and not told that everything is done."""
    following = begin(arrived, "tj-arrival")
    later = clock.now() + timedelta(minutes=2)
    actions.turn_to(registration_id=arrived.registration_id, enrolment_id=arrived.id, at=later)
    client.sign_in(arrived.registration.user)
    client.speak("en")
    page = client.get("/").page
    assert ("Go on with this course" in page.text, "You have done everything" in page.text) == (True, False)
    assert f'action="/me/courses/{following.id}"' in page.html


def test_whoever_reads_up_an_earlier_journey_is_called_on_only_where_the_new_one_has_no_course(arrived):
    journey, at = arrived.journey, clock.now()
    again = actions.leave_again(
        registration_id=arrived.registration_id, departs_on=clock.today() + timedelta(days=30), by=None, at=at
    )
    actions.turn_to(registration_id=arrived.registration_id, enrolment_id=arrived.id, at=at + timedelta(minutes=1))
    begun, now = queries.courses(arrived.registration_id), queries.journey(arrived.registration_id)
    following = [(curriculum.programme(again.edition_id), None), (curriculum.programme(arrived.edition_id), None)]
    first, last = (programme for programme, _variant in following)
    assert (begun[0], now) == (arrived, again.journey)
    assert queries.next_course(now, begun, following) is None
    assert queries.next_course(now, [arrived], following) is last
    assert queries.next_course(journey, [], following) is last
    assert (queries.next_course(now, [again], following), first.kind) == (None, last.kind)


def test_an_officer_enrols_in_the_next_course(arrived, client):
    client.sign_in(make_user(role=Role.ADMIN))
    record = f"/desk/registrations/{arrived.registration.key}"
    assert "Enrol: After you arrive" in client.get(record).page.text
    onward = client.post(f"{record}/courses", {"course": "tj-arrival"}).location
    assert onward == f"{record}?course={queries.current_enrolment(arrived.registration_id).id}"
    assert "No class of your centre suits this person." in client.get(onward).page.text


def test_who_pays_is_told_on_the_pages_of_the_course(db_session, client):
    fees = [{"when": {"sex": "f"}, "amount": 700, "currency": "NPR", "borne_by": "migrant", "refunded": True},
            {"amount": 100, "currency": "PHP", "borne_by": "agency"}]  # fmt: skip
    make_programme_edition(fees=fees)
    woman, man = (make_registration(sex=sex) for sex in Sex)
    back, agency = "You pay 700 NPR for the course and get the money back.", "the agency pays 100 PHP."
    for person, said in ((woman, back), (man, agency)):
        client.sign_in(person.user)
        assert [said in client.get(page).page.text for page in ("/register/done", "/course")] == [True, True]
    client.sign_in(make_user(role=Role.ADMIN))
    record = client.get(f"/desk/registrations/{woman.key}").page.text
    assert "700 NPR, paid by the person who leaves (paid back)" in record


def test_a_seat_that_is_held_is_answered_whatever_course_one_reads_meanwhile(db_session, client):
    enrolment = make_enrolment()
    full = make_class(capacity=1)
    sitting = make_seat(training_class=full)
    classes.join_waiting_list(enrolment_id=enrolment.id, class_id=full.id, by=None, at=clock.now())
    begin(enrolment, "tj-awareness", at=clock.now())
    classes.give_up_seat(seat_id=sitting.id, by=None, at=clock.now())
    client.sign_in(enrolment.registration.user)
    assert "A seat is free for you" in client.get("/").page.text
    assert "Take the seat" in client.get("/classes/mine").page.text
    client.post(f"/classes/{full.id}/offer", {"answer": "accept"})
    assert seats.own_seat(enrolment.id).class_id == full.id
    assert "You have no seat" not in client.get("/classes/mine").page.text


def test_a_departure_that_moves_on_is_not_followed_by_a_return(arrived):
    arrived.journey.returned_on = clock.today()
    later = clock.today() + timedelta(days=20)
    actions.change_departure(registration_id=arrived.registration_id, departs_on=later, by=1, at=clock.now())
    assert (arrived.journey.departs_on, arrived.journey.returned_on) == (later, None)


def test_a_certificate_that_was_corrected_and_then_revoked_finishes_nothing(arrived):
    first = certificates.of_enrolment(arrived.id)
    assert certificates.finished_programmes(arrived.registration_id) == {arrived.programme_slug}
    first.replaced_at, first.replaced_for = clock.now(), "names"
    assert certificates.finished_programmes(arrived.registration_id) == set()


def test_a_no_is_kept_and_nobody_is_asked_twice(db_session, client):
    person = make_registration()
    client.sign_in(person.user)
    assert consents.may_be_asked(person.id)
    client.post("/me/privacy/follow-up", {"given": "no"})
    assert not consents.may_be_asked(person.id)
