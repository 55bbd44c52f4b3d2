"""What a day leaves out, prayer times, and the dates of a moved class."""

from datetime import UTC, date, datetime, timedelta
from math import cos, radians, sin, tan
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.classes.rules.agenda import Advice, Line, moved_days, remarks
from lms.classes.rules.prayer import Prayer, PrayerTime, _noon, _sun, prayer_times, sunrise
from lms.classes.rules.timetable import SUNDAY

DUSHANBE = {"latitude": 38.56, "longitude": 68.79}
LONDON = {"latitude": 51.5074, "longitude": -0.1278}
dates = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def day(*parts: tuple[int, str | None]) -> list[Line]:
    """Lines one after the other from 8:30 on: minutes, and the kind of break."""
    at, lines = datetime(2026, 11, 23, 8, 30, tzinfo=UTC), []
    for minutes, kind in parts:
        lines.append(Line(at, at + timedelta(minutes=minutes), kind))
        at = lines[-1].ends
    return lines


def said(lines, net=240, breaks=None, prayers=()) -> list[Advice]:
    return [each.advice for each in remarks(lines, net_minutes=net, breaks=breaks or {}, prayers=prayers)]


def prayer(begins: int, ends: int) -> PrayerTime:
    """A prayer between two full hours."""
    return PrayerTime(Prayer.NOON, *(datetime(2026, 11, 23, each, tzinfo=UTC) for each in (begins, ends)))


def test_a_day_as_planned_is_not_remarked_upon():
    lines = day((120, None), (20, "tea"), (120, None))
    assert said(lines, breaks={"tea": 20}, prayers=[prayer(10, 11), prayer(12, 14)]) == []


def test_missing_minutes_breaks_and_rest_are_said():
    assert said(day((120, None), (15, "tea"), (100, None)), breaks={"tea": 15}) == [Advice.SHORT]
    assert said(day((120, None), (15, "tea"), (121, None)), net=240) == [Advice.LONG, Advice.NO_REST]
    assert said(day((120, None), (10, "tea"), (120, None)), breaks={"tea": 15, "lunch": 45}) == [
        Advice.BREAK_SHORT, Advice.BREAK_MISSING,
    ]  # fmt: skip
    assert said(day((80, None), (80, None), (80, None))) == [Advice.NO_REST]


@pytest.mark.parametrize(
    ("begins", "ends", "free"),
    [(6, 9, True), (9, 10, False), (10, 11, True), (11, 12, False), (12, 13, True), (13, 15, True), (9, 12, True)],
)
def test_a_prayer_needs_ten_free_minutes_before_within_or_after_the_class(begins, ends, free):
    lines = day((120, None), (20, "tea"), (120, None))  # 8:30–10:30, 10:50–12:50
    assert said(lines, prayers=[prayer(begins, ends)]) == ([] if free else [Advice.NO_PRAYER])


@pytest.mark.parametrize(
    ("on", "rises", "sets"),
    [(date(2024, 6, 21), (3, 43), (20, 21)), (date(2024, 12, 21), (8, 4), (15, 53))],  # as almanacs print them, UTC
)
def test_the_sun_rises_and_sets_in_london_as_almanacs_say(on, rises, sets):
    up = sunrise(on, **LONDON)
    down = next(each.begins for each in prayer_times(on, **LONDON) if each.prayer is Prayer.SUNSET)
    assert abs(up - datetime(on.year, on.month, on.day, *rises, tzinfo=UTC)) <= timedelta(minutes=1)
    assert abs(down - datetime(on.year, on.month, on.day, *sets, tzinfo=UTC)) <= timedelta(minutes=1)


@pytest.mark.parametrize(("on", "minutes"), [(date(2024, 11, 3), 16.4), (date(2024, 2, 11), -14.2)])
def test_a_sundial_is_fast_in_november_and_slow_in_february(on, minutes):
    noon = _noon(on, 0)
    assert abs((datetime(on.year, on.month, on.day, 12, tzinfo=UTC) - noon) - timedelta(minutes=minutes)) < timedelta(
        seconds=20
    )


@given(dates)
def test_the_prayers_of_dushanbe_follow_one_another_through_the_day(on):
    times = prayer_times(on, **DUSHANBE)
    assert [each.prayer for each in times] == list(Prayer)
    assert all(one.ends <= other.begins for one, other in pairwise(times))
    assert all(one.ends == other.begins for one, other in pairwise(times[1:]))
    assert {(each.begins + timedelta(hours=5)).date() for each in times} == {on}


@given(dates)
def test_the_afternoon_begins_when_a_shadow_is_twice_its_thing_beside_that_of_noon(on):
    latitude, declination = DUSHANBE["latitude"], _sun(_noon(on, DUSHANBE["longitude"]))[0]
    afternoon = next(each.begins for each in prayer_times(on, **DUSHANBE) if each.prayer is Prayer.AFTERNOON)
    hours = (afternoon - _noon(on, DUSHANBE["longitude"])) / timedelta(hours=1)
    place, sun = radians(latitude), radians(declination)
    height = sin(place) * sin(sun) + cos(place) * cos(sun) * cos(radians(15 * hours))
    shadow = (1 - height**2) ** 0.5 / height
    assert abs(shadow - (2 + tan(radians(latitude - declination)))) < 0.001


def test_where_the_night_stays_light_there_is_no_night_prayer_by_the_sun():
    assert Prayer.NIGHT not in [each.prayer for each in prayer_times(date(2024, 6, 21), **LONDON)]


@given(st.lists(dates, min_size=1, max_size=5, unique=True).map(sorted), dates)
def test_a_moved_class_keeps_its_order_and_works_no_sunday_but_the_one_chosen(days, first):
    days = [days[0] + timedelta(days=min((each - days[0]).days, 40)) for each in days]
    days = sorted(set(days))
    moved = moved_days(days, first)
    assert (moved[0], len(moved)) == (first, len(days))
    assert all(one < other for one, other in pairwise(moved))
    assert SUNDAY not in {each.weekday() for each in moved[1:]}
    if first.weekday() != SUNDAY and SUNDAY not in {each.weekday() for each in days}:
        assert moved_days(moved, days[0]) == days


def test_a_class_from_friday_to_monday_moves_to_three_days_in_a_row():
    friday = date(2026, 11, 20)
    days = [friday, friday + timedelta(days=1), friday + timedelta(days=3)]
    assert moved_days(days, friday + timedelta(days=3)) == [friday + timedelta(days=n) for n in (3, 4, 5)]
