"""What the planner is told, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from lms.classes.rules.timetable import last_day_in_time

NOTHING: Mapping[date, tuple[tuple[int, int], ...]] = {}
Times = Mapping[date, tuple[tuple[int, int], ...]]  # taken: day → from and until, in minutes of the centre's wall clock


@dataclass(frozen=True)
class Course:
    """A programme variant. `hours` are the first and last minute of each of its days; `serves` are the courses whose
    people learn all they need in this one; `joint`: the family comes along to some of its blocks (E10)."""

    id: str
    programme: str
    hours: tuple[tuple[int, int], ...]
    most: int = 25
    window: int = 14
    serves: frozenset[str] = frozenset()
    held: bool = True  # an older edition only goes on in classes that stand already
    joint: bool = False
    closes: int = 1  # over so many days before the departure

    @cached_property
    def minutes(self) -> int:
        """How long it keeps a trainer."""
        return sum(until - since for since, until in self.hours)

    @cached_property
    def needs_met(self) -> frozenset[str]:
        """Courses whose people may sit here: its own, and those it serves."""
        return self.serves | {self.id}

    def chairs(self, person: "Person") -> int:
        """How many chairs somebody needs: one, and one for each of the family who comes along."""
        return 1 + (person.family if self.joint else 0)


@dataclass(frozen=True)
class Centre:
    """A place with rooms. `open_days` are those on which it is open, `hours` from when to when if not all day, and
    `barred` those on which its provider has no licence for a course."""

    id: int
    region: str
    district: str
    serves: frozenset[str] = frozenset()
    open_days: frozenset[date] = frozenset()
    hours: Mapping[date, tuple[int, int]] = field(default_factory=dict)
    barred: Mapping[str, frozenset[date]] = field(default_factory=dict)
    position: tuple[float, float] | None = None


@dataclass(frozen=True)
class Room:
    """A room of a centre, with the times at which it is taken. `seats` are those of a class, `chairs` what there is
    place for in all, families included."""

    id: int
    centre: int
    seats: int
    step_free: bool = True
    taken: Times = field(default_factory=dict)
    chairs: int = 0

    @property
    def holds(self) -> int:
        """How many people it takes."""
        return max(self.seats, self.chairs)


@dataclass(frozen=True)
class Trainer:
    """Somebody who teaches. `able` says on which days they may teach which programme; `minutes` is what they teach
    anyway, so that the hours become fair; a trainer without a centre goes everywhere; `woman` is None when not said;
    `ill_suited` counts, for each course, the topics that another kind of provider teaches better (E94)."""

    id: int
    centre: int | None
    languages: frozenset[str]
    able: Mapping[str, frozenset[date]]
    taken: Times = field(default_factory=dict)
    minutes: int = 0
    woman: bool | None = None
    ill_suited: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """Somebody who needs a seat. `repeats`: the last course still holds when they leave."""

    id: int
    course: str
    language: str
    region: str
    district: str
    departs_on: date
    centre: int | None = None  # the one that serves the person
    first_time: bool = True
    repeats: bool = False
    asked: int = 0
    woman: bool = False
    step_free: bool = False
    woman_trainer: bool = False
    taken: Times = field(default_factory=dict)
    family: int = 0  # who comes along to joint blocks
    position: tuple[float, float] | None = None  # of the home, as the curriculum knows it

    @property
    def order(self) -> tuple:
        """The nearest departure first, then first-timers before repeaters (E3), then who asked first."""
        return self.departs_on, self.repeats, not self.first_time, self.asked, self.id

    @cached_property
    def home(self) -> tuple:
        """All that decides about how far somebody travels."""
        return self.region, self.district, self.centre

    @cached_property
    def needs(self) -> tuple:
        """All that decides about the classes that suit somebody: whom the same suit has the same needs."""
        return (
            self.course, self.language, self.region, self.district, self.centre, self.departs_on, self.step_free,
            self.woman_trainer, self.woman, self.family, self.id if self.taken else 0,
        )  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """A class that stands already and has free seats; `chairs` are those left in its room, families included."""

    id: int
    course: str
    centre: int
    language: str
    days: tuple[date, ...]
    free: int
    step_free: bool = True
    only: str | None = None  # of which sex alone, "f" or "m"
    woman_teaches: bool | None = None
    chairs: int = 0

    @property
    def holds(self) -> int:
        """How many people more it takes."""
        return max(self.free, self.chairs)


@dataclass(frozen=True)
class World:
    """Everything the planner knows. `first` and `last` are the first and the last day it may plan for."""

    first: date
    last: date
    courses: tuple[Course, ...]
    centres: tuple[Centre, ...]
    rooms: tuple[Room, ...]
    trainers: tuple[Trainer, ...]
    people: tuple[Person, ...]
    standing: tuple[Standing, ...] = ()

    @cached_property
    def course(self) -> Mapping[str, Course]:
        """Courses by id."""
        return {each.id: each for each in self.courses}

    @cached_property
    def centre(self) -> Mapping[int, Centre]:
        """Centres by id."""
        return {each.id: each for each in self.centres}

    def due(self, person: Person) -> bool:
        """Whether somebody has to be placed now: after the last day planned for it would be too late."""
        return self.last_day_for(person) <= self.last

    def last_day_for(self, person: Person) -> date:
        """The last day on which a class may end for somebody: as long before leaving as their programme asks."""
        return last_day_in_time(person.departs_on, self.course[person.course].closes)


@dataclass(frozen=True)
class Wishes:
    """What an officer may ask of a plan: the smallest class, how far people may be sent (steps, see `distance`), and
    on how many days of a week a trainer teaches at most."""

    least: int = 1
    furthest: int = 1
    days_a_week: int = 5


@dataclass(frozen=True)
class Proposed:
    """A class to hold, or (with `standing`) people for free seats of one that stands already."""

    course: str
    centre: int
    language: str
    days: tuple[date, ...]
    seats: int
    people: tuple[int, ...]
    room: int | None = None
    trainer: int | None = None
    standing: int | None = None


class WhyNot(StrEnum):
    """What keeps somebody from being placed."""

    CAN_WAIT = "plan-can-wait"
    TOO_SOON = "plan-too-soon"
    NO_CENTRE = "plan-no-centre"
    CENTRE_CLOSED = "plan-centre-closed"
    NO_STEP_FREE = "plan-no-step-free"
    NO_CHAIRS = "plan-no-chairs"
    NO_LANGUAGE = "plan-no-language"
    NO_WOMAN = "plan-no-woman"
    NOT_QUALIFIED = "plan-not-qualified"
    TRAINERS_TAKEN = "plan-trainers-taken"
    ROOMS_TAKEN = "plan-rooms-taken"
    BOOKED = "plan-booked"
    TOO_FEW = "plan-too-few"


@dataclass(frozen=True)
class Because:
    """The reason, and whether there are classes in which the person could sit if they were not full. `counted` are the
    person's own needs that narrowed the search: NO_STEP_FREE says that only places without steps were looked at."""

    why: WhyNot
    full: bool = False
    counted: tuple[WhyNot, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The answer: classes in order of time, and for everybody who is not placed why not."""

    proposed: tuple[Proposed, ...]
    unplaced: Mapping[int, Because]

    @cached_property
    def placed(self) -> frozenset[int]:
        """Who has a seat in this plan."""
        return frozenset(person for each in self.proposed for person in each.people)
