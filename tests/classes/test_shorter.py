"""Fewer days in class for who learns a part of the course on the phone (E11)."""

from datetime import timedelta

import pytest

from lms.classes import queries
from lms.classes.actions.make_ups import book_make_up
from lms.classes.actions.shortening import take_shorter_course
from lms.classes.queries.choosing import has_begun
from lms.classes.rules import Reason
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries as curriculum
from lms.registration.queries.asked import shorter_course
from tests.factories.accounts import make_user
from tests.factories.attendance import make_roll_call
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
    assert has_begun(seat, running) and not has_begun(seat, clock.now())
    with pytest.raises(Refused) as refused:
        take_shorter_course(enrolment_id=person.id, give_up=True, by=None, at=running)
    assert (refused.value.reason, person.variant, seat.given_up_at) == (Reason.BEGUN, "three-day", None)


def test_once_a_block_is_marked_nothing_that_was_earned_is_given_away(person, client):
    """The three days are over, one block was missed: the shorter course would ask for a day never seen."""
    seat = make_seat(training_class=make_class(programme="tj-standard", variant="three-day"), enrolment=person)
    learn(person, *SIX)
    first, *_, last = (each for each in seat.training_class.sessions if each.block)
    with pytest.raises(Refused) as refused:  # over, and its rolls are still on paper
        take_shorter_course(enrolment_id=person.id, give_up=True, by=None, at=last.ends_at + timedelta(days=2))
    assert refused.value.reason is Reason.BEGUN
    make_roll_call(session=first)
    assert shorter_course(person) is None and "in class is enough" not in client.get("/course").page.text
    assert client.get("/classes/shorter").status_code == client.post("/classes/shorter").status_code == 404
    with pytest.raises(NotThere):
        take_shorter_course(enrolment_id=person.id, give_up=True, by=None, at=clock.now())
    assert (person.variant, seat.given_up_at) == ("three-day", None)


def test_a_single_session_that_the_shorter_course_does_not_ask_for_is_given_back(person):
    long = make_class(programme="tj-standard", variant="three-day")
    needed = {tuple(each.modules) for each in curriculum.programme(person.edition_id).variant("blended").blocks}
    other = next(each for each in long.sessions if each.block and tuple(queries.block_modules(each)) not in needed)
    book_make_up(session_id=other.id, enrolment_id=person.id, block=other.block, by=None, at=clock.now())
    learn(person, *SIX)
    take_shorter_course(enrolment_id=person.id, give_up=False, by=None, at=clock.now())
    assert (person.variant, queries.make_ups(person.id, after=clock.now())) == ("blended", [])


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
