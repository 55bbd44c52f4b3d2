"""The board on which classes are tried: who and what is taken when, and who sits where so far."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from lms.classes.rules.audience import belongs
from lms.classes.rules.planner.distance import steps, way
from lms.classes.rules.planner.facts import Centre, Course, Person, Room, Standing, Trainer, Wishes, World
from lms.classes.rules.planner.held import Days, Held
from lms.classes.rules.planner.times import days_a_week, give_back, is_free, is_open, take, taken_so_far

Remembered = list[tuple[Held, Trainer | None, tuple[Person, ...]]]
ILL_SUITED = 120  # a topic that others teach better weighs as much as two hours more


class Board:
    """Changes while a plan is made. Every step keeps it true: nothing is taken twice, no class is overfull, everybody
    who sits sits where they may."""

    def __init__(self, world: World, wishes: Wishes) -> None:
        self.world, self.wishes = world, wishes
        self.held: list[Held] = []
        self.waiting: dict[int, Person] = {each.id: each for each in sorted(world.people, key=lambda one: one.order)}
        self.minutes = {each.id: each.minutes for each in world.trainers}
        self.rooms: dict[int, list[Room]] = defaultdict(list)
        for each in sorted(world.rooms, key=lambda one: (one.seats, one.holds, one.id)):
            self.rooms[each.centre].append(each)
        self.trainers = {
            centre.id: [each for each in world.trainers if each.centre in (None, centre.id)]
            for centre in world.centres
        }
        self._rooms_taken = {each.id: taken_so_far(each.taken) for each in world.rooms}
        self._trainers_taken = {each.id: taken_so_far(each.taken) for each in world.trainers}
        self._runs: dict[tuple[int, str], dict[date, Days]] = {}
        self._windows: dict[tuple[str, date], tuple[date, date]] = {}
        self._reach: dict[tuple, dict[int, int]] = {}
        for each in world.standing:
            self._stand(each)

    def _stand(self, found: Standing) -> None:
        course, centre = self.world.course[found.course], self.world.centre[found.centre]
        self.held.append(Held(course, centre, found.language, found.days, found.free, standing=found))

    # --- where and when -----------------------------------------------------------------------------------------

    def reach(self, person: Person) -> dict[int, int]:
        """The centres to which somebody may be sent, with the kilometres there; the nearest first."""
        if person.home not in self._reach:
            near = [each for each in self.world.centres if steps(person, each) <= self.wishes.furthest]
            ways = sorted((way(person, each), each.id) for each in near)
            self._reach[person.home] = {id: far for far, id in ways}
        return self._reach[person.home]

    @cached_property
    def open_days(self) -> list[date]:
        """The days planned for on which some centre is open."""
        first, last = self.world.first, self.world.last
        return sorted({day for each in self.world.centres for day in each.open_days if first <= day <= last})

    def runs(self, centre: Centre, course: Course) -> dict[date, Days]:
        """The days on which the course could be held at the centre, by the first of them, in order of time."""
        key = centre.id, course.id
        if key not in self._runs:
            self._runs[key] = {days[0]: days for days in self._lay(centre, course)}
        return self._runs[key]

    def _lay(self, centre: Centre, course: Course) -> Iterator[Days]:
        long = len(course.hours)
        days = sorted(each for each in centre.open_days if self.world.first <= each <= self.world.last)
        barred = centre.barred.get(course.id, frozenset())
        for n in range(len(days) - long + 1 if course.held else 0):
            run = tuple(days[n : n + long])
            open_then = zip((centre.hours.get(day) for day in run), course.hours, strict=True)
            if not barred & set(run) and all(is_open(hours, opening) for opening, hours in open_then):
                yield run

    def window(self, person: Person) -> tuple[date, date]:
        """The first and the last day on which a class may end to lie within the days before the departure (E21)."""
        key = person.course, person.departs_on
        if key not in self._windows:
            first = person.departs_on - timedelta(days=self.world.course[person.course].window)
            self._windows[key] = first, self.world.last_day_for(person)
        return self._windows[key]

    def in_window(self, person: Person, last_day: date) -> bool:
        """Whether a class that ends on that day lies within those days."""
        first, last = self.window(person)
        return first <= last_day <= last

    def courses_for(self, person: Person) -> list[Course]:
        """The courses in which somebody learns all they need, their own first."""
        found = [each for each in self.world.courses if person.course in each.needs_met]
        return sorted(found, key=lambda each: (each.id != person.course, len(each.hours), each.id))

    # --- what is free -------------------------------------------------------------------------------------------

    def free_rooms(self, centre: Centre, course: Course, days: Days) -> list[Room]:
        """Rooms free on these days, the smallest first."""
        return [each for each in self.rooms[centre.id] if is_free(self._rooms_taken[each.id], course, days)]

    def possible(self, centre: Centre, course: Course, language: str, days: Days) -> bool:
        """Whether there is a free room, and somebody free to teach in it."""
        return any(is_free(self._rooms_taken[each.id], course, days) for each in self.rooms[centre.id]) and any(
            may_teach(each, course, language, days) and self.trainer_free(each, course, days)
            for each in self.trainers[centre.id]
        )

    def free_trainers(self, centre: Centre, course: Course, language: str, days: Days) -> list[Trainer]:
        """Who may teach this there in this language and is free, the least burdened first."""
        found = [
            each for each in self.trainers[centre.id]
            if may_teach(each, course, language, days) and self.trainer_free(each, course, days)
        ]  # fmt: skip
        return sorted(found, key=lambda each: (self.burden(each, course), each.id))

    def burden(self, trainer: Trainer, course: Course) -> int:
        """What speaks against giving a course to a trainer: the minutes they teach already, and the topics that
        another kind of provider would teach better."""
        return self.minutes[trainer.id] + ILL_SUITED * trainer.ill_suited.get(course.id, 0)

    def trainer_free(self, trainer: Trainer, course: Course, days: Days) -> bool:
        """Whether a trainer teaches nothing else then, and keeps their free days of the week."""
        taken = self._trainers_taken[trainer.id]
        if not is_free(taken, course, days):
            return False
        return days_a_week(taken, days) <= self.wishes.days_a_week

    def suits(self, person: Person, held: Held, *, own_course: bool = False) -> bool:
        """Whether somebody may sit in a class, seats aside."""
        right = person.course == held.course.id if own_course else person.course in held.course.needs_met
        return (
            right and person.language == held.language
            and held.centre.id in self.reach(person)
            and self.in_window(person, held.days[-1])
            and welcomes(held, person)
        )  # fmt: skip

    # --- changes ------------------------------------------------------------------------------------------------

    def open(
        self, course: Course, centre: Centre, language: str, days: Days, room: Room, trainer: Trainer
    ) -> Held:
        """Put a new class on the board; its room and trainer are taken from now on."""
        held = Held(course, centre, language, days, min(room.seats, course.most), room, trainer)
        self.held.append(held)
        take(self._rooms_taken[room.id], course, days)
        self._engage(held, trainer)
        return held

    def close(self, held: Held) -> None:
        """Take a proposed class off the board; whoever sat in it waits again."""
        for person in list(held.people):
            self.rise(person, held)
        self.held.remove(held)
        give_back(self._rooms_taken[held.room.id], held.course, held.days)
        self._dismiss(held)

    def change_trainer(self, held: Held, trainer: Trainer) -> None:
        """Let somebody else teach a proposed class."""
        self._dismiss(held)
        held.trainer = trainer
        self._engage(held, trainer)

    def sit(self, person: Person, held: Held) -> None:
        """Give somebody who waits a seat."""
        held.people.append(person)
        held.taken += held.course.chairs(person)
        del self.waiting[person.id]

    def rise(self, person: Person, held: Held) -> None:
        """Take somebody's seat away again."""
        held.people.remove(person)
        held.taken -= held.course.chairs(person)
        self.waiting[person.id] = person

    def remembered(self) -> Remembered:
        """What is on the board now, to come back to."""
        return [(each, each.trainer, tuple(each.people)) for each in self.held]

    def restore(self, before: Remembered) -> None:
        """Make the board again what it was."""
        for held in list(self.held):
            for person in list(held.people):
                self.rise(person, held)
            if held.standing is None:
                self.close(held)
        self.held = [held for held, _, _ in before]
        for held, trainer, people in before:
            if held.standing is None:
                held.trainer = trainer
                take(self._rooms_taken[held.room.id], held.course, held.days)
                self._engage(held, trainer)
            for person in people:
                self.sit(person, held)

    def queue(self) -> Sequence[Person]:
        """Who waits for a seat, in their order."""
        return sorted(self.waiting.values(), key=lambda each: each.order)

    def _engage(self, held: Held, trainer: Trainer) -> None:
        take(self._trainers_taken[trainer.id], held.course, held.days)
        self.minutes[trainer.id] += held.course.minutes

    def _dismiss(self, held: Held) -> None:
        give_back(self._trainers_taken[held.trainer.id], held.course, held.days)
        self.minutes[held.trainer.id] -= held.course.minutes


def welcomes(held: Held, person: Person) -> bool:
    """Whether a class has what somebody needs and they are booked nowhere else then; window, place and course aside."""
    return (
        (not person.step_free or held.step_free)
        and (not person.woman_trainer or held.woman_teaches is True)
        and (held.standing is None or belongs(held.standing.only, person.woman))
        and person_free(person, held.course, held.days)
    )


def enters(person: Person, course: Course, room: Room) -> bool:
    """Whether somebody can get into a room, and the family finds chairs there."""
    return (room.step_free or not person.step_free) and course.chairs(person) <= room.holds


def may_teach(trainer: Trainer, course: Course, language: str, days: Days) -> bool:
    """Whether a trainer speaks the language and may teach the programme on all the days, busy or not."""
    return language in trainer.languages and set(days) <= trainer.able.get(course.programme, frozenset())


def person_free(person: Person, course: Course, days: Days) -> bool:
    """Whether somebody is booked nowhere else then."""
    return not person.taken or is_free(person.taken, course, days)
