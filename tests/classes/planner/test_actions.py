"""From registered people to proposals that are kept, and from a proposal to a class with its people."""

from datetime import timedelta

import pytest

from lms.accounts import queries as accounts
from lms.classes import actions
from lms.classes import queries as classes
from lms.classes.models import Booking, TrainingClass
from lms.classes.queries import planner as queries
from lms.classes.rules import Reason
from lms.classes.rules.planner import Because, WhyNot
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.messages import queries as outbox
from lms.registration.rules import Need, Relation
from lms.trainers.rules import Sex
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_room
from tests.factories.classes import make_class, make_seat, make_wait
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer


@pytest.fixture
def centre(db_session):
    """A centre for Vahdat's region with one room and one trainer."""
    made = make_centre(serves_regions=("drs",))
    make_trainer(centre_code=made.code)
    return made


@pytest.fixture
def officer(centre):
    """The officer of that centre, as actor."""
    return accounts.as_actor(make_user(role=Role.OFFICER, centre=centre.code))


def register(centre, *, learns_in: str = "tg", **facts):
    """Somebody the officer of the centre sees."""
    made = make_enrolment(centre_code=centre.code, **facts)
    made.registration.language = learns_in
    return made


def days_from_now(days: int):
    return clock.today() + timedelta(days=days)


def proposals(actor) -> list[tuple[int | None, list[int]]]:
    """For each proposal the class that stands, if any, and its people."""
    return [(each.proposal.class_id, queries.proposed_ids(each.proposal.id)) for each in queries.open_proposals(actor)]


def test_who_needs_a_seat_is_proposed_for_one_class(centre, officer):
    people = [register(centre, departs_on=days_from_now(n)) for n in (12, 14)]
    actions.plan_weeks(actor=officer, at=clock.now())
    assert proposals(officer) == [(None, [each.id for each in people])]
    (found,) = queries.open_proposals(officer)
    last = found.proposal.dates[-1]
    assert days_from_now(0) < last < days_from_now(12) and last.weekday() != 6
    assert (found.first_leaves, found.full) == (days_from_now(12), False)
    assert queries.plannings(officer)[0].least == 1


def test_seats_that_are_free_come_first(centre, officer):
    found = make_class(room=centre.rooms[0], first_day=days_from_now(6), capacity=2)
    make_seat(training_class=found)
    person = register(centre)
    actions.plan_weeks(actor=officer, at=clock.now())
    assert proposals(officer) == [(found.id, [person.id])]


def test_nobody_is_planned_for_who_sits_or_is_offered_a_seat_or_leaves_much_later(centre, officer):
    found = make_class(room=centre.rooms[0], first_day=days_from_now(6))
    make_seat(training_class=found, centre_code=centre.code)
    make_wait(training_class=found, centre_code=centre.code)  # a seat is free, so it is offered at once
    register(centre, departs_on=days_from_now(80))
    make_enrolment(centre_code="elsewhere")
    assert actions.plan_weeks(actor=officer, at=clock.now()).placed == frozenset()
    assert (proposals(officer), queries.unplaced(officer)) == ([], [])


def test_why_somebody_is_not_placed_is_kept(centre, officer):
    uzbek = register(centre, learns_in="uz")
    soon = register(centre, departs_on=days_from_now(1))
    steps = register(centre, needs=(Need.STEP_FREE,))
    later = register(centre, departs_on=days_from_now(35), learns_in="uz")
    actions.plan_weeks(actor=officer, at=clock.now())
    assert [(each.enrolment.id, each.because) for each in queries.unplaced(officer)] == [
        (soon.id, Because(WhyNot.TOO_SOON)),
        (uzbek.id, Because(WhyNot.NO_LANGUAGE)),
        (steps.id, Because(WhyNot.NO_STEP_FREE)),
        (later.id, Because(WhyNot.CAN_WAIT)),
    ]


def test_who_wishes_for_a_woman_is_placed_only_with_one(centre, officer, db_session):
    person = register(centre, needs=(Need.FEMALE_TRAINER,))
    taught_by_him = make_class(room=centre.rooms[0], first_day=days_from_now(6), trainer=make_trainer(sex=Sex.MALE))
    assert list(actions.plan_weeks(actor=officer, at=clock.now()).unplaced.values()) == [Because(WhyNot.NO_WOMAN)]
    woman = make_trainer(name="Саодат Назарова", centre_code=centre.code, sex=Sex.FEMALE)
    actions.plan_weeks(actor=officer, at=clock.now())
    (listed,) = queries.open_proposals(officer)
    assert (listed.proposal.trainer, listed.proposal.class_id) == (woman, None)
    taught_by_her = make_class(room=make_room(centre=centre), first_day=days_from_now(6), trainer=woman)
    actions.plan_weeks(actor=officer, at=clock.now())
    assert proposals(officer) == [(taught_by_her.id, [person.id])]
    assert taught_by_him.id != taught_by_her.id


