"""What comes next for a trainee."""

from dataclasses import replace
from datetime import date

import pytest

from lms.home.rules import Path, Span, Step, Stop, next_step, stops, strip
from lms.home.rules.founding import Foundation, first_steps, next_foundation
from lms.home.rules.tasks import Filling, Kind, Task, TaskKind, in_order, is_thin, placeable

FRESH = Path(
    has_offer=False, has_seat=False, waits=False, class_over=False, misses_block=False,
    evaluation_open=False, assessment_open=True, lessons_left=4, certified=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({}, Step.TAKE_SEAT),
        ({"waits": True}, Step.READ),
        ({"waits": True, "has_offer": True}, Step.ANSWER_OFFER),
        ({"has_seat": True}, Step.READ),
        ({"next_open": True, "misses_block": True}, Step.GO_ON),
        ({"classes_open": False}, Step.READ),
        ({"classes_open": False, "lessons_left": 0}, Step.ASK_MEETING),
        ({"has_seat": True, "expected": True}, Step.READ),
        ({"has_seat": True, "expected": True, "lessons_left": 0}, Step.ATTEND),
        ({"has_seat": True, "expected": True, "soon": True}, Step.ATTEND),
        ({"has_seat": True, "lessons_left": 0}, Step.WAIT_CERTIFICATE),
        (
            {"has_seat": True, "class_over": True, "expected": True, "assessment_open": False, "lessons_left": 0},
            Step.ATTEND,
        ),
        ({"has_seat": True, "class_over": True, "misses_block": True}, Step.MAKE_UP),
        (
            {"has_seat": True, "class_over": True, "waits": True, "assessment_open": False, "lessons_left": 0},
            Step.WAIT_CERTIFICATE,
        ),
        ({"has_seat": True, "class_over": True, "assessment_open": False}, Step.READ),
        ({"has_seat": True, "class_over": True, "assessment_open": False, "lessons_left": 0}, Step.WAIT_CERTIFICATE),
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


def test_every_step_has_words_on_the_start_page():
    from pathlib import Path as File

    pages = File(__file__).parents[2] / "lms" / "home" / "templates" / "home"
    assert [step for step in Step if not (pages / f"next_{step}.html").exists()] == []


def test_the_stops_say_what_is_behind_one():
    done = {stop for stop, reached in stops(replace(FRESH, has_seat=True), assessed=False) if reached}
    assert done == {Stop.REGISTERED, Stop.SEAT}
    assert Stop.ASSESSMENT not in dict(stops(FRESH, assessed=None))
    over = replace(FRESH, has_seat=True, class_over=True)
    assert dict(stops(over, assessed=False))[Stop.CLASS]
    assert not dict(stops(replace(over, blocks_ahead=True), assessed=False))[Stop.CLASS]


def test_the_strip_of_a_day_is_cut_where_the_desk_opens_and_closes():
    day = [(7 * 60, 9 * 60, False), (9 * 60, 9 * 60 + 15, True), (17 * 60, 19 * 60, False), (1200, 1260, False)]
    assert strip(day) == [
        Span(0.0, 10.0, False), Span(10.0, 2.5, True), Span(90.0, 10.0, False),
    ]  # fmt: skip


def filling(class_id: int, day: int, *, waiting: int = 0, free: int = 0, language: str = "tg") -> Filling:
    return Filling(class_id, Kind("tj-pilot", "one-day", 1, language), date(2027, 3, day), waiting, free)


def test_who_waits_can_be_placed_in_the_first_class_like_it_with_a_free_seat():
    full, other = filling(1, 5, waiting=2), filling(2, 4, free=3, language="ru")
    late, early = filling(3, 9, free=1), filling(4, 8, free=1)
    assert placeable([full, other, late, early]) == [(full, early)]
    assert placeable([full, other]) == [(full, None)]


def test_a_class_with_free_seats_in_which_people_wait_places_them_itself():
    near = filling(1, 5, waiting=1, free=2)
    assert placeable([near]) == [(near, near)]


@pytest.mark.parametrize(
    ("taken", "day", "thin"), [(9, 6, True), (10, 6, False), (0, 7, True), (0, 8, False), (0, 1, False)]
)
def test_a_class_that_begins_soon_should_have_ten_people(taken, day, thin):
    assert is_thin(taken=taken, day=date(2027, 3, day), today=date(2027, 3, 2)) is thin


def test_what_is_most_urgent_comes_first():
    few, slips = Task(TaskKind.FEW, day=date(2027, 3, 3)), Task(TaskKind.SLIPS)
    offers = [Task(TaskKind.OFFERS, day=date(2027, 3, day)) for day in (9, 4)]
    assert in_order([slips, few, *offers]) == [*reversed(offers), few, slips]


def test_every_kind_of_task_has_a_sentence_and_a_page():
    from lms.home.messages import SAID
    from lms.home.views import ADDRESSES

    of_others = {TaskKind.PLACE_DUE, TaskKind.TRAINER_DUE}
    assert (set(SAID) | of_others, set(ADDRESSES)) == (set(TaskKind), set(TaskKind))


def test_a_new_installation_is_led_step_by_step_to_its_first_class():
    there, walked = set(), []
    while step := next_foundation(there):
        walked.append(step)
        there.add(step)
    assert walked == list(Foundation)
    assert first_steps(there) == []
    assert first_steps({Foundation.PROVIDER})[:2] == [(Foundation.PROVIDER, True), (Foundation.CENTRE, False)]
