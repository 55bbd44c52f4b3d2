from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lms.classes.rules.calendar import Appointment, calendar_file, folded
from lms.classes.rules.seats import free_seats, next_number
from lms.classes.rules.timetable import (
    Interval,
    clashes,
    days_fit,
    ends_in_time,
    fits_window,
    monday_of,
    proposed_days,
    teaches_all,
)
from lms.classes.rules.waiting import Waiter, offer_deadline, waiting_order

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
intervals = st.builds(  # of one day: drawn from a year, no two would ever overlap
    lambda starts, quarters: Interval(NOON + starts * HOUR / 4, NOON + (starts + quarters) * HOUR / 4),
    st.integers(0, 30), st.integers(1, 12),
)
lines = st.lists(
    st.builds(
        Waiter, st.integers(1), st.dates(date(2026, 1, 1), date(2026, 1, 5)), st.booleans(), moments,
        repeats=st.booleans(),
    ),
    unique_by=lambda one: one.wait_id,
)


@given(lines, st.randoms(use_true_random=False))
def test_the_order_of_a_waiting_list_does_not_depend_on_how_it_is_read(people, chance):
    mixed = people.copy()
    chance.shuffle(mixed)
    assert waiting_order(mixed) == waiting_order(people)


@given(lines)
def test_nobody_who_leaves_later_is_asked_before_somebody_who_leaves_sooner(people):
    order = waiting_order(people)
    assert [one.departs_on for one in order] == sorted(one.departs_on for one in people)
    for one, other in pairwise(order):
        if one.departs_on == other.departs_on:
            assert one.repeats <= other.repeats
            if one.repeats == other.repeats:
                assert one.first_time >= other.first_time
                assert one.first_time > other.first_time or one.asked_at <= other.asked_at


@given(*[st.integers(0, 30)] * 4)
def test_free_seats_are_never_less_than_none_nor_more_than_the_room_holds(capacity, taken, offered, guests):
    free = free_seats(capacity=capacity, taken=taken, offered=offered, guests=guests)
    assert 0 <= free <= capacity
    assert free == 0 or free + taken + offered + guests == capacity


@given(st.sets(st.integers(1, 25)), st.integers(1, 25))
def test_the_next_number_is_the_lowest_that_nobody_has(taken, capacity):
    number = next_number(taken, capacity)
    if number is None:
        assert set(range(1, capacity + 1)) <= taken
    else:
        assert number <= capacity
        assert number not in taken
        assert set(range(1, number)) <= taken


@given(intervals, intervals)
def test_two_times_clash_in_either_order_of_entry(one, other):
    shared = max(one.starts, other.starts) < min(one.ends, other.ends)
    assert one.overlaps(other) == other.overlaps(one) == shared
    assert clashes([one], [other]) == ([one] if shared else [])
    assert clashes([other], [one]) == ([other] if shared else [])


def test_a_session_may_begin_when_another_ends():
    assert not Interval(NOON, NOON + HOUR).overlaps(Interval(NOON + HOUR, NOON + 2 * HOUR))


def test_the_window_is_the_fourteen_days_before_departure():
    leaves = date(2026, 12, 15)
    inside = [day for day in range(1, 32) if fits_window(leaves, date(2026, 12, day), 14)]
    assert inside == list(range(1, 15))
    assert ends_in_time(leaves, date(2026, 12, 14))
    assert not ends_in_time(leaves, leaves)


def test_an_offer_is_held_a_day_or_half_of_what_is_left():
    assert offer_deadline(NOON, NOON + 72 * HOUR) == NOON + 24 * HOUR
    assert offer_deadline(NOON, NOON + 10 * HOUR) == NOON + 5 * HOUR
    assert offer_deadline(NOON, NOON + HOUR) is None
    assert offer_deadline(NOON, NOON - HOUR) is None


def test_a_class_suits_when_it_teaches_every_needed_module():
    assert teaches_all({"money", "papers", "work"}, [("money",), ("papers", "work")])
    assert not teaches_all({"money", "papers"}, [("money",), ("papers", "work")])
    assert teaches_all(set(), [])


def test_sundays_are_left_out_of_proposed_days():
    friday = date(2026, 11, 20)
    assert proposed_days(friday, 3) == [friday, date(2026, 11, 21), date(2026, 11, 23)]
    assert proposed_days(friday, 1) == [friday]


def test_days_of_a_class_are_in_order_and_as_many_as_the_variant_has():
    one, two = date(2026, 11, 20), date(2026, 11, 21)
    assert days_fit([one, two], 2)
    assert not days_fit([two, one], 2)
    assert not days_fit([one, one], 2)
    assert not days_fit([one], 2)


def test_the_week_begins_on_monday():
    assert monday_of(date(2026, 11, 22)) == date(2026, 11, 16)
    assert monday_of(date(2026, 11, 16)) == date(2026, 11, 16)


def test_a_calendar_file_says_when_where_and_which_entry_it_replaces():
    entry = Appointment(
        "class-1-day-1@here", NOON, NOON + HOUR, "One day; all, of it", "Маркази Душанбе", "a\nb", 1, True
    )
    file = calendar_file([entry], product="lms", made_at=NOON)
    assert file.split("\r\n") == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//lms//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
        "UID:class-1-day-1@here", "DTSTAMP:20261121T120000Z", "SEQUENCE:1", "DTSTART:20261121T120000Z",
        "DTEND:20261121T130000Z", "SUMMARY:One day\\; all\\, of it", "LOCATION:Маркази Душанбе",
        "DESCRIPTION:a\\nb", "STATUS:CANCELLED", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip


@given(st.text(st.characters(exclude_characters="\r\n", codec="utf-8")))
def test_long_lines_are_folded_between_letters_and_unfold_to_themselves(line):
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert folded(line).replace("\r\n ", "") == line
