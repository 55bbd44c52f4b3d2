"""The day of safety and first aid: of those who were not trained in it elsewhere (E13)."""

import pytest

from lms.attendance import queries as attendance
from lms.classes import actions
from lms.classes import queries as classes
from lms.classes.queries import planner
from lms.classes.rules import Reason
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.errors import Refused
from lms.registration import queries as registration
from lms.registration.rules.profile import profile
from tests.factories.centres import make_centre
from tests.factories.classes import make_class
from tests.factories.registration import make_enrolment, make_person, make_plan
from tests.factories.trainers import make_trainer

SAFETY = {"safety-everywhere", "safety-at-work", "first-aid"}


@pytest.fixture
def untrained(db_session):
    """Somebody who needs all in class and was not asked about safety training yet."""
    return make_enrolment(has_internet=False, safety_training="unknown", centre_code="here")


def sit(enrolment, variant: str):
    found = make_class(programme="tj-standard", variant=variant)
    return actions.take_seat(enrolment_id=enrolment.id, class_id=found.id, by=None, at=clock.now())


def test_the_day_is_added_unless_the_training_was_held_elsewhere(untrained):
    assert untrained.variant == "three-day-and-safety"
    assert make_enrolment(has_internet=False).variant == "three-day"
    assert {each.id for each in attendance.duties(untrained)} >= SAFETY
    untrained.registration.safety_training = "yes"
    assert not {each.id for each in attendance.duties(untrained)} & SAFETY


def test_a_class_without_the_day_is_for_those_who_need_none(untrained):
    with pytest.raises(Refused) as refused:
        sit(untrained, "three-day")
    assert refused.value.reason is Reason.DOES_NOT_TEACH_ALL
    untrained.registration.safety_training = "yes"
    seat = sit(untrained, "three-day")
    offered = classes.open_classes(untrained, at=clock.now())
    assert seat.class_id in [each.training_class.id for each in offered]
    assert "safety" not in " ".join(attendance.eligibility(untrained, at=clock.now()).standing.missing)


def test_the_planner_plans_the_shorter_course_for_them(untrained):
    centre = make_centre(code="here", serves_regions=("drs",))
    make_trainer(centre_code=centre.code)
    actor = Actor(0, "tg", frozenset({Grant(Role.ADMIN)}))

    def planned() -> str:
        (person,) = planner.planned_world(actor, at=clock.now()).world.people
        return person.course.partition("/")[2]

    assert planned() == "three-day-and-safety"
    untrained.registration.safety_training = "yes"
    assert planned() == "three-day"


def test_the_facts_of_a_record_are_those_it_was_made_from(db_session):
    person = make_person(safety_training="no", education="basic", speaks="little")
    enrolment, plan = make_enrolment(person=person, contract_months=18), make_plan(contract_months=18)
    assert registration.profile_of(enrolment) == profile(person, plan)
