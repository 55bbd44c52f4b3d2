"""What a programme asks beside its days: to be over in time before leaving, and what is to be finished first."""

from datetime import timedelta

import pytest

from lms.centres.rules import Site
from lms.classes import actions, queries
from lms.classes.rules import Reason
from lms.classes.rules.audience import Audience
from lms.classes.rules.needs import women_teach
from lms.core import clock
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.terms import Kind
from lms.registration import actions as registering
from lms.registration import queries as registration
from lms.registration.rules import Need, Sex
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_wait
from tests.factories.curriculum import make_programme_edition
from tests.factories.registration import make_enrolment, make_person, make_registration
from tests.factories.trainers import make_trainer


def refused(enrolment, found) -> Refused:
    with pytest.raises(Refused) as no:
        actions.take_seat(enrolment_id=enrolment.id, class_id=found.id, by=None, at=clock.now())
    return no.value


def test_a_course_is_over_as_many_days_before_leaving_as_the_programme_asks(db_session):
    make_programme_edition(window_closes=5)
    found = make_class(first_day=clock.today() + timedelta(days=5))
    near, far = (make_enrolment(departs_on=found.last_day + timedelta(days=days)) for days in (4, 5))
    no = refused(near, found)
    assert (no.reason, no.values) == (Reason.WINDOW_CLOSED, {"days": 5})
    assert queries.open_classes(near, at=clock.now()) == []
    assert [each.training_class.id for each in queries.open_classes(far, at=clock.now())] == [found.id]
    assert actions.take_seat(enrolment_id=far.id, class_id=found.id, by=None, at=clock.now()).class_id == found.id


def test_who_waits_and_leaves_earlier_meanwhile_is_not_asked_for_a_closed_window(db_session):
    make_programme_edition(window_closes=5)
    found = make_class(first_day=clock.today() + timedelta(days=5), capacity=1)
    wait = make_wait(training_class=found, departs_on=found.last_day + timedelta(days=5))
    assert [each.able for each in queries.line(found, [wait], at=clock.now()).waiters] == [True]
    registration.enrolment(wait.enrolment_id).journey.departs_on -= timedelta(days=1)
    assert [each.able for each in queries.line(found, [wait], at=clock.now()).waiters] == [False]


def test_a_course_before_which_another_has_to_be_finished_waits_for_it(db_session, app, monkeypatch):
    enrolment = make_enrolment()
    made = make_programme_edition(chain={"before": ["tj-awareness"], "required": ["tj-awareness"]})
    assert registration.current_enrolment(make_registration().id).programme_slug != made.slug
    found = make_class(first_day=clock.today() + timedelta(days=5))
    enrolment.edition_id = made.id
    no, title = refused(enrolment, found), curriculum.newest_programme("tj-awareness").title("tg")
    assert (no.reason, no.values) == (Reason.FINISH_FIRST, {"course": title})
    monkeypatch.setitem(app.extensions, "finished", lambda _registration_id: {"tj-awareness"})
    assert registration.current_enrolment(make_registration().id).edition_id == made.id
    seat = actions.take_seat(enrolment_id=enrolment.id, class_id=found.id, by=None, at=clock.now())
    assert seat.class_id == found.id


def test_the_classes_of_a_course_after_arriving_lie_after_the_departure(db_session):
    enrolment = make_enrolment(departs_on=clock.today() + timedelta(days=4))
    soon, later = (
        make_class(
            programme="tj-arrival", variant="russia", trainer=make_trainer(programmes=["tj-arrival"]),
            first_day=clock.today() + timedelta(days=days),
        )  # fmt: skip
        for days in (3, 40)
    )
    assert refused(enrolment, later).reason is Reason.ENDS_AFTER_DEPARTURE
    enrolment.journey.departs_on = clock.today() - timedelta(days=1)
    arrived = registering.begin_course(
        registration_id=enrolment.registration_id, slug="tj-arrival", by=None, at=clock.now()
    )
    enrolment.journey.departs_on = clock.today() + timedelta(days=4)  # the ticket was changed
    assert refused(arrived, soon).reason is Reason.BEFORE_ARRIVAL
    assert [(each.training_class.id, each.in_window) for each in queries.open_classes(arrived, at=clock.now())] == [
        (later.id, False)
    ]
    assert actions.take_seat(enrolment_id=arrived.id, class_id=later.id, by=None, at=clock.now()).number == 1
    assert registration.course_of(enrolment.registration_id, Kind.PDO).id == enrolment.id


