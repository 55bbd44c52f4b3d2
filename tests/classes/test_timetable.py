"""Classes that are moved, divided, cancelled and opened again."""

from datetime import date, time, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from lms.centres.actions import close_days
from lms.centres.rules import Reason as Closed
from lms.classes import actions, queries
from lms.classes.models import ClassSession, Seat, TrainingClass
from lms.classes.queries.rearranging import placement_of
from lms.classes.rules import Reason
from lms.classes.rules.agenda import Placement
from lms.classes.rules.timetable import Interval
from lms.core import clock
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.freshness import Reason as Stale
from lms.core.freshness import sign_of
from lms.messages.models import OutboxMessage
from lms.registration.rules import Relation
from lms.trainers.rules import Reason as TrainerReason
from tests.factories.centres import make_centre, make_room
from tests.factories.classes import make_class, make_seat, make_wait, move_session, session_of
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer

MINUTES = timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("app")


def refused(action, **values) -> Refused:
    with pytest.raises(Refused) as caught:
        action(**values, by=None, at=clock.now())
    return caught.value


def do(action, **values):
    return action(**values, by=None, at=clock.now())


def told() -> list[tuple[str, str]]:
    rows = db.session.execute(select(OutboxMessage.person_key, OutboxMessage.code).order_by(OutboxMessage.id))
    return [tuple(each) for each in rows]


def hours(found: TrainingClass) -> list[tuple[int, int]]:
    local = [clock.local(each.starts_at) for each in found.sessions]
    return [(each.hour, each.minute) for each in local]


def coming_monday(weeks: int = 1) -> date:
    return clock.today() - timedelta(days=clock.today().weekday()) + timedelta(weeks=weeks)


def test_a_session_is_moved_with_its_length_and_may_change_room_and_trainer():
    found, other = make_class(), make_trainer()
    room = make_room(centre=found.centre)
    last = found.sessions[-1]
    length = last.minutes
    do(move_session, session_id=last.id, starts_at=last.starts_at + 30 * MINUTES, room_id=room.id,
       trainer_id=other.id)  # fmt: skip
    assert (last.minutes, last.room.name, last.trainer.name) == (length, room.name, other.name)
    assert (found.sequence, found.changed_at is None) == (1, False)


def test_sessions_change_places_at_one_stroke():
    found = make_class()
    one, other, *_ = (each for each in found.sessions if each.minutes == 15 and each.break_kind)
    swapped = {
        one.id: Placement(other.starts_at, other.ends_at, one.room_id, None),
        other.id: Placement(one.starts_at, one.ends_at, other.room_id, None),
    }
    before = hours(found)
    do(actions.rearrange, class_id=found.id, placements=swapped)
    assert hours(found) == before
    assert one.starts_at > other.starts_at


def test_a_day_goes_to_another_date_and_the_others_stay():
    found = make_class(programme="tj-standard", variant="three-day", first_day=coming_monday())
    before = hours(found)
    away = found.first_day + timedelta(days=9)
    do(actions.move_class, class_id=found.id, day="day-3", on=away)
    assert [clock.local(day[0].starts_at).date() for day in found.days] == [
        found.first_day, found.first_day + timedelta(days=1), away,
    ]  # fmt: skip
    assert (hours(found), found.last_day) == (before, away)
    do(actions.move_class, class_id=found.id, day="day-1", on=found.first_day, starts=time(10, 0))
    assert hours(found)[0] == (10, 0)
    with pytest.raises(NotThere):
        do(actions.move_class, class_id=found.id, day="day-9", on=away)


def test_a_whole_class_is_moved_and_leaves_sundays_out():
    monday = coming_monday()
    found = make_class(programme="tj-standard", variant="three-day", first_day=monday)
    do(actions.move_class, class_id=found.id, on=monday + timedelta(days=4), starts=time(9, 0))
    dates = [clock.local(day[0].starts_at).date() for day in found.days]
    assert dates == [monday + timedelta(days=each) for each in (4, 5, 7)]
    assert {hours(found)[0]} == {(9, 0)}
    assert (found.first_day, found.last_day) == (dates[0], dates[-1])


