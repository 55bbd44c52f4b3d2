"""Drawing, shuffling, marking."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.curriculum.rules.questions import Question
from lms.quizzes.rules import Reason, Score, draw, kept, known_objectives, order_of, tokens, unanswered, why_not

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
        ("picture", {"a", "b"}, Reason.CHOOSE_ONE),
        ("several", {"a", "b"}, None),
        ("several", set(), Reason.CHOOSE_SOME),
        ("several", {"a", "zzz"}, Reason.CHOOSE_SOME),
        ("matching", {"a=x", "b=x", "c=y"}, None),
        ("matching", {"a=x", "b=x"}, Reason.MATCH_ALL),
        ("matching", {"a=x", "a=y", "c=y"}, Reason.MATCH_ALL),
        ("matching", {"a=x", "b=x", "c=zzz"}, Reason.MATCH_ALL),
        ("ordering", {"a=2", "b=1", "c=3"}, None),
        ("ordering", {"a=2", "b=2", "c=3"}, Reason.ORDER_ALL),
        ("ordering", {"a=2", "b=1"}, Reason.ORDER_ALL),
        ("ordering", {"a=2", "b=1", "c=4"}, Reason.ORDER_ALL),
        ("number", {"15"}, None),
        ("number", {"fifteen"}, Reason.WRITE_NUMBER),
        ("number", {"1", "2"}, Reason.WRITE_NUMBER),
        ("number", set(), Reason.WRITE_NUMBER),
    ],
)
def test_what_is_an_answer(kind, chosen, reason):
    question = Question("q", "", kind, ("a", "b", "c"), frozenset({"a"}), matches=("x", "y"))
    assert why_not(question, frozenset(chosen)) is reason


def test_what_was_left_open_is_no_token_and_a_number_is_kept_in_one_way():
    number = Question("q", "", "number", (), frozenset({"7.5"}))
    assert tokens(["", " a=x ", "a=x"]) == {"a=x"}
    assert kept(number, tokens(["7,50"])) == {"7.5"}


@pytest.mark.parametrize(("right", "passes"), [(5, False), (6, True), (10, True)])
def test_six_of_ten_pass_at_sixty_per_cent(right, passes):
    assert Score(right, 10).passes(60) is passes


def test_what_has_no_answer_yet():
    assert unanswered(5, [1, 4]) == [2, 3, 5]


def test_an_objective_is_known_when_every_question_of_it_was_right():
    answers = [("papers", True), ("money", True), ("papers", False), ("help", False)]
    assert known_objectives(answers) == ("money",)
