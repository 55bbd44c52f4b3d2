"""Trainers who sit in a training of trainers."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from lms.classes import actions, queries
from lms.classes.models import ClassSession
from lms.classes.queries.calendar import class_days, with_seats
from lms.classes.queries.planner.people import standing_classes
from lms.classes.queries.planner.staff import times_taken
from lms.classes.rules import Reason
from lms.classes.rules.feeds import Whose
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.messages import queries as outbox
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_room
from tests.factories.classes import make_class, make_seat
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer

TEACHES = ("tj-trainers", "tj-pilot")
WEEK = timedelta(days=7)


def make_training(*, variant="refresher", area=30.0, first_day=None):
    """A training of trainers, with somebody who may hold it."""
    return make_class(
        programme="tj-trainers", variant=variant, first_day=first_day, room=make_room(area=area),
        trainer=make_trainer(name="Устод", programmes=TEACHES),
    )  # fmt: skip


def sit(trainer, training):
    return actions.seat_trainer(trainer_id=trainer.id, class_id=training.id, by=None, at=clock.now())


def refusal_of(action, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        action(*args, **kwargs)
    return refused.value.reason


def test_a_trainer_takes_one_numbered_seat(db_session):
    training, trainer = make_training(variant="training"), make_trainer(programmes=())
    assert sit(trainer, training).number == sit(trainer, training).number == 1
    assert [each.trainer for each in queries.trainer_seats(training.id)] == [trainer]
    assert queries.seat_counts([training.id])[training.id].taken == 1
    first, last = training.first_day, training.last_day
    assert {each.taken for each in with_seats(class_days(Whose.TRAINER, trainer.id, first, last))} == {1}


def test_no_more_trainers_than_seats(db_session):
    training = make_training(area=1.0)
    sit(make_trainer(), training)
    assert refusal_of(sit, make_trainer(), training) is Reason.FULL


def test_a_refresher_comes_after_the_first_training(db_session):
    assert refusal_of(sit, make_trainer(programmes=()), make_training()) is Reason.FIRST_TRAINING_MISSING


def test_trainers_and_migrants_do_not_sit_together(db_session):
    assert refusal_of(sit, make_trainer(), make_class()) is Reason.NOT_FOR_TRAINERS
    enrolment, training = make_enrolment(), make_training()
    seat = {"enrolment_id": enrolment.id, "class_id": training.id, "by": None, "at": clock.now()}
    assert refusal_of(actions.take_seat, **seat) is Reason.FOR_TRAINERS
    assert refusal_of(actions.join_waiting_list, **seat) is Reason.FOR_TRAINERS
    assert training.id not in [each.training_class.id for each in queries.open_classes(enrolment, at=clock.now())]


def test_nobody_learns_and_teaches_at_once_in_either_order(db_session):
    training, trainer = make_training(), make_trainer()
    taught = make_class(trainer=trainer, first_day=training.first_day)
    assert refusal_of(sit, trainer, training) is Reason.TRAINER_TEACHES
    actions.cancel_class(class_id=taught.id, by=None, at=clock.now())
    sit(trainer, training)
    assert refusal_of(make_class, trainer=trainer, first_day=training.first_day) is Reason.TRAINER_SITS
    assert refusal_of(actions.reopen_class, class_id=taught.id, by=None, at=clock.now()) is Reason.TRAINER_SITS
    assert refusal_of(sit, trainer, make_training()) is Reason.TRAINER_SITS
    day = training.first_day
    assert list(times_taken([], [trainer.id], day, day).trainers[trainer.id]) == [day]


def test_a_training_is_not_moved_onto_what_its_trainers_teach(db_session):
    training, trainer = make_training(), make_trainer()
    later = training.first_day + timedelta(days=7)
    make_class(trainer=trainer, first_day=later)
    sit(trainer, training)
    move = {"class_id": training.id, "by": None, "at": clock.now()}
    assert refusal_of(actions.move_class, on=later, **move) is Reason.TRAINER_TEACHES
    actions.move_class(on=later + timedelta(days=1), **move)
    assert refusal_of(make_class, trainer=trainer, first_day=later + timedelta(days=1)) is Reason.TRAINER_SITS
    make_class(trainer=trainer, first_day=date.fromordinal(later.toordinal() - 7))


def test_a_cancelled_training_gives_the_time_back_and_opened_again_the_seats(db_session):
    user = make_user(role=Role.TRAINER)
    user.email = "trainer@example.org"
    training, trainer = make_training(), make_trainer(user=user)
    sit(trainer, training)
    sit(make_trainer(), training)  # whose account nobody knows
    actions.cancel_class(class_id=training.id, by=None, at=clock.now())
    assert queries.trainer_seats(training.id) == []
    day = training.first_day
    shown = class_days(Whose.TRAINER, trainer.id, day, day, cancelled=True)
    assert [(each.class_id, each.cancelled) for each in shown] == [(training.id, True)]
    make_class(trainer=trainer, first_day=training.first_day + timedelta(days=3))
    assert actions.reopen_class(class_id=training.id, by=None, at=clock.now()) == 2
    actions.move_class(class_id=training.id, on=day + WEEK, by=None, at=clock.now())
    actions.move_class(class_id=training.id, on=day, by=None, at=clock.now())
    told = ["class-moved", "class-moved", "class-reopened", "training-cancelled"]
    assert [(each.code, each.address) for each in outbox.of_people([f"staff-{user.id}"])] == [
        (code, user.email) for code in told
    ]
    assert refusal_of(make_class, trainer=trainer, first_day=training.first_day) is Reason.TRAINER_SITS


def test_who_sits_in_a_training_that_has_begun_is_still_told(db_session):
    user = make_user(role=Role.TRAINER)
    user.email = "trainer@example.org"
    training = make_training(variant="training")
    sit(make_trainer(user=user, programmes=()), training)
    evening = training.days[0][-1].ends_at + timedelta(hours=1)
    actions.cancel_class(class_id=training.id, by=None, at=evening)
    [message] = outbox.of_people([f"staff-{user.id}"])
    assert message.expires_at == training.days[1][0].starts_at


def test_two_trainings_become_one_with_all_their_trainers(db_session):
    one, other = make_training(), None
    other = make_class(
        programme="tj-trainers", variant="refresher", first_day=one.first_day + WEEK, room=make_room(centre=one.centre),
        trainer=make_trainer(programmes=TEACHES),
    )  # fmt: skip
    user = make_user(role=Role.TRAINER)
    user.email = "trainer@example.org"
    people = [make_trainer(), make_trainer(user=user)]
    for trainer, training in zip(people, (one, other), strict=True):
        sit(trainer, training)
    actions.merge_classes(class_id=other.id, into_id=one.id, by=None, at=clock.now())
    assert [each.trainer for each in queries.trainer_seats(one.id)] == people
    assert [each.code for each in outbox.of_people([f"staff-{user.id}"])] == ["seat-moved"]
    assert actions.reopen_class(class_id=other.id, by=None, at=clock.now()) == 0
    assert queries.trainer_seats(other.id) == []


def test_a_seat_takes_the_times_that_stand_when_it_is_given(db_session):
    training, trainer = make_training(), make_trainer()
    for each in training.sessions:  # another moved it, while this one had read it before
        later = {"starts_at": each.starts_at + WEEK, "ends_at": each.ends_at + WEEK}
        db_session.execute(
            update(ClassSession).where(ClassSession.id == each.id).values(later),
            execution_options={"synchronize_session": False},
        )
    sit(trainer, training)
    assert refusal_of(make_class, trainer=trainer, first_day=training.first_day + WEEK) is Reason.TRAINER_SITS
    make_class(trainer=trainer, first_day=training.first_day)


def test_no_block_of_migrants_is_made_up_among_trainers(db_session):
    training, enrolment = make_training(), make_seat().enrolment_id
    wanted = {"session_id": training.sessions[0].id, "enrolment_id": enrolment, "block": "arrival"}
    assert refusal_of(actions.book_make_up, **wanted, by=None, at=clock.now()) is Reason.FOR_TRAINERS
    day = training.first_day
    assert standing_classes([training.centre_id], day, day).classes == []


def test_a_training_of_another_centre_is_not_there(client, db_session):
    training, trainer = make_training(), make_trainer(centre_code=make_centre().code)
    seat = sit(trainer, training)
    client.sign_in(make_user(role=Role.OFFICER, centre=trainer.centre_code))
    block = next(each.id for each in training.sessions if each.block)
    for path in (f"desk/classes/{training.id}/trainers", f"desk/classes/{training.id}/trainers/{seat.id}/give-up",
                 f"teach/sessions/{block}/trainers"):  # fmt: skip
        assert client.post(f"/{path}", {"trainer": trainer.id}).status_code == 404, path
    assert client.get(f"/teach/sessions/{block}/trainers").status_code == 404
    client.sign_in(make_user(role=Role.OFFICER, centre=training.centre.code))
    page = client.get(f"/desk/classes/{training.id}").page.html
    assert trainer.name in page and f"/trainers/{trainer.id}" not in page


def test_an_officer_makes_a_training_and_gives_seats(client, db_session):
    centre = make_centre()
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    client.speak("en")
    leads = make_trainer(programmes=TEACHES, centre_code=centre.code, name="Leader")
    learns = make_trainer(programmes=(), centre_code=centre.code, name="Learner")
    course = re.search(r'value="([0-9]+/training)"', client.get("/desk/classes/new").page.html)[1]
    made = client.post("/desk/classes/new", {
        "course": course, "room": centre.rooms[0].id, "trainer": leads.id, "language": "tg", "capacity": "",
        "first_day": str(clock.today() + timedelta(days=5)),
    }).location  # fmt: skip
    page = client.get(made).page
    assert "No trainer has a seat" in page.text
    assert "Learner" in client.get(client.post(f"{made}/trainers", {"trainer": learns.id}).location).page.text
    again = client.get(client.post(f"{made}/trainers", {"trainer": leads.id}).location).page.text
    assert "Leader teaches at that time" in again
    seat = queries.trainer_seats(int(made.split("/")[-1]))[0]
    assert "Seat 1 is free." in client.get(client.post(f"{made}/trainers/{seat.id}/give-up").location).page.text
    assert "Please tell the others" in client.get(client.post(f"{made}/cancel").location).page.text