def test_everybody_with_a_seat_is_told_when_times_change_and_not_when_only_the_room_does():
    found = make_class()
    seat = make_seat(training_class=found)
    guest = make_enrolment()
    session = session_of(found, "papers")
    do(actions.book_make_up, session_id=session.id, enrolment_id=guest.id, block="papers")
    room = make_room(centre=found.centre)
    do(actions.move_class, class_id=found.id, on=found.first_day, room_id=room.id)
    assert {each.room_id for each in found.sessions} == {room.id}
    assert told() == []
    do(actions.move_class, class_id=found.id, on=found.first_day, starts=time(10, 0))
    people = {seat.enrolment_id, guest.id}
    assert len(told()) == len(people)
    assert {code for _, code in told()} == {"class-moved"}


def test_what_is_sent_twice_is_done_once_and_a_page_out_of_date_changes_nothing():
    found = make_class()
    seen = sign_of(found.sequence)
    away = {"class_id": found.id, "on": found.first_day + timedelta(days=1), "seen": seen}
    do(actions.move_class, **away)
    do(actions.move_class, **away)
    assert found.sequence == 1
    away["on"] += timedelta(days=3)
    assert refused(actions.move_class, **away).reason is Stale.CHANGED_MEANWHILE


def test_rooms_and_trainers_are_not_taken_twice_by_moving_either():
    one = make_class()
    other = make_class(room=make_room(centre=one.centre))
    first = one.sessions[0]
    moved = {"session_id": other.sessions[0].id, "starts_at": first.starts_at + 20 * MINUTES}
    moved["ends_at"] = moved["starts_at"] + 20 * MINUTES
    assert refused(move_session, **moved, room_id=first.room_id).reason is Reason.CLASH_OF_ROOM
    assert refused(move_session, **moved, trainer_id=first.trainer_id).reason is Reason.CLASH_OF_TRAINER
    busy = {"class_id": other.id, "trainer_id": first.trainer_id}
    assert refused(actions.replace_trainer, **busy).reason is Reason.CLASH_OF_TRAINER
    assert other.sequence == 0


def test_a_class_is_not_in_two_places_at_once():
    found = make_class()
    one, other = found.sessions[0], found.sessions[1]
    room = make_room(centre=found.centre)
    moved = {"session_id": other.id, "starts_at": one.starts_at + 5 * MINUTES, "room_id": room.id,
             "trainer_id": make_trainer().id}  # fmt: skip
    assert refused(move_session, **moved).reason is Reason.OVERLAPS_ITSELF


def test_a_class_is_not_moved_into_the_past_nor_what_has_begun_nor_when_it_is_cancelled():
    found = make_class()
    past = {"class_id": found.id, "on": clock.today() - timedelta(days=1)}
    assert refused(actions.move_class, **past).reason is Reason.TIME_PAST
    later = {"class_id": found.id, "on": found.first_day + timedelta(days=1), "by": None}
    with pytest.raises(Refused) as caught:
        actions.move_class(**later, at=found.sessions[0].starts_at)
    assert caught.value.reason is Reason.PART_BEGUN
    do(actions.cancel_class, class_id=found.id)
    del later["by"]
    assert refused(actions.move_class, **later).reason is Reason.CANCELLED


def test_a_class_stays_in_its_centre_and_in_rooms_that_hold_its_people():
    found = make_class()
    for _ in range(2):
        make_seat(training_class=found)
    small = make_room(centre=found.centre, area=1.5)
    there = {"class_id": found.id, "on": found.first_day}
    wrong = refused(actions.move_class, **there, room_id=small.id)
    assert (wrong.reason, wrong.values) == (Reason.ROOM_SMALL, {"room": small.name, "most": 1, "taken": 2})
    elsewhere = make_centre().rooms[0]
    assert refused(actions.move_class, **there, room_id=elsewhere.id).reason is Reason.ROOM_ELSEWHERE
    do(actions.move_class, **there, room_id=make_room(centre=found.centre, area=12).id)
    assert queries.seat_counts([found.id])[found.id].capacity == 12


