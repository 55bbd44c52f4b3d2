"""How far somebody is in a lesson."""

import pytest

from lms.learning.rules import State, after_reading, is_open, minutes_for, pages_left, place, state_of


@pytest.mark.parametrize(
    ("read", "state"),
    [(0, State.NOT_STARTED), (1, State.STARTED), (7, State.STARTED), (8, State.READ), (9, State.READ)],
)
def test_the_state_of_a_lesson_of_eight_screens(read, state):
    assert state_of(read, 8) is state


@pytest.mark.parametrize(("read", "screen"), [(0, 1), (1, 2), (7, 8), (8, 1)])
def test_one_goes_on_at_the_first_unread_screen_and_a_read_lesson_begins_again(read, screen):
    assert place(read, 8) == screen


def test_read_screens_and_the_next_one_are_open():
    assert [is_open(screen, 2, 8) for screen in (1, 2, 3, 4)] == [True, True, True, False]


def test_reading_goes_forward_screen_by_screen_and_never_back():
    assert [after_reading(screen, 3, 8) for screen in (1, 3, 4, 5)] == [3, 3, 4, 3]


def test_what_was_known_before_is_leapt_over_but_may_be_opened():
    known = {2, 3, 6}
    assert [place(read, 8, known) for read in (0, 1, 3, 5, 8)] == [1, 4, 4, 7, 1]
    assert [is_open(screen, 1, 8, known) for screen in (2, 3, 4, 5)] == [True, True, True, False]
    assert [after_reading(screen, 1, 8, known) for screen in (2, 4, 5)] == [2, 4, 1]


def test_behind_the_last_screen_that_is_needed_the_lesson_is_read():
    assert after_reading(5, 4, 8, {6, 7, 8}) == 8
    assert after_reading(5, 4, 8, {6, 7}) == 5


def test_what_is_left_out_takes_no_time():
    assert (pages_left(0, 8, {2, 3, 6}), pages_left(4, 8, {2, 3, 6})) == (5, 3)
    assert [minutes_for(10, pages, 8) for pages in (8, 5, 0)] == [10, 7, 0]
