"""Seats that are free on the board: who takes them, and who would sit better elsewhere."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date, timedelta

from lms.classes.rules.planner.board import Board
from lms.classes.rules.planner.facts import Person
from lms.classes.rules.planner.held import Held


def seat_in(board: Board, *, other_courses: bool = False) -> None:
    """Seat everybody who fits into a class that is there: the nearest departure first, each in the nearest class, the
    soonest of them. Windows being equally long, taking the soonest leaves the most to those who leave later.

    With `other_courses`, whoever is due may also sit in a longer course than they need."""
    free: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for held in sorted(board.held, key=lambda each: (each.days[-1], each.key)):
        if held.free:
            free[held.course.id, held.language].append(held)
    for person in board.queue():
        if other_courses and not board.world.due(person):
            continue
        courses = board.courses_for(person) if other_courses else [board.world.course[person.course]]
        for course in courses:
            among = free[course.id, person.language]
            if held := _best(board, person, _within_window(board, person, among), own_course=not other_courses):
                board.sit(person, held)
                if not held.free:
                    among.remove(held)
                break


def _within_window(board: Board, person: Person, among: list[Held]) -> list[Held]:
    """Of classes in the order of their last days, those that end within the days before a departure."""
    window = timedelta(days=board.world.course[person.course].window)
    since = bisect_left(among, person.departs_on - window, key=_ends)
    return among[since : bisect_right(among, board.world.last_day_for(person), lo=since, key=_ends)]


def _ends(held: Held) -> date:
    return held.days[-1]


def seat_for(board: Board, person: Person, among: list[Held]) -> Held | None:
    """The best free seat for one person among these classes."""
    return _best(board, person, among, own_course=False)


def _best(board: Board, person: Person, among: list[Held], *, own_course: bool) -> Held | None:
    fitting = [each for each in among if each.fits(person) and board.suits(person, each, own_course=own_course)]
    return min(fitting, key=lambda each: _better(board, person, each), default=None)


def _better(board: Board, person: Person, held: Held) -> tuple:
    return held.course.id != person.course, board.reach(person)[held.centre.id], held.key
