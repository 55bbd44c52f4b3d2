"""What needs somebody at the desk, the most urgent kind first. Standard library only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lms.centres.rules import Due as PlaceDue
from lms.trainers.rules import Due as TrainerDue

FEWEST, FEW_WITHIN = 10, 5  # a class of fewer seats, so many days before it begins
SHOWN = 12


class TaskKind(StrEnum):
    """What there is to do, in the order in which it is shown."""

    DIFFERENCES = "differences"
    WALK_INS = "walk-ins"
    OFFERS = "offers"
    NO_TRAINER = "no-trainer"
    NOT_TOLD = "not-told"
    ROLL_OPEN = "roll-open"
    PLACEABLE = "placeable"
    WAITING = "waiting"
    FEW = "few"
    SLIPS = "slips"
    CERTIFICATES = "certificates"
    PLACE_DUE = "place-due"
    TRAINER_DUE = "trainer-due"


ORDER = {kind: n for n, kind in enumerate(TaskKind)}
URGENT = frozenset(
    {TaskKind.DIFFERENCES, TaskKind.WALK_INS, TaskKind.OFFERS, TaskKind.NO_TRAINER, TaskKind.NOT_TOLD}
)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `thing_id` is what its page is about: a session, a class, a centre, a trainer; `names` are the
    centre's; `due` is what falls due."""

    kind: TaskKind
    count: int = 1
    thing_id: int = 0
    names: Mapping[str, str] | None = None
    day: date | None = None
    other_day: date | None = None
    until: datetime | None = None
    due: PlaceDue | TrainerDue | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes two classes do the same for somebody: programme, variant, centre, language."""

    programme: str
    variant: str
    centre_id: int
    language: str


@dataclass(frozen=True, slots=True)
class Filling:
    """A coming class, how many wait for it, and how many seats are free."""

    class_id: int
    kind: Kind
    day: date
    waiting: int
    free: int


def placeable(coming: Collection[Filling]) -> list[tuple[Filling, Filling | None]]:
    """Each class in which people wait, with the first class of the same kind that has free seats, if there is one."""
    open_ones = sorted((each for each in coming if each.free), key=lambda each: (each.day, each.class_id))
    return [
        (each, each if each.free else next((other for other in open_ones if other.kind == each.kind), None))
        for each in coming
        if each.waiting
    ]


def is_thin(*, taken: int, day: date, today: date) -> bool:
    """Whether a class begins soon and has few people: fill it, or put two together."""
    return taken < FEWEST and 0 <= (day - today).days <= FEW_WITHIN


def in_order(tasks: Collection[Task]) -> list[Task]:
    """The most urgent first: by kind, then by day."""
    return sorted(tasks, key=lambda each: (ORDER[each.kind], each.day or date.max, each.thing_id))