def test_a_class_is_not_moved_onto_another_booking_of_its_people_and_all_stays_as_it_was():
    found = make_class()
    person = make_seat(training_class=found).enrolment_id
    other = make_class(first_day=found.first_day + timedelta(days=3))
    do(actions.book_make_up, session_id=session_of(other, "papers").id, enrolment_id=person, block="papers")
    wrong = refused(actions.move_class, class_id=found.id, on=other.first_day)
    assert (wrong.reason, wrong.values["names"][:8]) == (Reason.PEOPLE_BUSY, "Раҳимова")
    assert (found.sequence, found.first_day) == (0, other.first_day - timedelta(days=3))
    do(actions.move_class, class_id=found.id, on=other.first_day + timedelta(days=1))
    third = make_class(first_day=other.first_day + timedelta(days=1))
    elsewhere = {"session_id": session_of(third, "family-hour").id, "enrolment_id": person, "block": "family-hour"}
    assert refused(actions.book_make_up, **elsewhere).reason is Reason.CLASH_OF_PERSON


def test_a_class_is_not_moved_to_a_day_on_which_its_centre_is_closed():
    found = make_class()
    closed = clock.today() + timedelta(days=9)
    do(close_days, centre_id=found.centre_id, first_day=closed, last_day=closed, why="repairs")
    assert refused(actions.move_class, class_id=found.id, on=closed).reason is Closed.CLOSED_DAYS


def test_a_class_as_full_as_its_room_is_moved_within_it_and_given_another_trainer_whatever_its_day_became():
    found, family = make_class(room=make_room(area=4), capacity=3), make_enrolment(family=(("", Relation.MINOR),))
    seats = [make_seat(training_class=found, enrolment=each) for each in (family, make_enrolment(), make_enrolment())]
    do(actions.bring_family, seat_id=seats[0].id, member_ids=[family.registration.family[0].id])
    do(actions.move_class, class_id=found.id, on=found.first_day, starts=time(9, 30))
    assert hours(found)[0] == (9, 30)
    do(close_days, centre_id=found.centre_id, first_day=found.first_day, last_day=found.first_day, why="repairs")
    healthy = make_trainer()
    do(actions.replace_trainer, class_id=found.id, trainer_id=healthy.id)
    assert {each.trainer_id for each in found.sessions if each.block} == {healthy.id}
    again = {"class_id": found.id, "on": found.first_day, "starts": time(10, 0)}
    assert refused(actions.move_class, **again).reason is Closed.CLOSED_DAYS


def test_a_trainer_must_be_allowed_on_the_new_day():
    trainer = make_trainer(contract_until=clock.today() + timedelta(days=10))
    found = make_class(trainer=trainer)
    late = {"class_id": found.id, "on": clock.today() + timedelta(days=11)}
    assert refused(actions.move_class, **late).reason is TrainerReason.CONTRACT_OVER


def test_sessions_of_another_class_are_not_moved_with_it():
    one, other = make_class(), make_class()
    strange = {other.sessions[0].id: placement_of(other.sessions[0])}
    with pytest.raises(NotThere):
        do(actions.rearrange, class_id=one.id, placements=strange)


