"""Whether a reason is true: by trying everything in the world and the plan, without the planner's own means."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations

from lms.classes.rules.planner import Because, Course, Person, Plan, Proposed, Room, Standing, Trainer, WhyNot, World
from lms.classes.rules.planner.distance import steps
from tests.classes.planner.worlds import chairs_of, chairs_taken, day_in_window

Days = tuple[date, ...]


def true_of(id: int, because: Because, plan: Plan, world: World, least: int) -> bool:
    """Whether this is why the person has no seat: the reason holds, and nothing simpler does."""
    person = next(each for each in world.people if each.id == id)
    every = list(_ways(person, world))
    free = [each for each in every if not person.step_free or _rooms(world, each[1], lambda room: room.step_free)]
    ways = [each for each in free if _rooms(world, each[1], lambda room: _enters(person, each[0], room))
            or _chairs(person, each[0]) == 1]  # fmt: skip
    facts = {
        WhyNot.CAN_WAIT: person.departs_on > world.last + timedelta(days=1),
        WhyNot.TOO_SOON: not any(len(each.hours) <= (person.departs_on - world.first).days
                                 for each in world.courses if person.course in each.needs_met),
        WhyNot.NO_CENTRE: all(steps(person, each) > 1 for each in world.centres),
        WhyNot.CENTRE_CLOSED: not every,
        WhyNot.NO_STEP_FREE: every and not free,
        WhyNot.NO_CHAIRS: free and not ways,
        WhyNot.NO_LANGUAGE: not any(
            person.language in each.languages for _, centre, _ in ways for each in _staff(world, centre)),
        WhyNot.NO_WOMAN: person.woman_trainer and not any(
            person.language in each.languages and each.woman
            for _, centre, _ in ways for each in _staff(world, centre)),
        WhyNot.NOT_QUALIFIED: not any(_may(person, each, way) for way in ways for each in _staff(world, way[1])),
        WhyNot.TRAINERS_TAKEN: not any(
            _may(person, each, way) and _teaches_then(each, way, plan, world)
            for way in ways for each in _staff(world, way[1])),
        WhyNot.ROOMS_TAKEN: not any(_class_possible(person, way, plan, world) for way in ways),
        WhyNot.BOOKED: not any(
            _class_possible(person, way, plan, world) and _free(person.taken, way[0], way[2]) for way in ways),
        WhyNot.TOO_FEW: least > 1,
    }  # fmt: skip
    right = facts[because.why] and because.full == _full(person, plan, world) and not _seat_left(person, plan, world)
    return bool(right) and list(because.counted) == list(_counted(person, because.why, world))


def _counted(person: Person, why: WhyNot, world: World) -> Iterator[WhyNot]:
    """What of the person's own needs was looked at before this reason was found."""
    order = list(WhyNot)
    chairs = any(_chairs(person, each) > 1 for each in world.courses if person.course in each.needs_met)
    asked = {WhyNot.NO_STEP_FREE: person.step_free, WhyNot.NO_CHAIRS: chairs, WhyNot.NO_WOMAN: person.woman_trainer}
    for need, wanted in asked.items():
        if wanted and order.index(WhyNot.NO_CENTRE) < order.index(need) < order.index(why):
            yield need


def _rooms(world: World, centre: int, rule: Callable[[Room], bool]) -> bool:
    return any(each.centre == centre and rule(each) for each in world.rooms)


def _chairs(person: Person, course: Course) -> int:
    return 1 + (person.family if course.joint else 0)


def _ways(person: Person, world: World) -> Iterator[tuple[Course, int, Days]]:
    for centre in world.centres:
        if steps(person, centre) <= 1:
            days = sorted(each for each in centre.open_days if world.first <= each <= world.last)
            for course in world.courses:
                if person.course in course.needs_met:
                    for run in combinations(range(len(days)), len(course.hours)):
                        if run[-1] - run[0] == len(run) - 1 and day_in_window(person, days[run[-1]]):
                            yield course, centre.id, tuple(days[n] for n in run)


