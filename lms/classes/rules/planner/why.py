"""Why somebody is not placed: the constraint that binds, found by taking the ways to place them and striking out, one
rule after the other, those it forbids. The rule that strikes out the last way is the reason."""

from collections.abc import Callable, Mapping
from functools import partial

from lms.classes.rules.planner.board import Board, enters, may_teach, person_free
from lms.classes.rules.planner.facts import Because, Centre, Course, Person, Trainer, WhyNot
from lms.classes.rules.planner.held import Days

Way = tuple[Course, Centre, Days]


def why_not_placed(board: Board) -> Mapping[int, Because]:
    """The reason for everybody who has no seat on the board, in their order."""
    known: dict[tuple, Because] = {}
    found = {}
    for person in board.queue():
        if person.needs not in known:
            known[person.needs] = because(board, person)
        found[person.id] = known[person.needs]
    return found


def because(board: Board, person: Person) -> Because:
    """Why this person has no seat."""
    full = any(not each.fits(person) and board.suits(person, each) for each in board.held)
    if not board.world.due(person):
        return Because(WhyNot.CAN_WAIT, full)
    courses = board.courses_for(person)
    left = (board.world.last_day_for(person) - board.world.first).days + 1
    if left < min(len(each.hours) for each in courses):
        return Because(WhyNot.TOO_SOON, full)
    if not board.reach(person):
        return Because(WhyNot.NO_CENTRE, full)
    ways, counted = list(ways_for(board, person)), []
    needs = _needs(person, courses)
    for why, rule in _rules(board, person):
        ways = [each for each in ways if rule(*each)]
        if not ways:
            return Because(why, full, tuple(counted))
        counted += [why] if why in needs else []
    return Because(WhyNot.TOO_FEW, full, tuple(counted))


def _needs(person: Person, courses: list[Course]) -> set[WhyNot]:
    """What somebody needs that others do not: where it struck out ways, the reason is true only of what was left."""
    asked = {
        WhyNot.NO_STEP_FREE: person.step_free,
        WhyNot.NO_CHAIRS: any(each.chairs(person) > 1 for each in courses),
        WhyNot.NO_WOMAN: person.woman_trainer,
    }
    return {why for why, wanted in asked.items() if wanted}


def ways_for(board: Board, person: Person) -> list[Way]:
    """Every class that could teach somebody all they need, within reach and within the window, whoever teaches it in
    whichever room."""
    centres = [board.world.centre[each] for each in board.reach(person)]
    return [
        (course, centre, days)
        for course in board.courses_for(person)
        for centre in centres
        for days in board.runs(centre, course).values()
        if board.in_window(person, days[-1])
    ]


def _rules(board: Board, person: Person) -> list[tuple[WhyNot, Callable[[Course, Centre, Days], bool]]]:
    """What every way has to meet, from what never changes to what others have taken."""
    return [
        (WhyNot.CENTRE_CLOSED, lambda *_: True),  # there are no ways at all
        (WhyNot.NO_STEP_FREE, lambda _, centre, __: not person.step_free or any(
            each.step_free for each in board.rooms[centre.id])),
        (WhyNot.NO_CHAIRS, lambda course, centre, _: course.chairs(person) == 1 or any(
            enters(person, course, each) for each in board.rooms[centre.id])),
        (WhyNot.NO_LANGUAGE, partial(_taught, board, lambda one, *_: person.language in one.languages)),
        (WhyNot.NO_WOMAN, partial(_taught, board, lambda one, *_: _speaks_to(person, one))),
        (WhyNot.NOT_QUALIFIED, partial(_taught, board, lambda one, *way: may_have(person, one, *way))),
        (WhyNot.TRAINERS_TAKEN, partial(_taught, board, lambda one, *way: may_have(person, one, *way)
                                        and board.trainer_free(one, *way))),
        (WhyNot.ROOMS_TAKEN, lambda course, centre, days: any(
            enters(person, course, each) for each in board.free_rooms(centre, course, days))),
        (WhyNot.BOOKED, lambda course, _, days: person_free(person, course, days)),
    ]  # fmt: skip


def _taught(board: Board, rule: Callable[..., bool], course: Course, centre: Centre, days: Days) -> bool:
    return any(rule(each, course, days) for each in board.trainers[centre.id])


def _speaks_to(person: Person, trainer: Trainer) -> bool:
    return person.language in trainer.languages and (trainer.woman is True or not person.woman_trainer)


def may_have(person: Person, trainer: Trainer, course: Course, days: Days) -> bool:
    """Whether this trainer can teach this person the course on these days, free or not."""
    return _speaks_to(person, trainer) and may_teach(trainer, course, person.language, days)
