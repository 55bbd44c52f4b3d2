from datetime import date, time

import pytest

from lms.centres.rules import Reason
from lms.centres.rules.opening import ALL_DAY, ClosedDays, Hours, Opening, opening_on, why_closed, why_outside
from lms.curriculum.rules.calendar import Fast, Holiday, fast_on, faults_of, holiday_on, next_fast

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)
USUAL, SHORT = Opening(time(8), time(17)), Opening(time(9), time(15))
WEEK = {day: USUAL for day in ("mon", "tue", "wed", "thu", "fri")}
NAVRUZ = Holiday({"en": "Navruz"}, MONDAY, MONDAY)
COUNTRY = {
    "holidays": [
        {"month": 3, "day": 21, "days": 4, "names": {"en": "Navruz"}},
        {"dates": ["2027-03-10"], "names": {"en": "Idi Ramazon"}, "to_confirm": True},
    ],
    "ramadan": [{"first": "2027-02-08", "last": "2027-03-09", "opens": "09:00", "closes": "16:00"}],
}


@pytest.mark.parametrize(
    ("hours", "day", "holiday", "why"),
    [
        (Hours(), SUNDAY, None, None),
        (Hours(WEEK), MONDAY, None, None),
        (Hours(WEEK), SUNDAY, None, Reason.CLOSED_WEEKDAY),
        (Hours(WEEK), MONDAY, NAVRUZ, Reason.PUBLIC_HOLIDAY),
        (Hours(WEEK, open_on_holidays=True), MONDAY, NAVRUZ, None),
        (Hours(closed=(ClosedDays(SUNDAY, MONDAY),)), MONDAY, None, Reason.CLOSED_DAYS),
        (Hours(closed=(ClosedDays(SUNDAY, SUNDAY),)), MONDAY, None, None),
    ],
)
def test_why_a_centre_is_closed(hours, day, holiday, why):
    assert why_closed(hours, day, holiday=holiday) == why
    assert (opening_on(hours, day, holiday=holiday) is None) == (why is not None)


@pytest.mark.parametrize(
    ("hours", "fast", "opening"),
    [
        (Hours(), None, ALL_DAY),
        (Hours(WEEK), None, USUAL),
        (Hours(WEEK), Fast(SUNDAY, MONDAY), USUAL),
        (Hours(WEEK), Fast(SUNDAY, MONDAY, (time(7), time(14))), Opening(time(8), time(14))),
        (Hours(WEEK, SHORT), Fast(SUNDAY, MONDAY, (time(7), time(14))), SHORT),
        (Hours(WEEK, SHORT), None, USUAL),
    ],
)
def test_hours_in_ramadan_are_never_longer_than_usual(hours, fast, opening):
    assert opening_on(hours, MONDAY, fast=fast) == opening


@pytest.mark.parametrize(
    ("starts", "ends", "why"),
    [
        (time(8), time(17), None),
        (time(7, 59), time(12), Reason.BEFORE_OPENING),
        (time(9), time(17, 1), Reason.AFTER_CLOSING),
    ],
)
def test_what_lies_outside_the_hours(starts, ends, why):
    assert why_outside(USUAL, starts, ends) == why


def test_a_day_does_not_end_before_it_begins():
    assert Hours({"mon": Opening(time(17), time(8))}).fault() is Reason.HOURS_BACKWARDS
    assert Hours(WEEK, Opening(time(9), time(9))).fault() is Reason.HOURS_BACKWARDS


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 20), None), (date(2026, 3, 21), "Navruz"), (date(2030, 3, 24), "Navruz"),
        (date(2030, 3, 25), None), (date(2027, 3, 10), "Idi Ramazon"), (date(2028, 3, 10), None),
    ],
)  # fmt: skip
def test_holidays_come_each_year_or_on_their_dates(day, name):
    found = holiday_on(COUNTRY, day)
    assert (found.names["en"] if found else None) == name


def test_ramadan_has_its_hours():
    assert fast_on(COUNTRY, date(2027, 3, 9)).hours == (time(9), time(16))
    assert fast_on(COUNTRY, date(2027, 3, 10)) is None
    assert [next_fast(COUNTRY, date(2027, *day)) is None for day in ((1, 1), (3, 9), (3, 10))] == [False, False, True]


@pytest.mark.parametrize(
    ("country", "said"),
    [
        (COUNTRY, 0),
        ({"holidays": [{"month": 2, "day": 30, "names": {"en": "A"}}]}, 1),
        ({"holidays": [{"month": 2, "names": {"en": "A"}}]}, 1),
        ({"holidays": [{"dates": ["2027-03-10"], "names": {"en": "A"}}]}, 1),
        ({"ramadan": [{"first": "2027-03-09", "last": "2027-02-08"}]}, 1),
        ({"ramadan": [{"first": "2027-02-08"}]}, 1),
    ],
)
def test_an_author_is_told_what_is_wrong_with_a_calendar(country, said):
    assert len(faults_of(country)) == said
