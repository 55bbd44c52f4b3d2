"""Two at once, on a real database with real transactions: the last seat, the same person twice, one room twice."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from threading import Barrier, Event, Thread
from time import sleep

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from lms.centres import actions as premises
from lms.centres import queries as centres
from lms.centres.rules import Away
from lms.classes import actions, queries
from lms.classes.models import ClassSession
from lms.classes.queries.rearranging import placement_of
from lms.classes.rules import Reason
from lms.core import clock
from lms.core.database import db, unit_of_work
from lms.core.errors import Refused
from lms.trainers import queries as people
from lms.trainers.actions import authorise
from lms.trainers.rules import Kind
from lms.web.sentences import refusal
from tests.factories.centres import make_room
from tests.factories.classes import make_class, make_seat, session_of
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer

AT_ONCE = 6


@pytest.fixture(scope="module")
def open_house(new_app):
    """A house of its own, in which transactions really commit."""
    return new_app()


def prepared(app, make: Callable):
    """What `make` returns, committed."""
    with app.app_context(), unit_of_work():
        return make()


def at_once(app, calls: list[Callable]) -> list[str]:
    """Run the calls in threads that start together, each in a transaction; their outcomes, in any order."""
    start, outcomes = Barrier(len(calls)), []

    def run(call: Callable) -> None:
        start.wait()
        with app.test_request_context("/", method="POST"):
            try:
                with unit_of_work():
                    call()
                outcomes.append("done")
            except Refused as refused:
                outcomes.append(refusal(refused))

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(outcomes)


def taking(class_id: int, enrolment_id: int) -> Callable:
    return lambda: actions.take_seat(enrolment_id=enrolment_id, class_id=class_id, by=None, at=clock.now())


def one_after_the_other(app, first: Callable, second: Callable) -> None:
    """The second begins when the first has done everything but commit, and waits for it. What is refused is refused."""
    done, begun = Event(), Event()

    def run(call: Callable, before: Callable, after: Callable) -> None:
        with app.test_request_context("/", method="POST"), suppress(Refused):
            before()
            with unit_of_work():
                call()
                after()

    def until_it_waits() -> None:
        done.set()
        begun.wait(60)
        if db.engine.dialect.name == "postgresql":  # on SQLite a writer has to wait, whatever it is about to do
            for _ in range(3000):
                if db.session.scalar(text("select count(*) from pg_locks where not granted")):
                    return
                sleep(0.01)

    def when_done() -> None:
        done.wait(60)
        begun.set()

    threads = [Thread(target=run, args=(first, int, until_it_waits)), Thread(target=run, args=(second, when_done, int))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def said(app, reason: Reason, **values) -> str:
    with app.test_request_context():
        return refusal(Refused(reason, **values))


def test_the_last_seat_goes_to_one_and_the_others_are_told(open_house):
    def make():
        found = make_class(capacity=3)
        make_seat(training_class=found)
        make_seat(training_class=found)
        return found.id, [make_enrolment().id for _ in range(AT_ONCE)]

    class_id, people = prepared(open_house, make)
    outcomes = at_once(open_house, [taking(class_id, each) for each in people])
    assert outcomes == sorted(["done", *[said(open_house, Reason.FULL)] * (AT_ONCE - 1)])
    with open_house.app_context():
        assert [each.number for each in queries.seats(class_id)] == [1, 2, 3]


def test_one_person_pressing_twice_in_two_classes_has_one_seat(open_house):
    one, other, person = prepared(
        open_house, lambda: (make_class().id, make_class().id, make_enrolment().id)
    )
    calls = [taking(one, person), taking(other, person), taking(one, person), taking(other, person)]
    assert at_once(open_house, calls) == ["done"] * 4
    with open_house.app_context():
        assert len([*queries.seats(one), *queries.seats(other)]) == 1


def test_two_people_changing_places_do_not_wait_for_ever(open_house):
    def make():
        one, other = make_class(), make_class()
        return one.id, other.id, make_seat(training_class=one), make_seat(training_class=other)

    def ids():
        one, other, mine, yours = make()
        return one, other, mine.enrolment_id, yours.enrolment_id

    for _ in range(3):
        one, other, mine, yours = prepared(open_house, ids)
        assert at_once(open_house, [taking(other, mine), taking(one, yours)]) == ["done", "done"]


def test_one_room_is_planned_once(open_house):
    room_id, *trainers = prepared(open_house, lambda: (make_room().id, make_trainer().id, make_trainer().id))

    def planning(trainer_id: int) -> Callable:
        return lambda: make_class(room=centres.room(room_id), trainer=people.trainer(trainer_id))

    outcomes = at_once(open_house, [planning(each) for each in trainers])
    assert (outcomes.count("done"), len(outcomes)) == (1, 2)


@pytest.mark.parametrize("becomes", ["put away", "too small"])
def test_a_class_does_not_come_to_a_place_as_it_was_before_it_was_waited_for(open_house, becomes):
    """E110: one officer puts the place away, or corrects its area; the other, whose page shows it as it was, waits."""
    away, size = Away("drs", "vahdat", None), {"name": "Мактаб", "area": 30.0}

    def make() -> tuple[int, int]:
        found = make_class()
        for _ in range(6):
            make_seat(training_class=found)
        here = {"centre_id": found.centre_id, "away": away, "by": None, "at": clock.now()}
        return found.id, premises.add_room(**size, **here).id

    class_id, place_id = prepared(open_house, make)

    def change() -> None:
        if becomes == "put away":
            premises.put_away(room_id=place_id, by=None, at=clock.now())
        else:
            premises.change_room(**size | {"area": 2.0}, room_id=place_id, away=away, by=None, at=clock.now())

    def move() -> None:
        shown, on = centres.room(place_id), queries.training_class(class_id).first_day  # the page has looked at it
        actions.move_class(class_id=class_id, on=on, room_id=shown.id, by=None, at=clock.now())

    one_after_the_other(open_house, change, move)
    with open_house.app_context():
        place = centres.room(place_id)
        assert (place.put_away_at is not None, place.area == 2.0) == (becomes == "put away", becomes == "too small")
        assert place_id not in {each.room_id for each in queries.training_class(class_id).sessions}


@pytest.mark.parametrize("seats_first", [True, False])
@pytest.mark.parametrize("in_the_emptied", [True, False])
def test_nobody_is_lost_between_two_classes_that_become_one(open_house, in_the_emptied, seats_first):
    def make():
        one, other = make_class(capacity=3), make_class(capacity=3)
        people = [make_seat(training_class=each).enrolment_id for each in (one, other, other)]
        return one.id, other.id, [*people, make_enrolment().id]

    into, emptied, people = prepared(open_house, make)
    if not in_the_emptied:  # the last seat of the other one
        into, emptied = emptied, into
    taken = []

    def seat() -> None:
        actions.take_seat(
            enrolment_id=people[-1], class_id=emptied if in_the_emptied else into, by=None, at=clock.now()
        )
        taken.append(people[-1])

    merge = partial(actions.merge_classes, class_id=emptied, into_id=into, by=None, at=clock.now())
    one_after_the_other(open_house, *((seat, merge) if seats_first else (merge, seat)))
    with open_house.app_context():
        standing = [each for each in (into, emptied) if not queries.training_class(each).cancelled_at]
        sitting = [seat.enrolment_id for each in standing for seat in queries.seats(each)]
        assert sorted(sitting) == sorted([*people[:-1], *taken])
        assert (into in standing, bool(taken)) == (True, seats_first)


def test_a_trainer_is_given_a_seat_or_a_class_at_one_time_but_not_both(open_house):
    def make():
        leads = make_trainer(programmes=("tj-trainers",))
        training = make_class(programme="tj-trainers", variant="refresher", trainer=leads)
        return training.id, training.first_day, make_room().id, make_trainer().id

    for _ in range(3):
        training_id, day, room_id, trainer_id = prepared(open_house, make)
        sit = partial(actions.seat_trainer, trainer_id=trainer_id, class_id=training_id, by=None, at=clock.now())

        def teach(room_id=room_id, trainer_id=trainer_id, day=day):
            make_class(room=centres.room(room_id), trainer=people.trainer(trainer_id), first_day=day)

        outcomes = at_once(open_house, [sit, teach])
        assert (outcomes.count("done"), len(outcomes)) == (1, 2)


def test_of_sessions_saved_past_every_check_and_lock_one_stays(open_house):
    """Overlapping and not equal, from every side at once: the database alone decides."""

    def make():
        sessions = [make_class().sessions[0] for _ in range(AT_ONCE)]
        return make_trainer().id, [(each.class_id, each.room_id) for each in sessions]

    def saving(class_id: int, room_id: int, starts: datetime) -> Callable:
        extra = {"class_id": class_id, "room_id": room_id, "trainer_id": trainer, "day": "extra", "block": "papers"}

        def save() -> None:
            try:
                db.session.add(ClassSession(**extra, starts_at=starts, ends_at=starts + timedelta(hours=2)))
                db.session.flush()
            except DBAPIError:  # a clash, or two that wait for each other: the database ends one of them
                raise Refused(Reason.CLASH_OF_TRAINER, name="", day="") from None

        return save

    trainer, places = prepared(open_house, make)
    with open_house.app_context():
        at = clock.at_local(clock.today() + timedelta(days=3), 10)
    at_once(open_house, [saving(*place, at + timedelta(minutes=20 * n)) for n, place in enumerate(places)])
    with open_house.app_context():
        day = clock.local(at).date()
        [(_day, taught)] = queries.classes_of_trainer(trainer, day, day)
        assert len(taught) == 1


def test_a_person_booked_by_two_officers_at_once_is_in_one_place(open_house):
    """A seat here and a make-up there at the same hours: whoever comes second is told."""

    def make():
        here, there = make_class(), make_class()
        return here.id, session_of(there, "papers").id, make_enrolment().id

    class_id, session_id, person = prepared(open_house, make)

    def booking() -> None:
        actions.book_make_up(session_id=session_id, enrolment_id=person, block="papers", by=None, at=clock.now())

    outcomes = at_once(open_house, [taking(class_id, person), booking, booking])
    assert said(open_house, Reason.CLASH_OF_PERSON) in outcomes
    with open_house.app_context():
        assert len(queries.seats(class_id)) + len(queries.make_ups(person, after=clock.now())) == 1


def test_a_guest_is_booked_for_one_of_two_classes_at_the_same_time(open_house):
    """E95: the other officer is told, and nobody promised two classes the same guest."""
    def made() -> tuple[int, list[int]]:
        guest = make_trainer(programmes=(), kind=Kind.RETURNED)
        authorise(trainer_id=guest.id, module_slug="coming-home", valid_until=None, by=None, at=clock.now())
        return guest.id, [session_of(make_class(), "health-and-money").id for _ in range(2)]

    guest_id, blocks = prepared(open_house, made)
    calls = [
        partial(actions.invite_guest, session_id=each, guest_id=guest_id, by=None, at=clock.now()) for each in blocks
    ]
    with open_house.test_request_context("/"):
        busy = refusal(Refused(Reason.GUEST_BUSY))
    assert at_once(open_house, calls) == sorted(["done", busy])


@pytest.mark.parametrize("guest_first", [True, False])
@pytest.mark.parametrize("opens_again", [True, False])
def test_who_is_a_guest_of_one_class_does_not_teach_another_at_that_time(open_house, opens_again, guest_first):
    """E95: one officer moves, or opens again, the class to which the guest comes; the other moves the class that the
    same person teaches to those hours. No constraint of the database speaks of both."""

    def made() -> tuple[int, int, date]:
        visited, taught = make_class(), make_class(first_day=clock.today() + timedelta(days=6))
        guest, at = make_trainer(programmes=(), kind=Kind.RETURNED), clock.now()
        session = session_of(taught, "health-and-money")
        for slug in queries.block_modules(session):
            authorise(trainer_id=guest.id, module_slug=slug, valid_until=None, by=None, at=at)
        to = placement_of(session, trainer_id=guest.id)
        actions.rearrange(class_id=taught.id, placements={session.id: to}, by=None, at=at)
        actions.invite_guest(
            session_id=session_of(visited, "health-and-money").id, guest_id=guest.id, by=None, at=at
        )
        if opens_again:
            actions.cancel_class(class_id=visited.id, by=None, at=at)
        return visited.id, taught.id, visited.first_day if opens_again else clock.today() + timedelta(days=7)

    visited, taught, day = prepared(open_house, made)
    visit = (
        partial(actions.reopen_class, class_id=visited, by=None, at=clock.now()) if opens_again
        else partial(actions.move_class, class_id=visited, on=day, by=None, at=clock.now())
    )
    teach = partial(actions.move_class, class_id=taught, on=day, by=None, at=clock.now())
    one_after_the_other(open_house, *((visit, teach) if guest_first else (teach, visit)))
    with open_house.app_context():
        there = [
            clock.local(session.starts_at).date() == day and not session.cancelled_at
            for session in (session_of(queries.training_class(each), "health-and-money") for each in (visited, taught))
        ]
        assert there == [guest_first, not guest_first]
