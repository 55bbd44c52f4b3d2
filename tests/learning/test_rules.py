"""How far somebody is in a lesson."""

import pytest

from lms.learning.rules import State, after_reading, is_open, place, state_of


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
    assert [is_open(screen, 2) for screen in (1, 2, 3, 4)] == [True, True, True, False]


def test_reading_goes_forward_screen_by_screen_and_never_back():
    assert [after_reading(screen, 3) for screen in (1, 3, 4, 5)] == [3, 3, 4, 3]