def test_a_cancelled_class_opens_again_with_those_who_found_no_other():
    found = make_class()
    kept, moved = make_seat(training_class=found), make_seat(training_class=found)
    do(actions.cancel_class, class_id=found.id)
    other = make_class()
    do(actions.take_seat, enrolment_id=moved.enrolment_id, class_id=other.id)
    assert do(actions.reopen_class, class_id=found.id) == 1
    assert [each.enrolment_id for each in queries.seats(found.id)] == [kept.enrolment_id]
    assert [each.enrolment_id for each in queries.seats(other.id)] == [moved.enrolment_id]
    assert (found.cancelled_at, {each.cancelled_at for each in found.sessions}) == (None, {None})
    assert [code for _, code in told()] == ["class-cancelled", "class-cancelled", "class-reopened"]
    assert found.sequence == 2
    assert do(actions.reopen_class, class_id=found.id) == 0


def test_a_class_does_not_open_again_in_a_room_that_was_given_away():
    room = make_room()
    found = make_class(room=room)
    do(actions.cancel_class, class_id=found.id)
    make_class(room=room)
    assert refused(actions.reopen_class, class_id=found.id).reason is Reason.CLASH_OF_ROOM
    over = make_class()
    do(actions.cancel_class, class_id=over.id)
    with pytest.raises(Refused) as caught:
        actions.reopen_class(class_id=over.id, by=None, at=over.sessions[-1].starts_at)
    assert caught.value.reason is Reason.BEGUN


def test_a_class_of_which_only_the_prayer_is_left_is_not_called_off():
    found = make_class(programme="tj-arrival", trainer=make_trainer(programmes=("tj-arrival",)))
    *_, last_block, prayer = found.sessions
    assert (last_block.block is None, prayer.block) == (False, None)
    with pytest.raises(Refused) as caught:
        actions.cancel_class(class_id=found.id, by=None, at=last_block.starts_at)
    assert caught.value.reason is Reason.BEGUN


def test_one_class_becomes_two_and_a_freed_seat_is_offered():
    found = make_class(capacity=3)
    found.project = "SEEP, welding"
    seats = [make_seat(training_class=found) for _ in range(3)]
    wait = make_wait(training_class=found)
    second = {"class_id": found.id, "days": [found.first_day], "room_id": make_room(centre=found.centre).id,
              "trainer_ids": [make_trainer().id]}  # fmt: skip
    assert refused(actions.split_class, **second, seat_ids=[]).reason is Reason.NOBODY_CHOSEN
    assert refused(actions.split_class, **second | {"trainer_ids": [found.sessions[0].trainer_id]},
                   seat_ids=[seats[0].id]).reason is Reason.CLASH_OF_TRAINER  # fmt: skip
    made = do(actions.split_class, **second, seat_ids=[seats[1].id, seats[2].id])
    assert [each.enrolment_id for each in queries.seats(found.id)] == [seats[0].enrolment_id]
    assert {each.enrolment_id for each in queries.seats(made.id)} == {each.enrolment_id for each in seats[1:]}
    assert (made.project, wait.offered_until is None) == ("SEEP, welding", False)
    assert sorted(code for _, code in told()) == ["seat-moved", "seat-moved", "seat-offered"]


def test_a_class_is_not_half_divided():
    found = make_class()
    seat = make_seat(training_class=found, departs_on=found.last_day + timedelta(days=1))
    other = make_seat(training_class=found)
    count = db.session.query(TrainingClass).count()
    late = {"class_id": found.id, "days": [found.first_day + timedelta(days=1)], "trainer_ids": [make_trainer().id],
            "room_id": make_room(centre=found.centre).id, "seat_ids": [seat.id, other.id]}  # fmt: skip
    assert refused(actions.split_class, **late).reason is Reason.ENDS_AFTER_DEPARTURE
    assert (len(queries.seats(found.id)), db.session.query(TrainingClass).count(), told()) == (2, count, [])


