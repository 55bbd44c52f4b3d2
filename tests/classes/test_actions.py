from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from lms.centres import actions as places
from lms.centres.rules import Reason as PlaceReason
from lms.classes import actions, queries
from lms.classes.models import MakeUp, Seat, Wait
from lms.classes.rules import Outcome, Reason
from lms.core import clock
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.messages.models import OutboxMessage
from lms.trainers.rules import Kind as TrainerKind
from lms.trainers.rules import Reason as TrainerReason
from tests.factories.centres import make_centre, make_provider, make_room
from tests.factories.certificates import make_certificate
from tests.factories.classes import make_class, make_seat, make_wait, session_of
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("app")


def refused(action, **values) -> Refused:
    with pytest.raises(Refused) as caught:
        action(**values)
    return caught.value


def messages() -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def sit(training_class, enrolment, at=None):
    return actions.take_seat(
        enrolment_id=enrolment.id, class_id=training_class.id, by=None, at=at or clock.now()
    )


def test_a_class_has_all_blocks_and_breaks_at_the_hours_of_the_wall_clock():
    made = make_class()
    assert sum(each.training_minutes for each in made.sessions) == 390
    first, last = made.sessions[0], made.sessions[-1]
    assert (clock.local(first.starts_at).hour, clock.local(first.starts_at).minute) == (8, 30)
    assert clock.local(last.ends_at).date() == made.first_day == made.last_day
    assert all(one.ends_at == other.starts_at for one, other in pairwise(made.sessions))
    assert {each.trainer_id is None for each in made.sessions if each.break_kind} == {True}


def test_a_class_of_three_days_leaves_out_the_sunday():
    friday = clock.today() + timedelta(days=7 - (clock.today().weekday() - 4) % 7)
    made = make_class(programme="tj-standard", variant="three-day", first_day=friday)
    assert [clock.local(day[0].starts_at).date() for day in made.days] == [
        made.first_day, made.first_day + timedelta(days=1), made.first_day + timedelta(days=3),
    ]  # fmt: skip


@pytest.mark.parametrize(("area", "seats"), [(18, 18), (60, 25), (0.9 + 24, 24)])
def test_a_room_of_eighteen_metres_seats_eighteen_and_none_more_than_twenty_five(area, seats):
    assert make_class(room=make_room(area=area)).capacity == seats


def test_more_places_than_the_room_holds_are_refused():
    assert refused(make_class, room=make_room(area=18), capacity=19).values == {"most": 18}


def test_a_room_is_not_given_twice_in_either_order_of_entry():
    room, day = make_room(), clock.today() + timedelta(days=5)
    make_class(room=room, first_day=day)
    assert refused(make_class, room=room, first_day=day).reason is Reason.CLASH_OF_ROOM
    standard = {"programme": "tj-standard", "variant": "three-day", "room": room}
    assert refused(make_class, first_day=day, **standard).reason is Reason.CLASH_OF_ROOM


def test_a_trainer_is_not_in_two_rooms_at_once():
    trainer = make_trainer()
    made = make_class(trainer=trainer)
    wrong = refused(make_class, trainer=trainer)
    assert (wrong.reason, wrong.values) == (
        Reason.CLASH_OF_TRAINER, {"name": trainer.name, "day": made.first_day},
    )  # fmt: skip


def test_a_cancelled_class_gives_room_and_trainer_back():
    room, trainer = make_room(), make_trainer()
    made = make_class(room=room, trainer=trainer)
    actions.cancel_class(class_id=made.id, by=None, at=clock.now())
    assert make_class(room=room, trainer=trainer).id != made.id


@pytest.mark.parametrize(
    ("trainer", "reason"),
    [
        ({"programmes": ()}, TrainerReason.NOT_QUALIFIED),
        ({"passed_on": date(2024, 1, 1)}, TrainerReason.REFRESHER_DUE),
        ({"languages": ("ru",)}, TrainerReason.OTHER_LANGUAGE),
        ({"contract_until": date(2026, 1, 1)}, TrainerReason.CONTRACT_OVER),
    ],
)
def test_a_trainer_who_may_not_teach_is_refused(trainer, reason):
    assert refused(make_class, trainer=make_trainer(**trainer)).reason is reason


def test_a_provider_without_a_licence_on_the_day_is_refused():
    provider = make_provider(licensed_until=clock.today() + timedelta(days=3))
    room = make_room(centre=make_centre(provider=provider, rooms=0))
    assert refused(make_class, room=room).reason is PlaceReason.LICENCE_ENDED
    assert make_class(room=room, first_day=clock.today() + timedelta(days=3))