def test_chairs_for_the_family_are_counted_and_reserved(centre, officer, db_session):
    centre.rooms[0].area = 4.0
    family = (("Зайнаб", Relation.SPOUSE), ("Фарида", Relation.PARENT))
    people = [register(centre, family=family, departs_on=days_from_now(n)) for n in (12, 13)]
    actions.plan_weeks(actor=officer, at=clock.now())
    assert sorted(ids for _, ids in proposals(officer)) == [[each.id] for each in people]
    first = queries.open_proposals(officer)[0].proposal
    accepted = actions.accept_proposal(actor=officer, proposal_id=first.id, at=clock.now())
    (seat,) = classes.seats(accepted.training_class.id)
    assert (len(seat.companions), accepted.families_out) == (2, 0)
    assert classes.seat_counts([seat.class_id])[seat.class_id].chairs == 1


def test_a_family_booked_elsewhere_does_not_keep_anybody_from_the_seat(centre, officer, db_session):
    person = register(centre, family=(("Зайнаб", Relation.SPOUSE),))
    actions.plan_weeks(actor=officer, at=clock.now())
    (listed,) = queries.open_proposals(officer)
    held = make_class(first_day=listed.proposal.first_day)
    (day,) = classes.days_of(held)
    member = person.registration.family[0]
    db_session.add(Booking(person_key=-member.id, class_id=held.id, starts_at=day.starts, ends_at=day.ends))
    accepted = actions.accept_proposal(actor=officer, proposal_id=listed.proposal.id, at=clock.now())
    assert (accepted.seated, accepted.families_out) == (1, 1)


def test_a_trainer_without_training_and_a_provider_without_licence_are_not_planned_with(db_session):
    for code, programmes, licence, reason in (
        ("untrained", (), None, WhyNot.NOT_QUALIFIED),
        ("unlicensed", ("tj-pilot",), clock.today() - timedelta(days=1), WhyNot.CENTRE_CLOSED),
    ):
        made = make_centre(code=code, serves_regions=("drs",))
        made.provider.licensed_until = licence
        make_trainer(centre_code=code, programmes=programmes)
        register(made)
        actor = accounts.as_actor(make_user(role=Role.OFFICER, centre=code))
        made_plan = actions.plan_weeks(actor=actor, at=clock.now())
        assert list(made_plan.unplaced.values()) == [Because(reason)]


def test_what_is_taken_is_not_proposed(centre, officer):
    for n in range(1, 6):
        make_class(room=centre.rooms[0], first_day=days_from_now(n), language="ru")
    register(centre, departs_on=days_from_now(6))
    plan = actions.plan_weeks(actor=officer, at=clock.now())
    assert list(plan.unplaced.values()) == [Because(WhyNot.ROOMS_TAKEN)]


def test_planning_again_takes_the_place_of_the_plan_before(centre, officer):
    register(centre)
    for _ in range(2):
        actions.plan_weeks(actor=officer, at=clock.now())
    assert len(queries.open_proposals(officer)) == 1
    assert len(queries.plannings(officer)) == 1
    assert queries.registered_since(officer, queries.plannings(officer)[0]) == 0
    register(centre)
    assert queries.registered_since(officer, queries.plannings(officer)[0]) == 1


def test_accepting_makes_the_class_seats_everybody_and_tells_them(centre, officer):
    people = [register(centre) for _ in range(3)]
    actions.plan_weeks(actor=officer, at=clock.now())
    (listed,) = queries.open_proposals(officer)
    accepted = actions.accept_proposal(actor=officer, proposal_id=listed.proposal.id, at=clock.now())
    made = accepted.training_class
    assert (accepted.seated, accepted.left_out) == (3, 0)
    assert [each.enrolment_id for each in classes.seats(made.id)] == [each.id for each in people]
    assert (made.centre_id, made.language, made.capacity) == (centre.id, "tg", 25)
    for each in people:
        assert [one.code for one in outbox.of_people([each.registration.key])][:1] == ["seat-taken"]
    assert queries.open_proposals(officer) == []


