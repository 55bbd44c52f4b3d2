from dataclasses import dataclass
from datetime import date

import pytest

from lms.centres.rules import (
    Equipment,
    Licence,
    Reason,
    Site,
    Tenure,
    Layout,
    gaps_in,
    is_bare_number,
    layouts_missing,
    licence_holds,
    licence_state,
    may_train,
    most_in,
    room_fault,
    seats_in,
)

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("area", "seats", "most"),
    [(0.9, 0, 1), (20.0, 20, 25), (20.9, 20, 25), (12.0, 12, 15), (25.0, 25, 25), (80.0, 25, 25)],
)
def test_one_seat_for_each_full_square_metre_and_at_most_a_class(area, seats, most):
    assert (seats_in(area), most_in(area)) == (seats, most)


@pytest.mark.parametrize(
    ("name", "bare"), [("1", True), (" 12а ", True), ("Утоқи 2", False), ("Computer room", False), ("", False)]
)
def test_a_room_called_by_its_number_alone(name, bare):
    assert is_bare_number(name) is bare


@pytest.mark.parametrize(
    ("first", "last", "state", "holds"),
    [
        (date(2026, 1, 1), None, Licence.HOLDS, True),
        (date(2026, 1, 1), date(2027, 6, 30), Licence.HOLDS, True),
        (date(2026, 1, 1), date(2026, 12, 31), Licence.ENDS_SOON, True),
        (date(2026, 1, 1), TODAY, Licence.ENDS_SOON, True),
        (date(2026, 1, 1), date(2026, 11, 20), Licence.ENDED, False),
        (date(2026, 12, 1), None, Licence.NOT_YET, False),
    ],
)
def test_licences(first, last, state, holds):
    assert (licence_state(first, last, TODAY), licence_holds(first, last, TODAY)) == (state, holds)


@pytest.mark.parametrize(("area", "fault"), [(0.5, Reason.ROOM_SMALL), (30.0, None), (5000.0, Reason.ROOM_HUGE)])
def test_rooms_that_cannot_be(area, fault):
    assert room_fault(area) == fault


@dataclass(frozen=True)
class Provider:
    licensed_from: date = date(2026, 1, 1)
    licensed_until: date | None = TODAY
    audiences: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("provider", "reasons"),
    [
        (Provider(), []),
        (Provider(licensed_until=date(2026, 11, 20)), [Reason.LICENCE_ENDED]),
        (Provider(licensed_from=date(2026, 11, 22), licensed_until=None), [Reason.LICENCE_NOT_BEGUN]),
        (Provider(audiences=("migrant", "family"), regions=("sughd",)), []),
        (Provider(audiences=("family",), regions=("gbao",)), [Reason.OTHER_AUDIENCE, Reason.OTHER_REGION]),
    ],
)
def test_a_licence_says_whom_where_and_when(provider, reasons):
    assert may_train(provider, "migrant", "sughd", TODAY) == reasons


def test_only_a_permanent_room_needs_a_cupboard_that_locks():
    all_but_two = set(Equipment) - {Equipment.SCREEN, Equipment.CUPBOARD}
    assert gaps_in(all_but_two, Tenure.PERMANENT) == [Equipment.SCREEN, Equipment.CUPBOARD]
    assert gaps_in(all_but_two, Tenure.RENTED) == [Equipment.SCREEN]


@pytest.mark.parametrize(
    ("site", "fault"),
    [
        (Site(Tenure.RENTED), Reason.RENTAL_UNDATED),
        (Site(Tenure.RENTED, TODAY, date(2026, 1, 1)), Reason.RENTAL_BACKWARDS),
        (Site(Tenure.RENTED, TODAY), None),
        (Site(Tenure.MOBILE), None),
    ],
)
def test_a_rental_has_its_dates(site, fault):
    assert site.fault() == fault


def test_a_rented_place_is_there_while_it_is_rented():
    site = Site(Tenure.RENTED, date(2026, 11, 1), date(2026, 11, 30))
    days = (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1))
    assert [site.is_had(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("layouts", "equipment", "missing"),
    [
        ((), (), [Layout.GROUPS, Layout.HORSESHOE]),  # nothing recorded: rows
        ((), (Equipment.MOVABLE_DESKS,), []),
        ((Layout.GROUPS,), (Equipment.MOVABLE_DESKS,), [Layout.HORSESHOE]),  # what is recorded counts
        ((Layout.GROUPS, Layout.CIRCLE), (), []),
    ],
)
def test_a_plan_asks_for_chairs_that_a_room_cannot_set_so(layouts, equipment, missing):
    asked = [(Layout.GROUPS,), (Layout.HORSESHOE, Layout.CIRCLE), (Layout.GROUPS,)]
    assert layouts_missing(asked, layouts, equipment) == missing
