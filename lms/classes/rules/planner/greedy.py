"""The greedy planner: free seats first, then day by day, then what is left over.

Windows before departure are all equally long, so whoever leaves first also has to be seated first. A class is opened
as soon as its people fill a room (a room left empty today is lost), and otherwise as late as somebody in it can wait,
because until then more people may join. How long to wait, and how far to send those who could, depends on how crowded
the weeks are: a few tastes are tried, and the best plan is kept. Then the classes of some days at a time are given up
and proposed anew; what is better stays."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lms.classes.rules.planner.board import Board, enters, may_teach, person_free
from lms.classes.rules.planner.facts import Centre, Course, Person, Plan, Room, Trainer, Wishes, World
from lms.classes.rules.planner.held import Days
from lms.classes.rules.planner.mending import mend
from lms.classes.rules.planner.parts import parts_of, together
from lms.classes.rules.planner.rings import turn_rings
from lms.classes.rules.planner.seating import seat_in
from lms.classes.rules.planner.why import why_not_placed
from lms.classes.rules.planner.worth import worth
from lms.classes.rules.timetable import first_departure_in_time


@dataclass(frozen=True)
class Taste:
    """How many chances before the last one somebody begins to be urgent, in case the last one is taken from them; and
    how many kilometres more than to the nearest centre somebody is sent who is in no hurry."""

    early: int
    farther: int | None = None


TASTES = (Taste(0), Taste(1), Taste(2, farther=60))
ROUNDS, AT_ONCE, STEP = 24, 8, 5  # how often how many days are tried again, and how many days on the next ones begin


def plan(world: World, wishes: Wishes | None = None) -> Plan:
    """The best plan that the greedy planner finds. The same world gives the same plan."""
    wishes = wishes or Wishes()
    return together((written(best_board(part, wishes)) for part in parts_of(world, wishes)), world)


def best_board(world: World, wishes: Wishes) -> Board:
    """The board of the best plan for one part of the world, to be written or improved: filled after each taste, and
    then some days of the best one tried again and again."""
    board = max((filled(world, wishes, taste) for taste in TASTES), key=worth)
    classes = sum(each.standing is None for each in board.held)
    for n in range(min(ROUNDS, classes)):
        _try_again(board, TASTES[n % len(TASTES)], _some_days(board, n))
    return board


def _some_days(board: Board, n: int) -> list[date]:
    """A third of the month, each time another one."""
    days = board.open_days
    since = n * STEP % max(1, len(days) - AT_ONCE + 1)
    return days[since : since + AT_ONCE]


def _try_again(board: Board, taste: Taste, days: list[date]) -> None:
    """Give up what is proposed for some days and propose it anew after another taste; the better of the two stays."""
    before, known = board.remembered(), worth(board)
    for held in [each for each in board.held if each.standing is None and each.days[0] in days]:
        board.close(held)
    sweep(board, taste, days)
    if worth(board) <= known:
        board.restore(before)


def written(board: Board) -> Plan:
    """What is on the board, and why the others are not."""
    held = sorted((each for each in board.held if each.people), key=lambda each: each.key)
    return Plan(tuple(each.written() for each in held), why_not_placed(board))


def filled(world: World, wishes: Wishes, taste: Taste) -> Board:
    """A board filled after one taste."""
    board = Board(world, wishes)
    seat_in(board)
    sweep(board, taste, board.open_days)
    return board


def sweep(board: Board, taste: Taste, days: Iterable[date]) -> None:
    """Open classes on these days, and seat everybody on the board as well as may be."""
    going = _Sweep(board, taste)
    for day in days:
        going.open_classes(day)
    mend(board)
    turn_rings(board)
    seat_in(board)
    seat_in(board, other_courses=True)


@dataclass(frozen=True)
class _Chance:
    """A class that could begin today."""

    course: Course
    centre: Centre
    language: str
    days: Days
    people: list[Person]  # in the order in which they are seated
    urgent: int
    rooms: list[Room]
    trainers: list[Trainer]

    @property
    def full(self) -> bool:
        largest = self.rooms[-1]
        return len(self.people) >= min(largest.seats, self.course.most) or self.chairs >= largest.holds

    @property
    def chairs(self) -> int:
        """For everybody who could come, and their families."""
        return sum(map(self.course.chairs, self.people))


class _Sweep:
    """Goes through the days and opens classes."""

    def __init__(self, board: Board, taste: Taste) -> None:
        self.board, self.taste = board, taste
        # Who could come to which centre, by course and language: in their order, as only people in order are asked.
        self.near: dict[tuple[int, str, str], list[Person]] = defaultdict(list)
        for person in board.queue():
            for centre_id in board.reach(person):
                self.near[centre_id, person.course, person.language].append(person)

    def open_classes(self, day: date) -> None:
        """Open every class worth opening on this day, the most pressing first."""
        for centre in self.board.world.centres:
            while chances := list(self._chances(centre, day)):
                best = max(chances, key=self._pressing)
                self._open(best, {each.language for each in chances})

    def _pressing(self, each: _Chance) -> tuple:
        saved = min(each.urgent, each.rooms[-1].seats)
        size = min(len(each.people), each.rooms[-1].seats)
        return saved, size, -len(each.trainers), each.course.id, each.language

    def _chances(self, centre: Centre, day: date) -> Iterator[_Chance]:
        for centre_id, course_id, language in self.near:
            if centre_id != centre.id:
                continue
            chance = self._chance(centre, self.board.world.course[course_id], language, day)
            if chance and (chance.full or (chance.urgent and len(chance.people) >= self.board.wishes.least)):
                yield chance

    def _chance(self, centre: Centre, course: Course, language: str, day: date) -> _Chance | None:
        days = self.board.runs(centre, course).get(day)
        near = self._near(centre, course, language, days) if days else []
        rooms = self.board.free_rooms(centre, course, days) if near else []
        trainers = self.board.free_trainers(centre, course, language, days) if rooms else []
        people = _served(near, course, rooms, trainers) if trainers else []
        if not people:
            return None
        urgent = self._urgent(people, course, self._last_day_later(centre, course, language, day))
        seated = people[:urgent] + self._near_enough(people[urgent:], centre)
        return _Chance(course, centre, language, days, seated, urgent, rooms, trainers) if seated else None

    def _urgent(self, people: list[Person], course: Course, later: date | None) -> int:
        """How many have to come now: the first ones, as they are in the order of leaving. For the others a class that
        ends on that later day is still in time, or without one, one after the days planned for."""
        if later:
            return bisect_left(people, first_departure_in_time(later, course.closes), key=_leaves)
        return bisect_right(people, first_departure_in_time(self.board.world.last, course.closes), key=_leaves)

    def _near_enough(self, people: list[Person], centre: Centre) -> list[Person]:
        """Who is in no hurry and would rather come here than wait for a class nearer home; first those who have none
        nearer."""
        most = self.taste.farther
        ways = [(self._detour(each, centre), each) for each in people]
        farther = [each for far, each in ways if far > 0 and (most is None or far <= most)]
        return [each for far, each in ways if far <= 0] + farther

    def _detour(self, person: Person, centre: Centre) -> int:
        """How much farther it is than to the nearest centre, with which reach begins."""
        reach = self.board.reach(person)
        return reach[centre.id] - next(iter(reach.values()))

    def _near(self, centre: Centre, course: Course, language: str, days: Days) -> list[Person]:
        """Who waits, can come, and is within the window: a slice, as they are in the order of leaving."""
        near = self.near[centre.id, course.id, language]
        since = bisect_left(near, first_departure_in_time(days[-1], course.closes), key=_leaves)
        until = bisect_right(near, days[-1] + timedelta(days=course.window), lo=since, key=_leaves)
        waiting = self.board.waiting
        return [each for each in near[since:until] if each.id in waiting and person_free(each, course, days)]

    def _last_day_later(self, centre: Centre, course: Course, language: str, day: date) -> date | None:
        """The last day of the class for which one could wait; None when there is no later one."""
        left = self.taste.early
        for first, days in self.board.runs(centre, course).items():
            if first > day and self.board.possible(centre, course, language, days):
                if not left:
                    return days[-1]
                left -= 1
        return None

    def _open(self, chance: _Chance, languages: set[str]) -> None:
        first, room = chance.people[0], _room(chance)
        trainer = self._trainer(chance, first, languages)
        held = self.board.open(chance.course, chance.centre, chance.language, chance.days, room, trainer)
        for person in chance.people:
            if held.fits(person) and self.board.suits(person, held, own_course=True):
                self.board.sit(person, held)

    def _trainer(self, chance: _Chance, first: Person, languages: set[str]) -> Trainer:
        """The least burdened among those whom no other language of this day needs more."""
        others = languages - {chance.language}

        def alone(trainer: Trainer) -> int:
            return sum(
                may_teach(trainer, chance.course, language, chance.days)
                and len(self.board.free_trainers(chance.centre, chance.course, language, chance.days)) == 1
                for language in others
            )

        able = [each for each in chance.trainers if each.woman is True or not first.woman_trainer]
        return min(able, key=lambda each: (alone(each), self.board.burden(each, chance.course), each.id))


def _leaves(person: Person) -> date:
    return person.departs_on


def _served(people: list[Person], course: Course, rooms: list[Room], trainers: list[Trainer]) -> list[Person]:
    """For whom one of these rooms and one of these trainers is what they need."""
    holds, step_free = (
        max((each.holds for each in rooms if each.step_free or not needed), default=0) for needed in (False, True)
    )
    woman = any(each.woman is True for each in trainers)
    return [
        each for each in people
        if course.chairs(each) <= (step_free if each.step_free else holds) and (woman or not each.woman_trainer)
    ]  # fmt: skip


def _room(chance: _Chance) -> Room:
    """The smallest of the rooms that takes everybody, else the largest; the first one of them gets in in any case."""
    first, size = chance.people[0], min(len(chance.people), chance.course.most)
    rooms = [each for each in chance.rooms if enters(first, chance.course, each)]
    if any(each.step_free for each in chance.people[: chance.rooms[-1].seats]):
        rooms = [each for each in rooms if each.step_free] or rooms
    chairs = sum(map(chance.course.chairs, chance.people[:size]))
    return next((each for each in rooms if each.seats >= size and each.holds >= chairs), rooms[-1])
