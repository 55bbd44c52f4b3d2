from datetime import date

import pytest

from lms.centres.rules import Licence, Reason, licence_holds, licence_state, most_in, room_fault, seats_in

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("area", "seats", "most"),
    [(0.9, 0, 1), (20.0, 20, 25), (20.9, 20, 25), (12.0, 12, 15), (25.0, 25, 25), (80.0, 25, 25)],
)
def test_one_seat_for_each_full_square_metre_and_at_most_a_class(area, seats, most):
    assert (seats_in(area), most_in(area)) == (seats, most)


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
