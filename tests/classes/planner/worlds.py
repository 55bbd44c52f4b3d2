"""Small worlds to plan in: one centre of Sughd with a room and a trainer, on weekdays from a Monday on."""

from datetime import date, timedelta

from lms.classes.rules.planner import Centre, Course, Person, Plan, Proposed, Room, Trainer, World
from lms.classes.rules.planner.distance import steps
from lms.classes.rules.planner.facts import Times

MONDAY = date(2027, 3, 1)
DAY = (510, 1030)
ONE = Course("one", "pilot", (DAY,), joint=True)
THREE = Course("three", "standard", (DAY, DAY, DAY), serves=frozenset({"one"}))


def day(n: int) -> date:
    """The n-th day from the first Monday on."""
    return MONDAY + timedelta(days=n)


WEEKDAYS = frozenset(day(n) for n in range(28) if day(n).weekday() != 6)
ABLE = {"pilot": WEEKDAYS, "standard": WEEKDAYS}
KHUJAND = Centre(1, "sughd", "khujand", frozenset({"sughd"}), WEEKDAYS)


def room(id: int = 1, **changes) -> Room:
    """A room of ten seats in Khujand."""
    return Room(id, **{"centre": 1, "seats": 10, **changes})


def trainer(id: int = 1, languages: str = "tg", **changes) -> Trainer:
    """Somebody who teaches everything, every day, in Khujand."""
    return Trainer(id, **{"centre": 1, "languages": frozenset(languages.split()), "able": ABLE, **changes})


def person(id: int = 1, *, leaves: int = 10, **changes) -> Person:
    """Somebody of Isfara in Sughd who needs the one day in Tajik and leaves `leaves` days after the first Monday."""
    facts = {"course": "one", "language": "tg", "region": "sughd", "district": "isfara", "asked": id}
    return Person(id, departs_on=day(leaves), **{**facts, **changes})


def world(people=(), **changes) -> World:
    """Four weeks in Khujand."""
    facts = {
        "first": MONDAY, "last": day(27), "courses": (ONE, THREE), "centres": (KHUJAND,), "rooms": (room(),),
        "trainers": (trainer(),),
    }  # fmt: skip
    return World(people=tuple(people), **{**facts, **changes})


def hours(one: Proposed, found: World) -> Times:
    """When a class is held."""
    return {each: (times,) for each, times in zip(one.days, found.course[one.course].hours, strict=True)}


def overlap(one: Times, other: Times) -> bool:
    """Whether two lists of times have a moment in common."""
    return any(since < until_other and since_other < until for each in one.keys() & other.keys()
               for since, until in one[each] for since_other, until_other in other[each])  # fmt: skip


def faults(plan: Plan, found: World) -> list[str]:
    """Everything for which a plan could not be held."""
    people = {each.id: each for each in found.people}
    said = [fault for each in plan.proposed if each.standing is None for fault in _class_faults(each, plan, found)]
    for one in plan.proposed:
        seats = next((each.free for each in found.standing if each.id == one.standing), one.seats)
        if not 0 < len(one.people) <= seats:
            said.append(f"empty or overfull: {one}")
        if chairs_taken(one, found) > chairs_of(one, found):
            said.append(f"families find no chairs: {one}")
        said += [f"does not belong here: {each}" for id in one.people if not _belongs(each := people[id], one, found)]
    seated = [id for one in plan.proposed for id in one.people]
    if sorted([*seated, *plan.unplaced]) != sorted(people):
        said.append("somebody sits twice, or is forgotten")
    return said


def chairs_of(one: Proposed, found: World) -> int:
    """How many people the room of a class takes, or how many more."""
    if one.standing:
        return next(max(each.free, each.chairs) for each in found.standing if each.id == one.standing)
    return next(max(each.seats, each.chairs) for each in found.rooms if each.id == one.room)


def chairs_taken(one: Proposed, found: World) -> int:
    """Chairs for those who sit in a class, and for the families in joint blocks."""
    family = sum(each.family for each in found.people if each.id in one.people)
    return len(one.people) + (family if found.course[one.course].joint else 0)


def _class_faults(one: Proposed, plan: Plan, found: World) -> list[str]:
    held = hours(one, found)
    others = [each for each in plan.proposed if each is not one and each.standing is None
              and (each.room == one.room or each.trainer == one.trainer)]  # fmt: skip
    said = [f"held at once: {one} {each}" for each in others if overlap(held, hours(each, found))]
    where = next(each for each in found.rooms if each.id == one.room)
    teacher = next(each for each in found.trainers if each.id == one.trainer)
    said += [f"taken already: {each}" for each in (where, teacher) if overlap(held, each.taken)]
    able = teacher.able.get(found.course[one.course].programme, frozenset())
    if one.language not in teacher.languages or not set(one.days) <= able or where.centre != one.centre:
        said.append(f"may not teach this here: {one}")
    return said


def _belongs(one: Person, where: Proposed, found: World) -> bool:
    return (
        one.language == where.language and day_in_window(one, where.days[-1])
        and one.course in found.course[where.course].needs_met and steps(one, found.centre[where.centre]) <= 1
        and not overlap(one.taken, hours(where, found))
    )  # fmt: skip


def day_in_window(one: Person, last: date) -> bool:
    """Whether a class ends within the two weeks before somebody leaves."""
    return one.departs_on - timedelta(days=14) <= last < one.departs_on
