"""The extra `optimise`: never worse than greedy, and right when it has to find everything by itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.classes import optimiser
from lms.classes.optimiser import improved, put, solver
from lms.classes.optimiser.programme import Programme
from lms.classes.rules.planner import Standing, Wishes, plan
from lms.classes.rules.planner.board import Board
from lms.classes.rules.planner.greedy import best_board
from lms.classes.rules.planner.worth import worth
from tests.classes.planner.worlds import day, faults, person, room, trainer, world

TIME = 600.0  # never reached: these worlds are solved to the end


def test_the_programme_alone_seats_everybody_in_as_few_classes_as_can_be():
    everybody = [person(n, leaves=3 + n % 5, language="uz" if n % 3 == 0 else "tg") for n in range(1, 13)]
    found = world([*everybody, person(30, course="three", leaves=5, family=2)], rooms=(room(1), room(2, seats=4)),
                  trainers=(trainer(1, "tg uz"), trainer(2)), last=day(6))  # fmt: skip
    empty = Board(found, Wishes())
    solution = list(Programme(empty).solved(TIME))
    board = Board(found, Wishes())
    put(board, solution)
    assert board.waiting == {}
    assert worth(board) >= worth(best_board(found, Wishes()))


def test_it_knows_free_seats_taken_days_and_the_smallest_class():
    standing = Standing(7, "one", 1, "tg", (day(2),), free=2)
    found = world([person(n, leaves=4) for n in range(1, 6)], standing=(standing,), last=day(9),
                  rooms=(room(taken={day(3): ((0, 1440),)}),))  # fmt: skip
    for least, seated in ((1, 5), (4, 5), (6, 2)):
        board = Board(found, Wishes(least=least))
        put(board, Programme(board).solved(TIME))
        assert sum(len(each.people) for each in board.held) == seated
        assert all(len(each.people) >= least and each.days != (day(3),) for each in board.held if not each.standing)


@settings(max_examples=3, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["one", "three"]), st.sampled_from(["tg", "uz"]),
                          st.integers(0, 1)), min_size=4, max_size=8))  # fmt: skip
def test_what_is_improved_can_be_held_and_is_never_worse(people):
    found = world([person(n, leaves=leaves, course=course, language=language, family=family)
                   for n, (leaves, course, language, family) in enumerate(people, 1)],
                  last=day(5), rooms=(room(seats=3),), trainers=(trainer(1, "tg uz"), trainer(2)))  # fmt: skip
    made = improved(found, seconds=TIME)
    assert faults(made, found) == []
    assert len(made.placed) >= len(plan(found).placed)
    assert improved(found, seconds=TIME) == made


def test_without_the_extra_the_plan_is_the_greedy_one(monkeypatch):
    monkeypatch.setattr(solver, "INSTALLED", False)
    found = world([person(n, leaves=5 + n % 9) for n in range(1, 20)])
    assert improved(found) == plan(found)


def test_a_worse_answer_is_not_taken(monkeypatch):
    found = world([person(n, leaves=5 + n % 9) for n in range(1, 20)], last=day(13))
    monkeypatch.setattr(optimiser, "put", lambda board, solution: list(solution) and None)
    monkeypatch.setattr(optimiser, "mend", lambda board: None)
    assert improved(found, seconds=TIME) == plan(found)
