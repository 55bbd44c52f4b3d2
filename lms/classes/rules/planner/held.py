"""A class on the planner's board."""

from dataclasses import dataclass, field
from datetime import date

from lms.classes.rules.planner.facts import Centre, Course, Person, Proposed, Room, Standing, Trainer

Days = tuple[date, ...]


@dataclass(eq=False)
class Held:
    """A class on the board, and who sits in it so far."""

    course: Course
    centre: Centre
    language: str
    days: Days
    seats: int
    room: Room | None = None
    trainer: Trainer | None = None
    standing: Standing | None = None
    people: list[Person] = field(default_factory=list)
    taken: int = 0  # chairs, families included

    @property
    def holds(self) -> int:
        """Chairs for trainees and their families."""
        return self.standing.holds if self.standing else self.room.holds

    def fits(self, person: Person) -> bool:
        """Whether there is a seat, and a chair for each of the family who comes along."""
        return self.free > 0 and self.taken + self.course.chairs(person) <= self.holds

    @property
    def free(self) -> int:
        """Seats that nobody sits on."""
        return self.seats - len(self.people)

    @property
    def step_free(self) -> bool:
        """Whether one gets in without steps."""
        return self.standing.step_free if self.standing else self.room.step_free

    @property
    def woman_teaches(self) -> bool | None:
        """Whether the trainer is a woman; None when nobody wrote it down."""
        return self.standing.woman_teaches if self.standing else self.trainer.woman

    @property
    def key(self) -> tuple:
        """Their order: time, place, and then numbers, so that one input gives one answer."""
        return self.days, self.centre.id, self.room.id if self.room else 0, self.standing.id if self.standing else 0

    def written(self) -> Proposed:
        """The class as the plan says it."""
        return Proposed(
            self.course.id, self.centre.id, self.language, self.days, self.seats,
            tuple(each.id for each in sorted(self.people, key=lambda one: one.order)),
            room=self.room and self.room.id, trainer=self.trainer and self.trainer.id,
            standing=self.standing and self.standing.id,
        )  # fmt: skip