def _staff(world: World, centre: int) -> list[Trainer]:
    return [each for each in world.trainers if each.centre == centre]


def _may(person: Person, one: Trainer, way: tuple[Course, int, Days]) -> bool:
    course, _, days = way
    woman = one.woman or not person.woman_trainer
    return bool(woman and person.language in one.languages and set(days) <= one.able.get(course.programme, frozenset()))


def _free(taken, course: Course, days: Days) -> bool:
    return not any(since < until_own and since_own < until
                   for day, (since_own, until_own) in zip(days, course.hours, strict=True)
                   for since, until in taken.get(day, ()))  # fmt: skip


def _busy(plan: Plan, world: World, **of: int) -> dict[date, list[tuple[int, int]]]:
    ((kind, id),) = of.items()
    found: dict[date, list[tuple[int, int]]] = {}
    for one in plan.proposed:
        if one.standing is None and getattr(one, kind) == id:
            for day, hours in zip(one.days, world.course[one.course].hours, strict=True):
                found.setdefault(day, []).append(hours)
    return found


def _teaches_then(one: Trainer, way: tuple[Course, int, Days], plan: Plan, world: World) -> bool:
    course, _, days = way
    planned = _busy(plan, world, trainer=one.id)
    if not (_free(one.taken, course, days) and _free(planned, course, days)):
        return False
    taught = {*planned, *one.taken, *days}
    weeks = {each.isocalendar()[:2] for each in days}
    return all(sum(each.isocalendar()[:2] == week for each in taught) <= 5 for week in weeks)


def _class_possible(person: Person, way: tuple[Course, int, Days], plan: Plan, world: World) -> bool:
    course, centre, days = way
    taught = any(_may(person, each, way) and _teaches_then(each, way, plan, world) for each in _staff(world, centre))
    return taught and any(
        _enters(person, course, each) and each.centre == centre and _free(each.taken, course, days)
        and _free(_busy(plan, world, room=each.id), course, days) for each in world.rooms)  # fmt: skip


def _enters(person: Person, course: Course, room: Room) -> bool:
    chairs = _chairs(person, course) <= max(room.seats, room.chairs)
    return chairs and (room.step_free or not person.step_free)


def _suiting(person: Person, plan: Plan, world: World) -> Iterator[tuple[Proposed, int]]:
    """Classes, proposed or standing, in which the person could sit, with the seats that are free if the family finds
    chairs there too."""
    new = [(each, each.seats, each) for each in plan.proposed if each.standing is None]
    parts = {each.standing: each for each in plan.proposed if each.standing}
    old = [(each, each.free, parts.get(each.id) or _nobody_in(each)) for each in world.standing]
    for one, seats, part in [*new, *old]:
        course = world.course[one.course]
        left = chairs_of(part, world) - chairs_taken(part, world) >= _chairs(person, course)
        free = seats - len(part.people) if left else 0
        if (person.course in course.needs_met and person.language == one.language
                and day_in_window(person, one.days[-1]) and steps(person, world.centre[one.centre]) <= 1
                and _free(person.taken, course, one.days) and _meets_needs(person, one, world)):  # fmt: skip
            yield one, free


def _nobody_in(one: Standing) -> Proposed:
    return Proposed(one.course, one.centre, one.language, one.days, one.free, (), standing=one.id)


def _meets_needs(person: Person, one, world: World) -> bool:
    if isinstance(one, Proposed):
        room = next(each for each in world.rooms if each.id == one.room)
        woman = next(each for each in world.trainers if each.id == one.trainer).woman
        return (room.step_free or not person.step_free) and bool(woman or not person.woman_trainer)
    return (one.step_free or not person.step_free) and bool(one.woman_teaches or not person.woman_trainer) and (
        one.only in (None, "f" if person.woman else "m"))


def _full(person: Person, plan: Plan, world: World) -> bool:
    return any(free <= 0 for _, free in _suiting(person, plan, world))


def _seat_left(person: Person, plan: Plan, world: World) -> bool:
    return person.departs_on <= world.last + timedelta(days=1) and any(
        free > 0 for _, free in _suiting(person, plan, world))