def test_a_course_that_asks_for_no_window_has_every_day_in_it(db_session):
    make_programme_edition(window_days=0)
    found = make_class(first_day=clock.today() + timedelta(days=5))
    enrolment = make_enrolment(departs_on=found.last_day + timedelta(days=400))
    assert [each.in_window for each in queries.open_classes(enrolment, at=clock.now())] == [True]


def test_who_asked_for_a_woman_as_trainer_finds_her_classes_first_and_is_told_of_the_others(db_session, client):
    first, then = clock.today() + timedelta(days=7), clock.today() + timedelta(days=9)
    a, b = make_centre(code="a").rooms[0], make_centre(code="b").rooms[0]
    sooner = make_class(first_day=first, room=a, trainer=make_trainer(sex=Sex.MALE))
    later = make_class(first_day=then, room=b, trainer=make_trainer(sex=Sex.FEMALE))
    person = make_enrolment(departs_on=then + timedelta(days=3))

    def found():
        return [(each.training_class.id, each.by_women) for each in queries.open_classes(person, at=clock.now())]

    assert found() == [(sooner.id, None), (later.id, None)]
    person.registration.needs = Need.FEMALE_TRAINER.value
    assert found() == [(later.id, True), (sooner.id, False)]
    client.sign_in(person.registration.user)
    client.speak("en")
    text = client.get("/classes").page.text
    assert text.index("A woman teaches, as you asked") < text.index("You asked for a woman as trainer")
    taught = {each: {session.trainer for session in each.sessions if session.trainer} for each in (sooner, later)}
    for trainer in taught[later]:
        trainer.sex = Sex.MALE  # no woman teaches further up any more
    assert "You asked for a woman as trainer" not in client.get("/classes").page.text
    for trainer in taught[sooner]:
        trainer.sex = None
    assert dict(found()) == {sooner.id: None, later.id: False}


def test_who_asked_for_a_room_without_stairs_finds_such_first_and_is_told_where_there_may_be_some(db_session, client):
    first, then = clock.today() + timedelta(days=7), clock.today() + timedelta(days=9)
    steep, flat = make_centre(code="a"), make_centre(code="b", site=Site(step_free=True))
    sooner = make_class(first_day=first, room=steep.rooms[0])
    later = make_class(first_day=then, room=flat.rooms[0])
    person = make_enrolment(departs_on=then + timedelta(days=3))

    def found():
        return [(each.training_class.id, each.step_free) for each in queries.open_classes(person, at=clock.now())]

    assert found() == [(sooner.id, None), (later.id, None)]
    person.registration.needs = Need.STEP_FREE.value
    assert found() == [(later.id, True), (sooner.id, False)]
    client.sign_in(person.registration.user)
    client.speak("en")
    text = client.get("/classes").page.text
    assert text.index("One gets in without stairs, as you asked") < text.index("There may be stairs here")
    for each, told in ((later, False), (sooner, True)):
        actions.take_seat(enrolment_id=person.id, class_id=each.id, by=None, at=clock.now())
        assert ("There may be stairs here" in client.get("/classes/mine").page.text) is told
    flat.rooms[0].region, flat.rooms[0].district = "drs", "vahdat"  # a school to which the centre goes
    db_session.flush()
    assert dict(found()) == {sooner.id: False, later.id: False}  # nobody recorded whether it has stairs
    flat.rooms[0].step_free = True
    assert dict(found()) == {sooner.id: False, later.id: True}


@pytest.mark.source
def test_a_woman_teaches_only_where_no_man_does_and_all_are_known():
    assert women_teach(["f", "f"]) is True
    assert women_teach(["f", "m", None]) is False
    assert women_teach(["f", None]) is women_teach([]) is None


def test_a_class_for_some_only_says_for_whom(db_session, client):
    held, person = make_class(), make_enrolment(person=make_person(sex=Sex.MALE))
    client.sign_in(person.registration.user)
    client.speak("en")
    for audience, said in ((Audience.MEN, "Men only"), (Audience.LANGUAGE, "Only those who learn in the language")):
        held.audience = audience.value
        assert said in client.get("/classes").page.text
