"""Drawing, shuffling, marking."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.rules import Reason, Score, draw, order_of, unanswered, why_not

MODULES = {1: ["a", "b", "c"], 2: ["d", "e", "f", "g"], 3: ["h", "i", "j"]}


def test_the_same_seed_draws_the_same_questions_and_another_draws_others():
    assert draw(MODULES, 6, "7:0") == draw(MODULES, 6, "7:0")
    assert len({tuple(draw(MODULES, 6, f"7:{n}")) for n in range(20)}) > 10


@given(st.integers(0, 12), st.text(max_size=5))
def test_no_module_is_asked_twice_before_each_was_asked_once(count, seed):
    drawn = draw(MODULES, count, seed)
    assert len(drawn) == len(set(drawn)) == min(count, 10)
    asked = Counter(module for module, _ in drawn)
    assert max(asked.values(), default=0) - min((asked[module] for module in MODULES), default=0) <= (
        1 if count <= 9 else 2
    )


def test_options_are_shuffled_the_same_way_each_time():
    options = ("one", "two", "three", "four")
    orders = {order_of(options, "choice", f"5:{n}") for n in range(30)}
    assert all(sorted(order) == sorted(options) for order in orders) and len(orders) > 10
    assert order_of(options, "choice", "5:1") == order_of(options, "choice", "5:1")


def test_true_and_false_stay_where_people_expect_them():
    assert {order_of(("true", "false"), "true-false", str(n)) for n in range(10)} == {("true", "false")}


@pytest.mark.parametrize(
    ("kind", "chosen", "reason"),
    [
        ("choice", {"a"}, None),
        ("choice", set(), Reason.CHOOSE_ONE),
        ("choice", {"a", "b"}, Reason.CHOOSE_ONE),
        ("choice", {"zzz"}, Reason.CHOOSE_ONE),
        ("several", {"a", "b"}, None),
        ("several", set(), Reason.CHOOSE_SOME),
        ("several", {"a", "zzz"}, Reason.CHOOSE_SOME),
    ],
)
def test_what_is_an_answer(kind, chosen, reason):
    assert why_not(kind, ["a", "b", "c"], frozenset(chosen)) is reason


@pytest.mark.parametrize(("right", "passes"), [(5, False), (6, True), (10, True)])
def test_six_of_ten_pass_at_sixty_per_cent(right, passes):
    assert Score(right, 10).passes(60) is passes


def test_what_has_no_answer_yet():
    assert unanswered(5, [1, 4]) == [2, 3, 5]