def test_a_licence_that_ends_within_the_class_is_refused():
    provider = make_provider(licensed_until=clock.today() + timedelta(days=5))
    room = make_room(centre=make_centre(provider=provider, rooms=0))
    found = refused(make_class, room=room, programme="tj-standard", variant="three-day")
    assert found.reason is PlaceReason.LICENCE_ENDED


def test_no_class_is_held_where_the_centre_is_closed():
    centre = make_centre()
    day = clock.today() + timedelta(days=5)
    places.close_days(centre_id=centre.id, first_day=day, last_day=day, why="", by=None, at=clock.now())
    found = refused(make_class, room=centre.rooms[0])
    assert (found.reason, found.values) == (PlaceReason.CLOSED_DAYS, {"day": day})


def test_a_guest_teaches_no_whole_class():
    guest = make_trainer(kind=TrainerKind.GUEST)
    assert refused(make_class, trainer=guest).reason is TrainerReason.NOT_AUTHORISED


def test_yesterday_is_too_late_to_make_a_class():
    assert refused(make_class, first_day=clock.today() - timedelta(days=1)).reason is Reason.DAY_PAST


def test_seats_are_numbered_from_one_and_the_same_person_sits_once():
    found, enrolment = make_class(capacity=3), make_enrolment()
    assert make_seat(training_class=found).number == 1
    mine = sit(found, enrolment)
    assert (mine.number, sit(found, enrolment).id) == (2, mine.id)


def test_a_full_class_says_so_and_a_freed_number_is_given_again():
    found = make_class(capacity=2)
    first = make_seat(training_class=found)
    make_seat(training_class=found)
    late = make_enrolment()
    assert refused(sit, training_class=found, enrolment=late).reason is Reason.FULL
    actions.give_up_seat(seat_id=first.id, by=None, at=clock.now())
    assert sit(found, late).number == 1


def test_taking_another_class_moves_the_seat():
    one, other, enrolment = make_class(), make_class(), make_enrolment()
    sit(one, enrolment)
    sit(other, enrolment)
    assert queries.own_seat(enrolment.id).class_id == other.id
    assert queries.seats(one.id) == []


def test_a_refused_move_leaves_the_old_seat():
    one, full, enrolment = make_class(), make_class(capacity=1), make_enrolment()
    make_seat(training_class=full)
    kept = sit(one, enrolment)
    assert refused(sit, training_class=full, enrolment=enrolment).reason is Reason.FULL
    assert queries.own_seat(enrolment.id).id == kept.id


def test_a_class_must_end_before_the_departure():
    leaves = clock.today() + timedelta(days=5)
    found = make_class(first_day=leaves)
    late = make_enrolment(departs_on=leaves)
    assert refused(sit, training_class=found, enrolment=late).reason is Reason.ENDS_AFTER_DEPARTURE
    assert sit(found, make_enrolment(departs_on=leaves + timedelta(days=1)))


def test_a_class_outside_the_window_is_not_forbidden():
    assert sit(make_class(), make_enrolment(departs_on=clock.today() + timedelta(days=90)))


def test_a_longer_course_serves_a_person_of_the_shorter_one_but_not_the_reverse():
    pilot, standard = make_enrolment(), make_enrolment(has_internet=False)
    assert (pilot.variant, standard.variant) == ("one-day", "three-day")
    assert sit(make_class(programme="tj-standard", variant="three-day"), pilot)
    assert refused(sit, training_class=make_class(), enrolment=standard).reason is Reason.DOES_NOT_TEACH_ALL


def test_a_class_is_joined_until_its_first_block_is_over():
    found = make_class()
    first = found.sessions[0]
    assert sit(found, make_enrolment(), at=first.starts_at + timedelta(minutes=10))
    late = {"training_class": found, "enrolment": make_enrolment(), "at": first.ends_at}
    assert refused(sit, **late).reason is Reason.BEGUN


def test_a_cancelled_class_tells_everybody_and_takes_nobody():
    found = make_class(capacity=1)
    seated, waiting = make_seat(training_class=found), make_wait(training_class=found)
    actions.cancel_class(class_id=found.id, by=None, at=clock.now())
    assert refused(sit, training_class=found, enrolment=make_enrolment()).reason is Reason.CANCELLED
    assert (seated.given_up_at is not None, waiting.outcome) == (True, Outcome.CANCELLED)
    assert [each.code for each in messages()] == ["class-cancelled", "class-cancelled"]


