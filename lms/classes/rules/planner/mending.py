"""What the sweep leaves over: people still without a seat, classes nearly empty, hours unfairly shared."""

from collections.abc import Iterator

from lms.classes.rules.planner.board import Board, enters, person_free
from lms.classes.rules.planner.facts import Centre, Course, Person, Room, Trainer
from lms.classes.rules.planner.held import Days, Held
from lms.classes.rules.planner.seating import seat_for, seat_in
from lms.classes.rules.planner.why import Way, may_have, ways_for

Opening = tuple[Course, Centre, Days, Room, Trainer]


def mend(board: Board) -> None:
    """Seat who can still be seated, give up classes whose people fit elsewhere, share the hours, until none of it lets
    another person in."""
    seat_in(board)
    place_left_over(board, own_course=True)
    while dissolve(board):
        place_left_over(board, own_course=True)
    while share_hours(board) and place_left_over(board, own_course=True):
        pass
    seat_in(board, other_courses=True)
    while place_left_over(board):
        share_hours(board)


def place_left_over(board: Board, *, own_course: bool = False) -> bool:
    """Open a class for everybody who is due and for whom a room and a trainer are free, if need be by letting another
    trainer teach a class that is already planned; fill each with whoever else fits. With `own_course`, nobody is put
    into a longer course than they need. Says whether a class was opened."""
    before = len(board.waiting)
    hopeless: set[tuple] = set()
    for person in board.queue():
        if person.id not in board.waiting or not board.world.due(person):
            continue
        if person.needs in hopeless:
            continue
        ways = [
            each for each in ways_for(board, person)
            if person_free(person, each[0], each[2]) and (each[0].id == person.course or not own_course)
        ]  # fmt: skip
        if not (_open_for(board, person, list(_openings(board, person, ways)))
                or _open_for(board, person, list(_swapped(board, person, ways)))):  # fmt: skip
            hopeless.add(person.needs)
    return len(board.waiting) < before


def _openings(board: Board, person: Person, ways: list[Way]) -> Iterator[Opening]:
    """Every class that could still be opened for somebody; of two rooms or trainers the better one."""
    for course, centre, days in ways:
        rooms = [each for each in board.free_rooms(centre, course, days) if enters(person, course, each)]
        trainers = [
            each for each in board.free_trainers(centre, course, person.language, days)
            if each.woman is True or not person.woman_trainer
        ] if rooms else []  # fmt: skip
        if trainers:
            yield course, centre, days, rooms[-1], trainers[0]


def _swapped(board: Board, person: Person, ways: list[Way]) -> Iterator[Opening]:
    """A class that can be opened when a trainer who speaks the language hands another class to somebody free.

    Hands it over as soon as it is asked for, so only the first answer may be taken."""
    for course, centre, days in ways:
        rooms = [each for each in board.free_rooms(centre, course, days) if enters(person, course, each)]
        for held in _taught_then(board, centre, days) if rooms else ():
            trainer = held.trainer
            if may_have(person, trainer, course, days) and (other := _stand_in(board, held)):
                board.change_trainer(held, other)
                if board.trainer_free(trainer, course, days):
                    yield course, centre, days, rooms[-1], trainer
                    return
                board.change_trainer(held, trainer)


def _taught_then(board: Board, centre: Centre, days: Days) -> list[Held]:
    return [
        each for each in board.held
        if each.standing is None and each.centre is centre and set(each.days) & set(days)
    ]  # fmt: skip


def _stand_in(board: Board, held: Held) -> Trainer | None:
    """Somebody free who can take over a class without taking anything from those who sit in it."""
    needs_woman = any(each.woman_trainer for each in held.people)
    return next(
        (each for each in board.free_trainers(held.centre, held.course, held.language, held.days)
         if each is not held.trainer and (each.woman is True or not needs_woman)), None,
    )  # fmt: skip


def _open_for(board: Board, person: Person, openings: list[Opening]) -> bool:
    """Open the class that most of those who wait could join, and seat them. Says whether one was opened."""
    if not openings:
        return False
    counted = [(_joining(board, person, each), each) for each in openings]
    people, (course, centre, days, room, trainer) = max(
        counted, key=lambda each: (each[1][0].id == person.course, len(each[0]), each[1][2])
    )
    if len(people) < board.wishes.least:
        return False
    room = _just_large_enough(board, (course, centre, days, room, trainer), people)
    held = board.open(course, centre, person.language, days, room, trainer)
    board.sit(person, held)
    for each in people:
        if each is not person and held.fits(each) and board.suits(each, held):
            board.sit(each, held)
    return True


def _joining(board: Board, person: Person, opening: Opening) -> list[Person]:
    """Who could sit in the class, at most as many as there are seats."""
    course, centre, days, room, trainer = opening
    trial = Held(course, centre, person.language, days, min(room.seats, course.most), room, trainer)
    found, chairs = [person], course.chairs(person)
    for each in board.queue():
        if len(found) == trial.seats:
            break
        needs = course.chairs(each)
        if each is not person and chairs + needs <= trial.holds and board.suits(each, trial):
            found.append(each)
            chairs += needs
    return found


def _just_large_enough(board: Board, opening: Opening, people: list[Person]) -> Room:
    course, centre, days, largest, _trainer = opening
    needs, chairs = any(each.step_free for each in people), sum(map(course.chairs, people))
    rooms = [each for each in board.free_rooms(centre, course, days) if each.step_free or not needs]
    return next((each for each in rooms if each.seats >= len(people) and each.holds >= chairs), largest)


def dissolve(board: Board) -> bool:
    """Give up proposed classes, the emptiest first, whose people all find a seat elsewhere. Says whether one was."""
    found = False
    for held in sorted(board.held, key=lambda each: (len(each.people), each.key)):
        if held.standing is None and 2 * len(held.people) <= held.seats and _scatter(board, held):
            found = True
    return found


def _scatter(board: Board, held: Held) -> bool:
    others = [each for each in board.held if each is not held and each.free and each.language == held.language]
    moved: list[tuple[Person, Held]] = []
    for person in sorted(held.people, key=lambda each: each.order):
        board.rise(person, held)
        target = seat_for(board, person, [each for each in others if each.course is held.course])
        if target is None:
            board.sit(person, held)
            for one, where in moved:
                board.rise(one, where)
                board.sit(one, held)
            return False
        board.sit(person, target)
        moved.append((person, target))
    board.close(held)
    return True


def share_hours(board: Board) -> bool:
    """Hand classes to trainers with fewer hours, until nobody who is free then is less burdened than the one teaching.
    Says whether a class changed hands."""
    changed, again = False, True
    while again:
        again = False
        for held in sorted((each for each in board.held if each.standing is None), key=lambda each: each.key):
            other = _stand_in(board, held)
            more = held.course.minutes
            if other and board.burden(other, held.course) + more < board.burden(held.trainer, held.course):
                board.change_trainer(held, other)
                changed = again = True
    return changed
