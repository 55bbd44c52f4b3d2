"""What counts as attended, and how far somebody is."""

from datetime import date, datetime, timedelta

import pytest

from lms.attendance.rules import (
    MarkState,
    Standing,
    counts_as_attended,
    covered,
    is_too_early,
    may_still_correct,
    standing,
)
from lms.attendance.rules.days import minutes_between

BLOCKS = [("journey", ("travel", "entry")), ("money", ("money",)), ("family", ("family",))]


@pytest.mark.parametrize(
    ("state", "counts"),
    [(MarkState.PRESENT, True), (MarkState.LATE, True), (MarkState.LEFT_EARLY, False), (MarkState.ABSENT, False)],
)
def test_who_came_attended_and_who_left_before_the_end_did_not(state, counts):
    assert counts_as_attended(state) is counts


def test_a_block_is_covered_only_when_all_its_modules_were_taught():
    assert covered(BLOCKS, {"travel", "money"}) == ("money",)


def test_a_block_of_another_programme_may_cover_one_here():
    assert covered(BLOCKS, {"travel", "entry", "family", "culture"}) == ("journey", "family")


def test_before_the_course_everything_is_ahead():
    found = standing(BLOCKS, attended_modules=(), coming_modules=(), began=False)
    assert found == Standing((), (), ("journey", "money", "family"))


def test_what_no_coming_session_completes_is_missing():
    found = standing(BLOCKS, attended_modules={"money"}, coming_modules={"family"}, began=True)
    assert found == Standing(("money",), ("journey",), ("family",))


def test_a_booked_make_up_puts_a_missed_block_ahead_again():
    found = standing(BLOCKS, attended_modules={"money", "family", "travel"}, coming_modules={"entry"}, began=True)
    assert found == Standing(("money", "family"), (), ("journey",))


def test_the_roll_is_called_on_the_day_not_before():
    day = date(2026, 5, 12)
    assert is_too_early(day - timedelta(days=1), day)
    assert not is_too_early(day, day)


@pytest.mark.parametrize(
    ("runs_class", "is_closed", "day", "may"),
    [(False, True, 12, True), (False, True, 13, False), (False, False, 13, True), (True, True, 13, True)],
)
def test_a_trainer_corrects_on_the_same_day_and_who_runs_the_class_at_any_time(runs_class, is_closed, day, may):
    assert may_still_correct(
        runs_class=runs_class, is_closed=is_closed, held_on=date(2026, 5, 12), today=date(2026, 5, day)
    ) is may


def test_the_minutes_of_a_block_are_those_between_the_times_that_people_read():
    began, ended = datetime(2027, 3, 2, 8, 31, 50), datetime(2027, 3, 2, 9, 41, 5)
    assert minutes_between(began, ended) == 70
