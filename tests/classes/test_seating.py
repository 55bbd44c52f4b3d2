"""Whose time a seat takes, for whom a class is, and how one person more gets in."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from lms.classes import actions, queries
from lms.classes.models import PERSON_ONCE, Booking, Seat
from lms.classes.rules import Reason
from lms.classes.rules.audience import Audience, why_not_invited
from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.overlap import overlap_of
from lms.registration import queries as registration
from lms.registration.models import FamilyMember
from lms.registration.rules import Sex
from tests.factories.centres import make_room
from tests.factories.classes import make_class, make_seat, make_wait, session_of
from tests.factories.registration import make_enrolment, make_person, make_registration

pytestmark = pytest.mark.usefixtures("app")
HOUR = timedelta(hours=1)


def refused(action, **values) -> Refused:
    with pytest.raises(Refused) as caught:
        action(**values)
    return caught.value


def times_of(enrolment) -> list[tuple]:
    rows = select(Booking).where(Booking.person_key == enrolment.registration_id).order_by(Booking.starts_at)
    return [(each.class_id, each.session_id, each.starts_at, each.ends_at) for each in db.session.scalars(rows)]


def someone(**facts):
    """Somebody with facts of the person that the factory keeps for itself."""
    return registration.current_enrolment(make_registration(person=make_person(**facts)).id)


def book(session, enrolment, block="papers"):
    return actions.book_make_up(
        session_id=session.id, enrolment_id=enrolment.id, block=block, by=None, at=clock.now()
    )


def test_a_seat_takes_every_day_of_its_class_and_gives_it_back():
    found = make_class(programme="tj-standard", variant="three-day")
    seat = make_seat(training_class=found)
    person = next(each.enrolment for each in queries.people_in(found.id))
    assert times_of(person) == [(found.id, None, day[0].starts_at, day[-1].ends_at) for day in found.days]
    actions.give_up_seat(seat_id=seat.id, by=None, at=clock.now())
    assert times_of(person) == []


def test_a_cancelled_class_gives_everybody_the_time_back():
    found, guest = make_class(), make_enrolment()
    make_seat(training_class=found)
    book(session_of(found, "papers"), guest)
    actions.cancel_class(class_id=found.id, by=None, at=clock.now())
    assert list(db.session.scalars(select(Booking))) == []


def test_the_database_refuses_to_put_a_person_in_two_places():
    one, other = make_class(), make_class()
    enrolment = make_enrolment()
    make_seat(training_class=one, enrolment=enrolment)
    second = {
        "person_key": enrolment.registration_id, "class_id": other.id,
        "starts_at": other.sessions[1].starts_at, "ends_at": other.sessions[1].ends_at,
    }  # fmt: skip
    with pytest.raises(IntegrityError) as caught, db.session.begin_nested():
        db.session.execute(insert(Booking), [second])
    assert overlap_of(caught.value) == PERSON_ONCE.name


def test_moving_to_a_class_at_the_same_time_is_no_clash():
    one, other, enrolment = make_class(), make_class(), make_enrolment()
    make_seat(training_class=one, enrolment=enrolment)
    make_seat(training_class=other, enrolment=enrolment)
    assert [each[0] for each in times_of(enrolment)] == [other.id]


def test_a_make_up_and_a_class_clash_in_either_order():
    guest, seated = make_enrolment(), make_enrolment()
    elsewhere = session_of(make_class(), "papers")
    book(elsewhere, guest)
    assert refused(make_seat, training_class=make_class(), enrolment=guest).reason is Reason.CLASH_OF_PERSON
    assert times_of(guest) == [(elsewhere.class_id, elsewhere.id, elsewhere.starts_at, elsewhere.ends_at)]
    make_seat(training_class=make_class(), enrolment=seated)
    assert refused(book, session=elsewhere, enrolment=seated).reason is Reason.CLASH_OF_PERSON


def test_a_class_that_clashes_with_a_make_up_is_not_in_the_choice():
    guest, found = make_enrolment(), make_class()
    later = make_class(first_day=found.first_day + timedelta(days=1))
    book(session_of(found, "papers"), guest)
    assert [each.training_class.id for each in queries.open_classes(guest, at=clock.now())] == [later.id]


def test_nobody_waits_for_a_class_that_clashes_nor_is_offered_one():
    full, enrolment = make_class(capacity=1), make_enrolment()
    first = make_seat(training_class=full)
    able = make_wait(training_class=full)
    soonest = {"departs_on": full.last_day + timedelta(days=1)}
    busy = make_wait(training_class=full, **soonest)
    make_seat(training_class=make_class(), enrolment=registration.enrolment(busy.enrolment_id))
    make_seat(training_class=make_class(), enrolment=enrolment)
    assert refused(make_wait, training_class=full, enrolment=enrolment).reason is Reason.CLASH_OF_PERSON
    actions.give_up_seat(seat_id=first.id, by=None, at=clock.now())
    assert (busy.offered_until is None, able.offered_until is None) == (True, False)


def test_after_a_class_moved_its_bookings_move_or_the_clash_is_told():
    found, enrolment = make_class(), make_enrolment()
    make_seat(training_class=found, enrolment=enrolment)
    other = make_class(first_day=found.first_day + timedelta(days=2))
    book(session_of(other, "papers"), enrolment)

    def moved(days: int) -> None:
        with db.session.begin_nested():
            for each in sorted(found.sessions, key=lambda one: one.starts_at, reverse=days > 0):
                each.starts_at += timedelta(days=days)
                each.ends_at += timedelta(days=days)
            actions.rebook(class_id=found.id, at=clock.now())

    moved(1)
    assert times_of(enrolment)[0][2:] == (found.sessions[0].starts_at, found.sessions[-1].ends_at)
    before = times_of(enrolment)
    assert refused(moved, days=1).reason is Reason.CLASH_OF_PERSON
    db.session.expire_all()
    assert times_of(enrolment) == before


@pytest.mark.parametrize(
    ("audience", "sex", "language", "reason"),
    [
        (Audience.ALL, Sex.MALE, "ru", None),
        (Audience.WOMEN, Sex.FEMALE, "ru", None),
        (Audience.WOMEN, Sex.MALE, "tg", Reason.FOR_WOMEN),
        (Audience.MEN, Sex.MALE, "ru", None),
        (Audience.MEN, Sex.FEMALE, "tg", Reason.FOR_MEN),
        (Audience.LANGUAGE, Sex.MALE, "tg", None),
        (Audience.LANGUAGE, Sex.FEMALE, "ru", Reason.FOR_OTHER_LANGUAGE),
    ],
)
def test_who_belongs_to_a_reserved_class(audience, sex, language, reason):
    assert why_not_invited(audience, class_language="tg", sex=sex, language=language) is reason
    found = make_class()
    actions.reserve_class(class_id=found.id, audience=audience, by=None, at=clock.now())
    person = someone(sex=sex, language=language)
    offered = [each.training_class.id for each in queries.open_classes(person, at=clock.now())]
    assert offered == ([] if reason else [found.id])
    if reason:
        assert refused(make_seat, training_class=found, enrolment=person).reason is reason
        assert refused(book, session=session_of(found, "papers"), enrolment=person).reason is reason
    else:
        assert make_seat(training_class=found, enrolment=person).number == 1


def test_a_class_is_not_reserved_over_the_heads_of_those_who_sit_in_it():
    found = make_class()
    make_seat(training_class=found, enrolment=someone(sex=Sex.MALE))
    wrong = refused(actions.reserve_class, class_id=found.id, audience=Audience.WOMEN, by=None, at=clock.now())
    assert (wrong.reason, wrong.values) == (Reason.OTHERS_SIT_HERE, {"count": 1})


def test_a_class_is_never_larger_than_its_room_has_become():
    found = make_class(room=make_room(area=20.0))
    make_seat(training_class=found)
    found.sessions[0].room.area = 1.5
    assert queries.seat_counts([found.id])[found.id].capacity == 1
    assert refused(make_seat, training_class=found).reason is Reason.FULL


def above(found, enrolment=None, permitted_by="Нигора Каримова", reason="Бригадаи якҷоя"):
    return actions.seat_above_capacity(
        enrolment_id=(enrolment or make_enrolment()).id, class_id=found.id, permitted_by=permitted_by, reason=reason,
        by=None, at=clock.now(),
    )  # fmt: skip


def test_one_person_more_needs_a_name_a_reason_and_eight_tenths_of_a_metre():
    found = make_class(room=make_room(area=4.0))  # seats four, and takes five closely
    for _ in range(3):
        make_seat(training_class=found)
    assert refused(above, found=found).reason is Reason.SEATS_FREE
    make_seat(training_class=found)
    assert refused(above, found=found, reason="  ").reason is Reason.PERMISSION_MISSING
    extra = above(found)
    assert (extra.number, extra.permitted_by, extra.permitted_why) == (5, "Нигора Каримова", "Бригадаи якҷоя")
    assert (refused(above, found=found).reason, refused(make_seat, training_class=found).reason) == (
        Reason.ROOM_FULL, Reason.FULL,
    )  # fmt: skip


def test_the_database_knows_no_seat_above_the_number_without_a_reason():
    seat = make_seat(training_class=make_class(capacity=2))
    with pytest.raises(IntegrityError), db.session.begin_nested():
        seat.number = 3
    assert db.session.scalar(select(Seat.number).where(Seat.id == seat.id)) == 1


def test_a_seat_freed_in_an_overfull_class_is_not_offered_again():
    found = make_class(room=make_room(area=4.0), capacity=2)
    first = make_seat(training_class=found)
    make_seat(training_class=found)
    above(found)
    wait = make_wait(training_class=found)
    actions.give_up_seat(seat_id=first.id, by=None, at=clock.now())
    assert (wait.offered_until, queries.seat_counts([found.id])[found.id].free) == (None, 0)


def test_somebody_who_just_came_is_seated_on_the_day_until_the_first_block_ends():
    found = make_class()
    first = found.sessions[0]

    def walk_in(at):
        return actions.seat_walk_in(enrolment_id=make_enrolment().id, class_id=found.id, by=None, at=at)

    early = refused(walk_in, at=first.starts_at - timedelta(days=1))
    assert (early.reason, early.values) == (Reason.NOT_TODAY, {"day": found.first_day})
    assert walk_in(first.starts_at + HOUR / 4).walk_in
    assert not make_seat(training_class=found).walk_in
    assert refused(walk_in, at=first.ends_at).reason is Reason.BEGUN
    assert sum(each.walk_in for each in queries.seats(found.id)) == 1


STEPS = ("sit", "above", "guest", "family", "give up", "wait", "accept")


class Crowd:
    """People who do what they like with one small class; who is refused changes nothing."""

    def __init__(self) -> None:
        self.found = make_class(room=make_room(area=4.0), capacity=3)  # three seats, four chairs, five closely

    def do(self, step: str, pick: int) -> None:
        what = {"by": None, "at": clock.now()}
        seats = queries.seats(self.found.id)
        waits = [one.wait for one in queries.waiting_list(self.found.id)]
        here = {"class_id": self.found.id, **what}
        if step == "sit":
            actions.take_seat(enrolment_id=make_enrolment().id, **here)
        elif step == "above":
            above(self.found)
        elif step == "guest":
            book(session_of(self.found, "papers"), make_enrolment())
        elif step == "family" and seats:
            enrolment = registration.enrolment(seats[pick % len(seats)].enrolment_id)
            enrolment.registration.family.append(FamilyMember(name="Ойша", relation="spouse"))
            db.session.flush()
            ids = [each.id for each in enrolment.registration.family]
            actions.bring_family(seat_id=seats[pick % len(seats)].id, member_ids=ids, **what)
        elif step == "give up" and seats:
            actions.give_up_seat(seat_id=seats[pick % len(seats)].id, **what)
        elif step == "wait":
            actions.join_waiting_list(enrolment_id=make_enrolment().id, **here)
        elif step == "accept" and waits:
            actions.accept_offer(enrolment_id=waits[pick % len(waits)].enrolment_id, **here)

    def check(self) -> None:
        count = queries.seat_counts([self.found.id])[self.found.id]
        seats = queries.seats(self.found.id)
        permitted = sum(each.permitted_why is not None for each in seats)
        assert count.taken - permitted + count.offered + count.guests <= 3
        assert count.people <= min(4 + permitted, 5)
        assert [each.number > 3 for each in seats] == [each.permitted_why is not None for each in seats]
        assert len({each.number for each in seats}) == len(seats)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 5)), min_size=8, max_size=14))
def test_no_path_leads_past_the_capacity(app, steps):
    crowd = Crowd()
    for step, pick in steps:
        try:
            with db.session.begin_nested():
                crowd.do(step, pick)
        except Refused:
            pass
        crowd.check()