def test_a_freed_seat_is_offered_to_the_nearest_departure_in_her_language():
    found = make_class(capacity=1)
    seat = make_seat(training_class=found)
    today = clock.today()
    make_wait(training_class=found, departs_on=today + timedelta(days=20))
    soon = make_enrolment(departs_on=today + timedelta(days=9), language="ru")
    mine = make_wait(training_class=found, enrolment=soon)
    at = clock.at_local(clock.today(), 12)
    actions.give_up_seat(seat_id=seat.id, by=None, at=at)
    assert mine.offered_until == at + 24 * HOUR
    told = messages()
    assert [(each.person_key, each.code) for each in told] == [(soon.registration.key, "seat-offered")]
    assert refused(sit, training_class=found, enrolment=make_enrolment()).reason is Reason.FULL
    taken = actions.accept_offer(enrolment_id=soon.id, class_id=found.id, by=None, at=at)
    assert (taken.number, mine.outcome) == (1, Outcome.ACCEPTED)


def test_first_timers_are_asked_before_those_who_went_before():
    found = make_class(capacity=1)
    seat = make_seat(training_class=found)
    again, first = (make_wait(training_class=found, first_time=first) for first in (False, True))
    assert [one.wait.id for one in queries.waiting_list(found.id)] == [first.id, again.id]
    actions.give_up_seat(seat_id=seat.id, by=None, at=clock.now())
    assert (first.offered_until is None, again.offered_until is None) == (False, True)


def test_who_repeats_a_course_that_still_holds_is_asked_last_and_never_refused():
    """On one day: the first journey, then whose course is over, then who took one here or elsewhere lately (E3)."""
    found, today = make_class(capacity=1), clock.today()
    seat = make_seat(training_class=found)
    people = [make_enrolment(first_time=each) for each in (True, False, False, True)]
    here, elsewhere, over, first = (make_wait(training_class=found, enrolment=each) for each in people)
    make_certificate().registration_id = people[0].registration_id
    people[1].registration.oriented_on = today - timedelta(days=300)
    people[2].registration.oriented_on = today - timedelta(days=800)
    db.session.flush()
    line = queries.waiting_list(found.id)
    assert [(one.wait.id, one.repeats) for one in line] == [
        (first.id, False), (over.id, False), (here.id, True), (elsewhere.id, True),
    ]  # fmt: skip
    actions.give_up_seat(seat_id=seat.id, by=None, at=clock.now())
    for wait in (first, over, here):
        assert wait.offered_until is not None and elsewhere.offered_until is None
        actions.decline_offer(enrolment_id=wait.enrolment_id, class_id=found.id, by=None, at=clock.now())
    assert elsewhere.offered_until is not None


def test_an_offer_nobody_answers_passes_to_the_next():
    found = make_class(capacity=1)
    seat = make_seat(training_class=found)
    first, second = make_wait(training_class=found), make_wait(training_class=found)
    at = clock.at_local(clock.today(), 12)
    actions.give_up_seat(seat_id=seat.id, by=None, at=at)
    assert actions.pass_lapsed_offers(at=at + 23 * HOUR) == 0
    assert actions.pass_lapsed_offers(at=at + 24 * HOUR) == 1
    assert (first.outcome, second.offered_until is None) == (Outcome.LAPSED, False)
    late = {"enrolment_id": first.enrolment_id, "class_id": found.id, "by": None, "at": at + 24 * HOUR}
    assert refused(actions.accept_offer, **late).reason is Reason.NO_OFFER


def test_a_declined_offer_passes_to_the_next():
    found = make_class(capacity=1)
    seat = make_seat(training_class=found)
    first, second = make_wait(training_class=found), make_wait(training_class=found)
    at = clock.at_local(clock.today(), 12)
    actions.give_up_seat(seat_id=seat.id, by=None, at=at)
    actions.decline_offer(enrolment_id=first.enrolment_id, class_id=found.id, by=None, at=at)
    assert (first.outcome, second.offered_until) == (Outcome.DECLINED, at + 24 * HOUR)


def test_an_offer_made_at_night_is_held_from_the_morning_on_when_it_may_be_told():
    found = make_class(capacity=1)
    seat, wait = make_seat(training_class=found), make_wait(training_class=found)
    tomorrow = clock.today() + timedelta(days=1)
    actions.give_up_seat(seat_id=seat.id, by=None, at=clock.at_local(tomorrow, 2))
    assert wait.offered_until == clock.at_local(tomorrow, 8) + 24 * HOUR
    assert messages()[-1].expires_at == wait.offered_until


