from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.accounts.queries import as_actor
from lms.classes import actions, queries
from lms.classes.models import TrainingClass
from lms.classes.permissions import can_see_class, classes_visible_to
from lms.core import clock
from lms.core.actors import EVERYWHERE_ONLY, LIMITED_ONLY, Role
from lms.core.database import db
from lms.registration import actions as registering
from lms.registration import queries as registration
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_room
from tests.factories.classes import make_class, make_seat, make_wait, session_of
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer

pytestmark = pytest.mark.usefixtures("app")


def test_the_roster_of_many_costs_what_the_roster_of_few_costs(count_queries):
    def read() -> int:
        db.session.expire_all()
        with count_queries() as asked:
            people = queries.people_in(class_id)
            assert all(each.enrolment.registration.full_name and each.enrolment.journey for each in people)
        return len(asked)

    found = make_class()
    class_id = found.id
    make_seat(training_class=found)
    few = read()
    for _ in range(6):
        make_seat(training_class=found)
    assert read() == few <= 2


def test_of_two_courses_that_wait_in_one_class_the_one_with_the_offer_answers(db_session):
    found, late = make_class(capacity=1), make_enrolment(departs_on=clock.today() + timedelta(days=40))
    soon = registering.leave_again(
        registration_id=late.registration_id, departs_on=clock.today() + timedelta(days=20), by=None, at=clock.now()
    )
    sitting, both = make_seat(training_class=found), [late.id, soon.id]
    for each in (soon, late):
        make_wait(training_class=found, enrolment=each)
    actions.give_up_seat(seat_id=sitting.id, by=None, at=clock.now())
    assert queries.waits_with(found.id, both) == soon.id
    actions.decline_offer(enrolment_id=soon.id, class_id=found.id, by=None, at=clock.now())
    assert queries.waits_with(found.id, both) == late.id


def test_the_choice_of_many_classes_costs_what_the_choice_of_two_costs(count_queries):
    def read() -> int:
        enrolment_id = enrolment.id
        db.session.expire_all()
        with count_queries() as asked:
            choices = queries.open_classes(registration.enrolment(enrolment_id), at=clock.now())
            assert all(each.training_class.centre.names and each.count.free for each in choices)
            assert all(day[0].room.name for each in choices for day in each.training_class.days)
        return len(asked)

    enrolment = make_enrolment()
    for _ in range(2):
        make_class()
    few = read()
    for _ in range(5):
        make_class()
    assert read() == few


def test_seats_are_counted_with_offers_guests_and_those_who_wait():
    found = make_class(capacity=2)
    make_seat(training_class=found)
    make_wait(training_class=found)
    make_wait(training_class=found)
    count = queries.seat_counts([found.id])[found.id]
    assert (count.taken, count.offered, count.waiting, count.guests, count.free) == (1, 1, 1, 0, 0)
    assert queries.seat_counts([]) == {}


def test_the_last_block_is_the_last():
    found = make_class(programme="tj-standard", variant="three-day")
    last = [each.block for each in found.sessions if each.block and queries.is_last_block(each)]
    assert last == ["coming-home"]


def test_a_trainers_day_has_only_the_own_blocks():
    trainer = make_trainer()
    found = make_class(trainer=trainer)
    make_class()
    blocks = [each for each in found.sessions if each.block]
    assert queries.classes_of_trainer(trainer.id, found.first_day, found.first_day) == [(found.first_day, blocks)]
    after = found.first_day + timedelta(days=1)
    assert queries.classes_of_trainer(trainer.id, after, after) == []
    assert queries.block_modules(session_of(found, "papers")) == ("ru-migration-registration", "ru-patent")


@pytest.mark.parametrize(
    ("role", "limited"),
    [(role, limited) for role in Role for limited in {role in LIMITED_ONLY, role not in EVERYWHERE_ONLY}],
)
def test_lists_and_pages_follow_one_rule(role, limited):
    centre = make_centre()
    user = make_user(role=role, centre=centre.code if limited else None)
    taught = make_class(trainer=make_trainer(user=user) if role is Role.TRAINER else None)
    classes = [make_class(), make_class(room=make_room(centre=centre)), taught]
    actor, own = as_actor(user), queries.own_trainer_id(user.id)
    listed = set(db.session.scalars(select(TrainingClass.id).where(classes_visible_to(actor))))
    assert {each.id for each in classes} & listed == {each.id for each in classes if can_see_class(actor, each, own)}
