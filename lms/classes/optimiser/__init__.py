"""The extra `optimise`: a greedy plan handed to a solver of mixed integer programmes (HiGHS) as a start.

The programme says the same as the board: which room and which trainer are given to which course on which days, and how
many people of each kind sit there. What comes back is put on a board and mended like any other plan, and the better of
the two is kept, so that the answer is never worse than the greedy one. Without the extra it is the greedy one."""

from collections.abc import Iterable

from lms.classes.optimiser import solver
from lms.classes.optimiser.programme import Programme, Used
from lms.classes.rules.planner import Plan, Wishes, World
from lms.classes.rules.planner.board import Board
from lms.classes.rules.planner.greedy import best_board, written
from lms.classes.rules.planner.mending import mend
from lms.classes.rules.planner.parts import parts_of, together
from lms.classes.rules.planner.rings import turn_rings
from lms.classes.rules.planner.seating import seat_in
from lms.classes.rules.planner.worth import worth

SECONDS = 60.0


def improved(world: World, wishes: Wishes | None = None, *, seconds: float = SECONDS) -> Plan:
    """For each part of the world the better of the greedy plan and what the solver makes of it in its share of the
    time."""
    wishes = wishes or Wishes()
    parts = parts_of(world, wishes)
    boards = (best_board(each, wishes) for each in parts)
    return together((written(_better(each, seconds / len(parts))) for each in boards), world)


def _better(greedy: Board, seconds: float) -> Board:
    if not solver.INSTALLED or not greedy.world.people or not greedy.world.centres:
        return greedy
    found = Board(greedy.world, greedy.wishes)
    put(found, Programme(greedy).solved(seconds))
    mend(found)
    turn_rings(found)
    seat_in(found)
    seat_in(found, other_courses=True)
    return max(greedy, found, key=worth)


def put(board: Board, solution: Iterable[Used]) -> None:
    """Open the classes of a solution on the board and seat their people; who does not fit waits for the mending."""
    rooms = {each.id: each for each in board.world.rooms}
    staff = {each.id: each for each in board.world.trainers}
    standing = {each.standing.id: each for each in board.held if each.standing}
    for slot, room_ids, trainer_ids, people in solution:
        held = [standing[slot.standing.id]] if slot.standing else [
            board.open(slot.course, slot.centre, slot.language, slot.days, rooms[room], staff[trainer])
            for room, trainer in zip(room_ids, trainer_ids, strict=True)
        ]  # fmt: skip
        for person in people:
            seat = next((each for each in held if each.fits(person) and board.suits(person, each)), None)
            if seat and person.id in board.waiting:
                board.sit(person, seat)
        for each in held:
            if not each.standing and not each.people:
                board.close(each)