def test_two_classes_become_one_and_the_emptied_one_is_cancelled():
    small, other = make_class(capacity=2), make_class(capacity=2)
    seats = [make_seat(training_class=small) for _ in range(2)]
    wait = make_wait(training_class=small)
    into = {"class_id": small.id, "into_id": other.id}
    do(actions.merge_classes, **into)
    assert (wait.outcome, wait.offered_until) == ("cancelled", None)
    assert sorted(code for _, code in told()) == ["class-cancelled", "seat-moved", "seat-moved"]
    assert {each.enrolment_id for each in queries.seats(other.id)} == {each.enrolment_id for each in seats}
    assert small.cancelled_at is not None
    third = make_class()
    make_seat(training_class=third)
    full = refused(actions.merge_classes, class_id=third.id, into_id=other.id)
    assert (full.reason, full.values) == (Reason.TOO_FEW_SEATS, {"free": 0, "people": 1})
    long = make_class(programme="tj-standard", variant="three-day")
    assert refused(actions.merge_classes, class_id=long.id, into_id=other.id).reason is Reason.OTHER_COURSE


# Whatever officers do, one after the other, nothing overlaps.
deeds = st.tuples(st.sampled_from(["make", "move", "day", "session", "cancel", "open", "trainer"]), st.integers(0, 3),
                  st.integers(0, 2), st.integers(0, 1), st.integers(0, 12))  # fmt: skip


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(deeds, min_size=4, max_size=9))
def test_no_sequence_of_changes_leaves_a_room_or_a_trainer_in_two_places(deeds_done):
    centre = make_centre(rooms=2)
    trainers = [make_trainer(), make_trainer()]
    made: list[int] = []
    for kind, which, days, thing, quarters in deeds_done:
        first = clock.today() + timedelta(days=3 + days)
        where = {"room_id": centre.rooms[thing].id, "trainer_id": trainers[quarters % 2].id}
        try:
            with db.session.begin_nested():
                _deed(kind, made, which, first, quarters, centre.rooms[thing], trainers[quarters % 2], where)
        except Refused:
            pass
        assert overlaps(made) == []


def _deed(kind, made, which, first, quarters, room, trainer, where) -> None:
    if kind == "make" or not made:
        made.append(make_class(room=room, trainer=trainer, first_day=first).id)
        return
    found = queries.training_class(made[which % len(made)])
    starts = time(8 + quarters // 4, 15 * (quarters % 4))
    if kind == "move":
        do(actions.move_class, class_id=found.id, on=first, starts=starts, **where)
    elif kind == "day":
        do(actions.move_class, class_id=found.id, day=found.sessions[0].day, on=first, starts=starts)
    elif kind == "session":
        session = found.sessions[quarters % len(found.sessions)]
        do(move_session, session_id=session.id, starts_at=session.starts_at + 15 * quarters * MINUTES, **where)
    elif kind == "trainer":
        do(actions.replace_trainer, class_id=found.id, trainer_id=trainer.id)
    else:
        do(actions.cancel_class if kind == "cancel" else actions.reopen_class, class_id=found.id)


def overlaps(class_ids: list[int]) -> list[tuple[ClassSession, ClassSession]]:
    rows = db.session.scalars(
        select(ClassSession).where(ClassSession.class_id.in_(class_ids), ClassSession.cancelled_at.is_(None))
    ).all()
    return [
        (one, other)
        for one, other in combinations(rows, 2)
        if (one.room_id == other.room_id or one.class_id == other.class_id
            or one.trainer_id is not None and one.trainer_id == other.trainer_id)
        and Interval(one.starts_at, one.ends_at).overlaps(Interval(other.starts_at, other.ends_at))
    ]  # fmt: skip


def test_a_seat_given_up_before_the_cancellation_is_not_given_back():
    found = make_class()
    seat = make_seat(training_class=found)
    actions.give_up_seat(seat_id=seat.id, by=None, at=clock.now() - timedelta(hours=1))
    do(actions.cancel_class, class_id=found.id)
    assert do(actions.reopen_class, class_id=found.id) == 0
    assert db.session.scalars(select(Seat).where(Seat.given_up_at.is_(None))).all() == []