def test_somebody_who_leaves_too_soon_by_now_is_not_offered_the_seat():
    found = make_class(capacity=1)
    seat = make_seat(training_class=found)
    gone, able = make_enrolment(), make_wait(training_class=found)
    wait = make_wait(training_class=found, enrolment=gone)
    gone.journey.departs_on = found.last_day
    actions.give_up_seat(seat_id=seat.id, by=None, at=clock.now())
    assert (wait.offered_until is None, able.offered_until is None) == (True, False)


def test_waiting_for_a_class_with_a_free_seat_is_an_offer_at_once():
    found = make_class()
    assert make_wait(training_class=found).offered_until is not None


def test_asking_twice_is_waiting_once():
    found, enrolment = make_class(capacity=1), make_enrolment()
    make_seat(training_class=found)
    first = make_wait(training_class=found, enrolment=enrolment)
    assert make_wait(training_class=found, enrolment=enrolment).id == first.id
    actions.leave_waiting_list(enrolment_id=enrolment.id, class_id=found.id, by=None, at=clock.now())
    assert first.outcome == Outcome.LEFT


def test_the_roster_keeps_who_left_after_the_session_began():
    found, enrolment = make_class(), make_enrolment()
    seat = sit(found, enrolment)
    morning, afternoon = found.sessions[0], found.sessions[-1]
    actions.give_up_seat(seat_id=seat.id, by=None, at=morning.ends_at)
    assert (queries.roster(morning.id), queries.roster(afternoon.id)) == ([enrolment.id], [])


def book(found, enrolment, block="papers", at=None):
    return actions.book_make_up(
        session_id=session_of(found, block).id, enrolment_id=enrolment.id, block="papers", by=None,
        at=at or clock.now(),
    )  # fmt: skip


def test_a_make_up_is_a_place_at_the_end_of_the_roster():
    found, guest = make_class(), make_enrolment()
    seated = make_seat(training_class=found)
    booked = book(found, guest)
    assert book(found, guest).id == booked.id
    assert queries.roster(booked.session_id) == [seated.enrolment_id, guest.id]
    assert queries.roster(found.sessions[0].id) == [seated.enrolment_id]
    assert queries.seat_counts([found.id])[found.id].guests == 1


def test_a_make_up_needs_a_free_chair_and_takes_it_from_the_class():
    found = make_class(capacity=1)
    book(found, make_enrolment())
    assert refused(book, found=found, enrolment=make_enrolment()).reason is Reason.FULL
    assert refused(sit, training_class=found, enrolment=make_enrolment()).reason is Reason.FULL


def test_a_make_up_teaches_what_was_missed_before_the_departure_and_only_once():
    found, guest = make_class(), make_enrolment()
    assert refused(book, found=found, enrolment=guest, block="journey").reason is Reason.OTHER_BLOCK
    late = make_enrolment(departs_on=found.first_day)
    assert refused(book, found=found, enrolment=late).reason is Reason.ENDS_AFTER_DEPARTURE
    holder = make_enrolment()
    sit(found, holder)
    assert refused(book, found=found, enrolment=holder).reason is Reason.HAS_SEAT
    book(found, guest)
    assert refused(book, found=make_class(), enrolment=guest).reason is Reason.MAKE_UP_BOOKED


def test_a_cancelled_make_up_frees_the_chair():
    found, guest = make_class(capacity=1), make_enrolment()
    booked = book(found, guest)
    what = {"session_id": booked.session_id, "enrolment_id": guest.id, "by": None}
    actions.cancel_make_up(**what, at=clock.now())
    assert list(db.session.scalars(select(MakeUp))) == []
    assert refused(actions.cancel_make_up, **what, at=session_of(found, "papers").starts_at).reason is Reason.BEGUN


def test_another_trainer_takes_what_is_still_to_come():
    found, other = make_class(), make_trainer()
    noon = found.sessions[5].starts_at - timedelta(minutes=1)
    actions.replace_trainer(class_id=found.id, trainer_id=other.id, by=None, at=noon)
    blocks = [each for each in found.sessions if each.block]
    assert [each.trainer_id == other.id for each in blocks] == [each.starts_at > noon for each in blocks]
    busy = {"class_id": make_class().id, "trainer_id": other.id, "by": None, "at": clock.now()}
    assert refused(actions.replace_trainer, **busy).reason is Reason.CLASH_OF_TRAINER


def test_what_is_not_there_is_not_there():
    with pytest.raises(NotThere):
        actions.take_seat(enrolment_id=make_enrolment().id, class_id=999_999, by=None, at=clock.now())
    with pytest.raises(NotThere):
        actions.give_up_seat(seat_id=999_999, by=None, at=clock.now())
    assert db.session.scalar(select(Seat.id).where(Seat.class_id == 999_999)) is None
    assert db.session.scalar(select(Wait.id)) is None
