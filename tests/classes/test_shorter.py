"""Fewer days in class for who learns a part of the course on the phone (E11)."""

import pytest

from lms.classes import queries
from lms.classes.actions.shortening import take_shorter_course
from lms.classes.queries.choosing import is_running
from lms.classes.rules import Reason
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.registration.queries.asked import shorter_course
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_seat
from tests.factories.learning import make_progress
from tests.factories.quizzes import make_attempt
from tests.factories.registration import make_enrolment

SIX = ("bank-account", "travel-preparation", "air-travel", "train-travel", "ru-culture", "ru-living-and-transport")


@pytest.fixture
def person(db_session, client):
    """Somebody in the three days who was trained in safety."""
    made = make_enrolment(has_internet=False)
    client.sign_in(made.registration.user)
    client.speak("en")
    return made


def learn(enrolment, *lessons: str) -> None:
    for each in lessons:
        make_progress(enrolment=enrolment, module=each)
        make_attempt(enrolment=enrolment, module=each)


def test_a_lesson_counts_when_it_is_read_to_the_end_and_its_check_passed(person, client):
    assert shorter_course(person).left == SIX
    make_progress(enrolment=person, module=SIX[0])
    make_attempt(enrolment=person, module=SIX[1])
    make_progress(enrolment=person, module=SIX[2])
    make_attempt(enrolment=person, module=SIX[2], right=0)
    assert shorter_course(person).left == SIX
    learn(person, SIX[3])
    found = shorter_course(person)
    assert (found.left, found.days, found.days_now) == ((*SIX[:3], *SIX[4:]), 1, 3)
    assert "1 day in class is enough Learn 5 more lessons" in " ".join(client.get("/course").page.text.split())
    assert "1 day in class is enough" in client.get("/").page.text
    client.post("/classes/shorter")
    assert person.variant == "three-day"


def test_nobody_is_moved_who_does_not_ask_and_the_seat_goes_only_knowingly(person, client):
    long, short = (make_class(programme="tj-standard", variant=each) for each in ("three-day", "blended"))
    seat = make_seat(training_class=long, enrolment=person)
    learn(person, *SIX)
    assert (person.variant, queries.own_seat(person.id)) == ("three-day", seat)
    page = client.get("/classes/shorter").page
    assert "this seat goes to somebody else" in page.text and "Next classes of the shorter course" in page.text
    assert client.post("/classes/shorter").location == "/classes/shorter"
    assert (person.variant, seat.given_up_at) == ("three-day", None)
    assert client.post("/classes/shorter", {"give_up": "yes"}).location == "/classes"
    assert person.variant == "blended" and seat.given_up_at
    assert [each.training_class for each in queries.open_classes(person, at=clock.now())] == [short]
    assert client.post("/classes/shorter", {"give_up": "yes"}).status_code == 404  # sent twice: it is done


def test_whoever_sits_in_a_class_that_has_begun_stays(person):
    seat = make_seat(training_class=make_class(programme="tj-standard", variant="three-day"), enrolment=person)
    learn(person, *SIX)
    running = seat.training_class.sessions[0].ends_at
    assert is_running(seat, running) and not is_running(seat, clock.now())
    with pytest.raises(Refused) as refused:
        take_shorter_course(enrolment_id=person.id, give_up=True, by=None, at=running)
    assert (refused.value.reason, person.variant, seat.given_up_at) == (Reason.BEGUN, "three-day", None)


def test_an_officer_sees_it_and_does_it_for_the_person_and_for_nobody_elses(db_session, client):
    centre = make_centre()
    person = make_enrolment(has_internet=False, safety_training="unknown", centre_code=centre.code)
    learn(person, *SIX)
    path = f"/desk/registrations/{person.registration.key}"
    client.sign_in(make_user(role=Role.OFFICER, centre=make_centre().code))
    assert client.post(f"{path}/shorter").status_code == 404
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    client.speak("en")
    assert "Shorter course: 2 days in class." in client.get(path).page.text  # with the day of safety
    client.post(f"{path}/shorter")
    assert person.variant == "blended"


def test_the_pilot_is_as_short_as_it_gets(db_session):
    assert shorter_course(make_enrolment()) is None
