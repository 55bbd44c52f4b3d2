"""What comes next for a trainee."""

from dataclasses import replace

import pytest

from lms.home.rules import Path, Span, Step, Stop, next_step, stops, strip

FRESH = Path(
    enrolled=True, has_offer=False, has_seat=False, waits=False, class_over=False, misses_block=False,
    evaluation_open=False, assessment_open=True, lessons_left=4, certified=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({"enrolled": False}, Step.ENROL),
        ({}, Step.TAKE_SEAT),
        ({"waits": True}, Step.READ),
        ({"waits": True, "has_offer": True}, Step.ANSWER_OFFER),
        ({"has_seat": True}, Step.READ),
        ({"has_seat": True, "lessons_left": 0}, Step.ATTEND),
        ({"has_seat": True, "class_over": True, "misses_block": True}, Step.MAKE_UP),
        ({"has_seat": True, "class_over": True, "evaluation_open": True, "certified": True}, Step.EVALUATE),
        ({"has_seat": True, "class_over": True, "certified": True}, Step.ASSESS),
        ({"has_seat": True, "class_over": True, "certified": True, "assessment_open": False}, Step.READ),
        (
            {"has_seat": True, "class_over": True, "certified": True, "assessment_open": False, "lessons_left": 0},
            Step.DONE,
        ),
    ],
)
def test_the_next_step(facts, step):
    assert next_step(replace(FRESH, **facts)) is step


def test_every_step_but_the_first_has_words_on_the_start_page():
    from pathlib import Path as File

    pages = File(__file__).parents[2] / "lms" / "home" / "templates" / "home"
    assert [step for step in Step if step is not Step.ENROL and not (pages / f"next_{step}.html").exists()] == []


def test_the_stops_say_what_is_behind_one():
    done = {stop for stop, reached in stops(replace(FRESH, has_seat=True), assessed=False) if reached}
    assert done == {Stop.REGISTERED, Stop.SEAT}


def test_the_strip_of_a_day_is_cut_where_the_desk_opens_and_closes():
    day = [(7 * 60, 9 * 60, False), (9 * 60, 9 * 60 + 15, True), (17 * 60, 19 * 60, False), (1200, 1260, False)]
    assert strip(day) == [
        Span(0.0, 10.0, False), Span(10.0, 2.5, True), Span(90.0, 10.0, False),
    ]  # fmt: skip
