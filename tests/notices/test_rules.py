from datetime import datetime

import pytest

from lms.messages.rules.quiet import quiet_hours
from lms.notices.rules import (
    LEAVES_SOON,
    LEAVES_VERY_SOON,
    stage_before_departure,
    tells_of_offer,
    tells_of_today,
    tells_of_tomorrow,
)

NIGHT = quiet_hours("21:00-08:00")


def at(text: str) -> datetime:
    """A moment of March 2027: "2 11:00"."""
    return datetime.strptime(f"2027-03 {text}", "%Y-%m %d %H:%M")


@pytest.mark.parametrize(
    ("now", "booked", "goes_on", "told"),
    [
        ("2 09:59", "1 12:00", False, False), ("2 10:00", "1 12:00", False, True), ("2 23:00", "1 12:00", False, True),
        ("2 15:00", "2 09:00", False, False), ("2 15:00", "1 12:00", True, False),
    ],
)  # fmt: skip
def test_the_day_before_class(now, booked, goes_on, told):
    assert tells_of_tomorrow(at(now), at(booked), goes_on=goes_on) is told


@pytest.mark.parametrize(
    ("now", "starts", "told"),
    [("2 06:00", "2 09:00", True), ("2 08:40", "2 09:00", True), ("2 08:41", "2 09:00", False),
     ("2 06:00", "2 08:10", False)],
)  # fmt: skip
def test_the_morning_of_class(now, starts, told):
    assert tells_of_today(at(now), at("1 12:00"), at(starts), NIGHT, goes_on=False) is told


@pytest.mark.parametrize(
    ("now", "until", "told"),
    [
        ("2 11:59", "2 15:00", False), ("2 12:00", "2 15:00", True), ("2 14:45", "2 15:00", False),
        ("1 20:58", "2 09:00", False), ("1 20:59", "2 09:00", True),
    ],
)  # fmt: skip
def test_before_the_end_of_an_offer_and_not_in_the_night_before_it(now, until, told):
    assert tells_of_offer(at(now), at(until), NIGHT) is told


@pytest.mark.parametrize(
    ("days", "stage"),
    [(8, None), (7, LEAVES_SOON), (4, LEAVES_SOON), (3, LEAVES_VERY_SOON), (1, LEAVES_VERY_SOON), (0, None)],
)
def test_a_week_and_three_days_before_the_departure(days, stage):
    assert stage_before_departure(days) == stage
