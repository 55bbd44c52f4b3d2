"""Changing seats in rings, and a board that comes back to what it was."""

import dataclasses

from lms.classes.rules.planner import Wishes
from lms.classes.rules.planner.board import Board
from lms.classes.rules.planner.rings import turn_rings
from tests.classes.planner.worlds import KHUJAND, ONE, day, person, room, trainer, world

THREE_TOWNS = [
    dataclasses.replace(KHUJAND, id=id, district=town, position=(40.0, 69.0 + id))
    for id, town in enumerate(("khujand", "isfara", "asht"), 1)
]


def held_in_three_towns(people, *, seats: int = 1) -> Board:
    """A board with a class on one day in each of three towns."""
    rooms = tuple(room(n, centre=n, seats=seats) for n in (1, 2, 3))
    trainers = tuple(trainer(n, centre=n) for n in (1, 2, 3))
    made = world(people, centres=tuple(THREE_TOWNS), rooms=rooms, trainers=trainers)
    board = Board(made, Wishes())
    for centre, where, who in zip(THREE_TOWNS, rooms, trainers, strict=True):
        board.open(ONE, centre, "tg", (day(5),), where, who)
    return board


def towns(board: Board) -> list[list[str]]:
    """Where the people of each class live."""
    return [[one.district for one in each.people] for each in board.held]


def test_seats_are_changed_in_rings_for_shorter_ways():
    homes = ("isfara", "asht", "khujand")
    board = held_in_three_towns([person(n, district=home) for n, home in enumerate(homes, 1)])
    for one, held in zip(board.world.people, board.held, strict=True):
        board.sit(one, held)
    turn_rings(board)
    assert towns(board) == [["khujand"], ["isfara"], ["asht"]]


def test_a_ring_lets_somebody_in_who_finds_no_free_seat():
    board = held_in_three_towns([person(1, leaves=18), person(2, leaves=9)])
    late = board.open(ONE, THREE_TOWNS[0], "tg", (day(10),), board.world.rooms[0], board.world.trainers[0])
    for held in board.held[1:3]:
        board.close(held)
    board.sit(board.world.people[0], board.held[0])
    assert not board.suits(board.world.people[1], late)  # leaves before the class that has a free seat
    turn_rings(board)
    assert [[one.id for one in each.people] for each in board.held] == [[2], [1]]


def test_nobody_who_is_due_loses_a_seat_to_somebody_who_lives_nearer():
    far = person(1, leaves=6, district="isfara")
    board = held_in_three_towns([far, person(2, leaves=7, district="khujand")])
    for held in board.held[1:]:
        board.close(held)
    board.sit(far, board.held[0])
    turn_rings(board)
    assert towns(board) == [["isfara"]]


def test_a_board_comes_back_to_what_it_was():
    everybody = [person(n, leaves=6 + n) for n in range(1, 5)]
    board = held_in_three_towns(everybody, seats=2)
    for n, one in enumerate(everybody[:3]):
        board.sit(one, board.held[n])
    before, known = board.remembered(), [each.written() for each in board.held]
    board.close(board.held[1])
    board.sit(everybody[3], board.held[0])
    board.open(ONE, THREE_TOWNS[1], "tg", (day(6),), board.world.rooms[1], board.world.trainers[1])
    board.restore(before)
    assert [each.written() for each in board.held] == known
    assert list(board.waiting) == [4]
    assert board.free_rooms(THREE_TOWNS[1], ONE, (day(5),)) == []
    assert board.free_rooms(THREE_TOWNS[1], ONE, (day(6),)) == [board.world.rooms[1]]
    assert board.minutes == {1: 520, 2: 520, 3: 520}