def test_accepting_people_for_free_seats_seats_them_there(centre, officer):
    found = make_class(room=centre.rooms[0], first_day=days_from_now(6))
    person = register(centre)
    actions.plan_weeks(actor=officer, at=clock.now())
    (listed,) = queries.open_proposals(officer)
    accepted = actions.accept_proposal(actor=officer, proposal_id=listed.proposal.id, at=clock.now())
    assert accepted.training_class is found
    assert classes.own_seat(person.id).class_id == found.id


def test_a_room_taken_meanwhile_is_refused_and_nothing_is_half_done(centre, officer, db_session):
    person = register(centre)
    actions.plan_weeks(actor=officer, at=clock.now())
    (listed,) = queries.open_proposals(officer)
    taken = make_class(room=centre.rooms[0], first_day=listed.proposal.first_day, language="ru")
    with pytest.raises(Refused) as refused:
        actions.accept_proposal(actor=officer, proposal_id=listed.proposal.id, at=clock.now())
    assert refused.value.reason is Reason.CLASH_OF_ROOM
    assert [each.id for each in db_session.query(TrainingClass)] == [taken.id]
    assert classes.own_seat(person.id) is None
    assert "seat-taken" not in [one.code for one in outbox.of_people([person.registration.key])]
    assert len(queries.open_proposals(officer)) == 1


def test_who_found_another_seat_or_leaves_on_another_day_is_left_out(centre, officer, db_session):
    stays, sits, leaves = (register(centre) for _ in range(3))
    actions.plan_weeks(actor=officer, at=clock.now())
    (listed,) = queries.open_proposals(officer)
    other = make_class(first_day=days_from_now(7))
    make_seat(training_class=other, enrolment=sits)
    leaves.journey.departs_on = listed.proposal.first_day
    accepted = actions.accept_proposal(actor=officer, proposal_id=listed.proposal.id, at=clock.now())
    assert (accepted.seated, accepted.left_out) == (1, 2)
    assert [classes.own_seat(each.id) and classes.own_seat(each.id).class_id for each in (stays, sits, leaves)] == [
        accepted.training_class.id, other.id, None,
    ]  # fmt: skip


def test_a_class_that_nobody_needs_any_more_is_not_made(centre, officer, db_session):
    person = register(centre)
    actions.plan_weeks(actor=officer, at=clock.now())
    (listed,) = queries.open_proposals(officer)
    seat = make_seat(enrolment=person)
    with pytest.raises(Refused) as refused:
        actions.accept_proposal(actor=officer, proposal_id=listed.proposal.id, at=clock.now())
    assert refused.value.reason is Reason.PROPOSAL_EMPTY
    assert [each.id for each in db_session.query(TrainingClass)] == [seat.class_id]


def test_a_proposal_of_another_centre_is_not_there(centre, officer):
    other = make_centre(serves_regions=("drs",))
    make_trainer(centre_code=other.code)
    register(other)
    theirs = accounts.as_actor(make_user(role=Role.OFFICER, centre=other.code))
    actions.plan_weeks(actor=theirs, at=clock.now())
    (listed,) = queries.open_proposals(theirs)
    assert queries.open_proposals(officer) == []
    with pytest.raises(NotThere):
        queries.proposal(officer, listed.proposal.id)
    with pytest.raises(Refused) as refused:
        actions.accept_proposal(actor=officer, proposal_id=listed.proposal.id, at=clock.now())
    assert refused.value.reason is Reason.PROPOSAL_GONE


def test_planning_asks_as_much_for_many_as_for_few(centre, officer, count_queries):
    def asked(people: int) -> int:
        for _ in range(people):
            register(centre)
        with count_queries() as statements:
            queries.planned_world(officer, at=clock.now())
        return len(statements)

    make_room(centre=centre)
    asked(1)  # reads the programmes into memory
    few = asked(2)
    assert asked(8) == few


def test_the_command_plans_as_an_officer_would_and_looks_for_more(app, centre, officer):
    login = accounts.user(officer.user_id).login
    register(centre)
    result = app.test_cli_runner().invoke(args=["classes", "plan", login, "--improve"])
    assert (result.exit_code, result.output) == (0, "Proposed classes: 1. People in them: 1. Not placed: 0.\n")
    assert queries.plannings(officer)[0].improved
    assert app.test_cli_runner().invoke(args=["classes", "plan", "nobody"]).exit_code == 1
