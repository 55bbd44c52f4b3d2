"""When an advisory stands and for whom."""

from datetime import date

import pytest

from lms.advisories.rules import State, is_for, names_of, state_of

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("approved", "withdrawn", "today", "state"),
    [
        (False, False, FIRST, State.WAITING),
        (True, False, date(2026, 10, 31), State.COMING),
        (True, False, FIRST, State.STANDING),
        (True, False, LAST, State.STANDING),
        (True, False, date(2026, 12, 1), State.LAPSED),
        (False, False, date(2026, 12, 1), State.LAPSED),
        (True, True, FIRST, State.WITHDRAWN),
    ],
)
def test_it_stands_from_its_first_day_to_its_last(approved, withdrawn, today, state):
    assert state_of(approved=approved, withdrawn=withdrawn, starts_on=FIRST, ends_on=LAST, today=today) is state


def test_it_is_for_everybody_or_for_those_bound_for_one_place():
    moscow, nowhere = ("moscow", "RU"), (None, "RU")
    assert is_for(None, None, moscow)
    assert is_for("RU", None, moscow) and is_for("RU", None, nowhere)
    assert is_for("RU", "moscow", moscow) and not is_for("RU", "moscow", nowhere)
    assert not is_for("DE", None, moscow)


def test_a_module_is_meant_by_its_own_name_and_by_that_of_the_one_below():
    assert names_of("money", None, None) == {"money"}
    assert names_of("ru-money", "money", "RU") >= {"ru-money", "money"}
    assert "ru-money" in names_of("money", None, "RU")
