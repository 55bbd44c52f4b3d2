"""A plan as a mixed integer programme: which room and trainer go to what, and how many of each kind sit there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lms.classes.optimiser.solver import better
from lms.classes.rules.audience import belongs
from lms.classes.rules.planner import Centre, Course, Person, Standing
from lms.classes.rules.planner.board import Board, person_free
from lms.classes.rules.planner.held import Days, Held
from lms.classes.rules.planner.worth import CLASS, DUE, KILOMETRE, MAY_WAIT

MANY = float("inf")
FREE_DAYS, STEP_DAYS = 5, 3


@dataclass(frozen=True)
class Slot:
    """A course that could be held on certain days: in the programme any number of times, once in each room."""

    course: Course
    centre: Centre
    language: str
    days: Days
    standing: Standing | None = None

    @property
    def key(self) -> tuple:
        """What tells one from another."""
        return self.course.id, self.centre.id, self.language, self.days, self.standing and self.standing.id


Used = tuple[Slot, list[int], list[int], list[Person]]  # with its rooms, trainers and people


class Programme:
    """The month of one part of the world. Columns are decisions, rows are rules; a greedy board is where it starts."""

    def __init__(self, greedy: Board) -> None:
        self.greedy, self.board = greedy, Board(greedy.world, greedy.wishes)
        self.kinds: dict[tuple, list[Person]] = defaultdict(list)
        for each in sorted(greedy.world.people, key=lambda one: one.order):
            self.kinds[self._kind(each)].append(each)
        self.cost: list[float] = []
        self.most: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[float, float, list[tuple[int, float]]]] = []
        self.slots = {each.key: each for each in self._slots()}
        self.seats = {key: dict(self._seat_columns(slot)) for key, slot in self.slots.items()}
        self.rooms = {key: dict(self._room_columns(slot)) for key, slot in self.slots.items() if not slot.standing}
        self.staff = {key: dict(self._staff_columns(slot)) for key, slot in self.slots.items() if not slot.standing}
        self._rules()

    def _kind(self, each: Person) -> tuple:
        return (each.course, each.language, tuple(self.board.reach(each).items()), each.departs_on, each.step_free,
                each.woman_trainer, each.woman, each.family, each.id if each.taken else 0)  # fmt: skip

    def _slots(self) -> Iterator[Slot]:
        wanted = {(people[0].course, people[0].language) for people in self.kinds.values()}
        for centre in self.board.world.centres:
            for course_id, language in sorted(wanted):
                course = self.board.world.course[course_id]
                for days in self.board.runs(centre, course).values():
                    yield Slot(course, centre, language, days)
        for held in self.board.held:
            yield Slot(held.course, held.centre, held.language, held.days, held.standing)

    def _column(self, cost: float, most: float, *, whole: bool) -> int:
        self.cost.append(cost)
        self.most.append(most)
        self.whole.append(whole)
        return len(self.cost) - 1

    def _seat_columns(self, slot: Slot) -> Iterator[tuple[tuple, int]]:
        for key, people in self.kinds.items():
            person = people[0]
            own = person.course in slot.course.needs_met if slot.standing else person.course == slot.course.id
            if (own and person.language == slot.language and slot.centre.id in self.board.reach(person)
                    and self.board.in_window(person, slot.days[-1]) and person_free(person, slot.course, slot.days)
                    and (slot.standing is None or belongs(slot.standing.only, person.woman))):  # fmt: skip
                gain = DUE if self.board.world.due(person) else MAY_WAIT
                far = self.board.reach(person)[slot.centre.id]
                yield key, self._column(gain - KILOMETRE * far, len(people), whole=False)

    def _room_columns(self, slot: Slot) -> Iterator[tuple[int, int]]:
        if self.seats[slot.key]:
            for room in self.board.free_rooms(slot.centre, slot.course, slot.days):
                yield room.id, self._column(-CLASS, 1, whole=True)

    def _staff_columns(self, slot: Slot) -> Iterator[tuple[int, int]]:
        if self.rooms[slot.key]:
            for each in self.board.free_trainers(slot.centre, slot.course, slot.language, slot.days):
                yield each.id, self._column(0, 1, whole=True)

    # --- rules --------------------------------------------------------------------------------------------------

    def _rules(self) -> None:
        seats = {each.id: each.seats for each in self.board.world.rooms}
        holds = {each.id: each.holds for each in self.board.world.rooms}
        everybody: dict[tuple, list[tuple[int, float]]] = defaultdict(list)
        for key, slot in self.slots.items():
            taken = [(column, 1.0) for column in self.seats[key].values()]
            for kind, column in self.seats[key].items():
                everybody[kind].append((column, 1.0))
            chairs = [
                (column, float(slot.course.chairs(self.kinds[kind][0]))) for kind, column in self.seats[key].items()
            ]
            if slot.standing:
                self.rows += [(0, slot.standing.free, taken), (0, slot.standing.holds, chairs)]
                continue
            rooms, staff = self.rooms[key].items(), self.staff[key].values()
            offered = [(column, -float(min(seats[id], slot.course.most))) for id, column in rooms]
            self.rows.append((-MANY, 0, taken + offered))
            if slot.course.joint:
                self.rows.append((-MANY, 0, chairs + [(column, -float(holds[id])) for id, column in rooms]))
            self.rows.append((0, 0, [(column, 1.0) for _, column in rooms] + [(column, -1.0) for column in staff]))
            if self.board.wishes.least > 1:
                self.rows.append((0, MANY, taken + [(column, -float(self.board.wishes.least)) for _, column in rooms]))
        for kind, columns in everybody.items():
            self.rows.append((0, len(self.kinds[kind]), columns))
        self._once(self.rooms)
        self._once(self.staff)
        self._free_days()

    def _once(self, columns: dict[tuple, dict[int, int]]) -> None:
        """Nothing twice at one moment: at every moment when something could begin, at most one of what covers it."""
        then: dict[tuple, dict[int, list[tuple[int, int, int]]]] = defaultdict(lambda: defaultdict(list))
        for key, found in columns.items():
            slot = self.slots[key]
            for id, column in found.items():
                for day, (since, until) in zip(slot.days, slot.course.hours, strict=True):
                    then[id, day][since].append((since, until, column))
        for starts in then.values():
            every = [each for group in starts.values() for each in group]
            for moment in starts:
                covering = [(column, 1.0) for since, until, column in every if since <= moment < until]
                if len(covering) > 1:
                    self.rows.append((0, 1, covering))

    def _free_days(self) -> None:
        """Nobody teaches on more days of a week than wished."""
        weeks: dict[tuple, list[tuple[int, float]]] = defaultdict(list)
        for key, found in self.staff.items():
            days = [day - timedelta(days=day.weekday()) for day in self.slots[key].days]
            for id, column in found.items():
                for monday in set(days):
                    weeks[id, monday].append((column, float(days.count(monday))))
        taken = {each.id: each.taken for each in self.board.world.trainers}
        for (id, monday), columns in weeks.items():
            already = sum(bool(taken[id].get(monday + timedelta(days=n))) for n in range(7))
            self.rows.append((0, max(0, self.board.wishes.days_a_week - already), columns))

    # --- solving ------------------------------------------------------------------------------------------------

    def solved(self, seconds: float) -> Iterator[Used]:
        """The slots that are used: rooms, trainers and people of each. The whole month is too much at once, so a week
        at a time is freed and all else held as it is, twice through the month."""
        values, world = self._start(), self.board.world
        mondays = [world.first + timedelta(days=n) for n in range(0, (world.last - world.first).days + 1, STEP_DAYS)]
        for monday in mondays * 2:
            week = {monday + timedelta(days=n) for n in range(FREE_DAYS)}
            bounds = self._freed(values, week)
            values = better(self.cost, bounds, self.whole, self.rows, values, seconds / len(mondays) / 2)
        left = {kind: list(people) for kind, people in self.kinds.items()}
        for key, slot in self.slots.items():
            people = []
            for kind, column in self.seats[key].items():
                number = round(values[column])
                people += left[kind][:number]
                left[kind] = left[kind][number:]
            rooms = [id for id, column in self.rooms.get(key, {}).items() if values[column] > 0.5]
            staff = [id for id, column in self.staff.get(key, {}).items() if values[column] > 0.5]
            yield slot, rooms, staff, people

    def _freed(self, known: list[float], week: set[date]) -> list[tuple[float, float]]:
        """Between what the columns may move: those of slots within a week freely, the others not at all."""
        free = {
            column for columns in (self.seats, self.rooms, self.staff) for key, found in columns.items()
            if set(self.slots[key].days) & week for column in found.values()
        }  # fmt: skip
        both = enumerate(zip(self.most, known, strict=True))
        return [(0.0, most) if column in free else (now, now) for column, (most, now) in both]

    def _start(self) -> list[float]:
        """The greedy plan as values of the columns."""
        values = [0.0] * len(self.cost)
        for held in self.greedy.held:
            key = held.course.id, held.centre.id, held.language, held.days, held.standing and held.standing.id
            for column in self._columns_of(held, key) if key in self.slots else ():
                values[column] += 1
        return values

    def _columns_of(self, held: Held, key: tuple) -> Iterator[int]:
        if not held.standing:
            yield self.rooms[key][held.room.id]
            yield self.staff[key][held.trainer.id]
        for person in held.people:
            if (column := self.seats[key].get(self._kind(person))) is not None:
                yield column
