"""Rings: people who each take the seat of the next, so that together they sit nearer to their homes, or somebody more
finds a seat. Changing seats with one other is a ring of two; a free seat may be part of a ring.

When no ring is left that makes the ways shorter, no other seating of the same classes does (that is how flows of least
cost are found)."""

from collections.abc import Iterator

from lms.classes.rules.planner.board import Board
from lms.classes.rules.planner.facts import Person
from lms.classes.rules.planner.held import Held
from lms.classes.rules.planner.worth import DUE

OUT = 0  # where those are who wait for a seat; and a free seat is one on which nobody sits who comes from there

Step = tuple[int, Person | None]  # what it costs that somebody, or nobody, goes on to a certain class


def turn_rings(board: Board) -> None:
    """Change seats until no ring is worth it. Nobody loses a seat who has to have one now, and no class is emptied."""
    languages = sorted({each.language for each in board.held})
    for language in languages:
        people = [each for each in board.world.people if each.language == language]
        held = sorted((each for each in board.held if each.language == language), key=lambda each: each.key)
        for chairs in sorted({1} | {1 + each.family for each in people}):
            _Rings(board, held, chairs).turn()


class _Rings:
    """The classes of one language, for people who need equally many chairs: so every ring leaves as many taken."""

    def __init__(self, board: Board, held: list[Held], chairs: int) -> None:
        self.board, self.chairs = board, chairs
        self.held: list[Held | None] = [None, *held]
        self._classes = [(n, each.days[-1], each.centre.id, each) for n, each in enumerate(held, 1)]
        self.steps: list[dict[int, Step]] = [{} for _ in self.held]
        self.cost = [0] * len(self.held)
        self.lower: set[int] = set()  # from where a step may lower the cost of another
        self._known: dict[tuple, dict[int, int]] = {}
        self._ways: dict[int, dict[int, int]] = {}

    def turn(self) -> None:
        """Find rings and let them go round until there is none."""
        changed = self.lower = set(range(len(self.held)))
        while changed:
            for n in changed - {OUT}:
                self.steps[n] = self._steps_from(n)
            self.steps[OUT] = self._steps_in()
            self.lower = self.lower | changed | {OUT}
            changed = set(ring := self._ring())
            self._go_round(ring)

    def _ways_of(self, person: Person) -> dict[int, int]:
        """The classes in which somebody may sit, and the kilometres there."""
        if person.id not in self._ways:
            if person.needs not in self._known:
                self._known[person.needs] = self._found(person)
            self._ways[person.id] = self._known[person.needs]
        return self._ways[person.id]

    def _found(self, person: Person) -> dict[int, int]:
        reach, (since, until) = self.board.reach(person), self.board.window(person)
        return {
            n: reach[centre] for n, last, centre, each in self._classes
            if since <= last <= until and centre in reach and each.course.chairs(person) == self.chairs
            and self.board.suits(person, each)
        }  # fmt: skip

    def _steps_from(self, n: int) -> dict[int, Step]:
        """Who of a class goes on to which other, at what cost."""
        found: dict[int, Step] = {}
        for person in self.held[n].people:
            ways = self._ways_of(person)
            here = ways.get(n)
            if here is None:
                continue
            for other, far in ways.items():
                if other not in found or far - here < found[other][0]:
                    found[other] = far - here, person
            if OUT not in found and not self.board.world.due(person):
                found[OUT] = DUE // 2, person
        found.pop(n, None)
        if self._has_room(self.held[n]):
            found[OUT] = 0, None
        return found

    def _steps_in(self) -> dict[int, Step]:
        """Who gets a seat for the first time; or nobody, so that there is one seat more that is free."""
        found: dict[int, Step] = {
            n: (0, None) for n, each in enumerate(self.held) if each and len(each.people) > self._least(each)
        }  # fmt: skip
        for person in self.board.queue():
            if self.board.world.due(person) and person.language == self.held[-1].language:
                for n, far in self._ways_of(person).items():
                    if n not in found or far - DUE < found[n][0]:
                        found[n] = far - DUE, person
        return found

    def _has_room(self, held: Held) -> bool:
        return held.free > 0 and held.taken + self.chairs <= held.holds

    def _least(self, held: Held) -> int:
        return 0 if held.standing else max(1, self.board.wishes.least)

    def _ring(self) -> list[int]:
        """Classes each of which somebody leaves for the next, the last for the first, at a cost below nothing; found by
        lowering costs along the steps until these close a ring (Bellman and Ford). Costs are kept for the next ring."""
        cost, before = self.cost, [-1] * len(self.held)
        while self.lower:
            lowered = set()
            for n in sorted(self.lower):
                here = cost[n]
                for other, (more, _) in self.steps[n].items():
                    if here + more < cost[other]:
                        cost[other], before[other] = here + more, n
                        lowered.add(other)
            self.lower = lowered
            if ring := _closed(before):
                return ring
        return []

    def _go_round(self, ring: list[int]) -> None:
        goers = [self.steps[n][other][1] for n, other in _pairs(ring)]
        for (n, _), person in zip(_pairs(ring), goers, strict=True):
            if person and n != OUT:
                self.board.rise(person, self.held[n])
        for (_, other), person in zip(_pairs(ring), goers, strict=True):
            if person and other != OUT:
                self.board.sit(person, self.held[other])


def _pairs(ring: list[int]) -> Iterator[tuple[int, int]]:
    return zip(ring, [*ring[1:], *ring[:1]], strict=True)


def _closed(before: list[int]) -> list[int]:
    """A ring among the steps backwards, in the direction in which people go."""
    seen: dict[int, int] = {}
    for start in range(len(before)):
        path, n = [], start
        while n >= 0 and n not in seen:
            seen[n] = start
            path.append(n)
            n = before[n]
        if n >= 0 and seen[n] == start:
            return path[path.index(n) :][::-1]
    return []
