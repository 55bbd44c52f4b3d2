"""For whom a foreman takes seats, and what a class has for them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from lms.classes.models import Seat
from lms.classes.queries.choosing import OpenClass
from lms.classes.queries.seats import coming_seats_of
from lms.registration import queries as registration
from lms.registration.models import Enrolment


@dataclass(frozen=True, slots=True)
class Led:
    """A brigade or a family, its foreman first; who of them has which seat ahead, by enrolment; and the enrolments of
    those who have been to everything and need no seat any more."""

    people: Collection[Enrolment]
    seats: Mapping[int, Seat]
    through: Collection[int]

    @property
    def to_seat(self) -> list[Enrolment]:
        """For whom seats are taken when they are taken for all."""
        return [each for each in self.people if each.id not in self.through]

    @property
    def family(self) -> int:
        """How many would come along to the joint blocks."""
        return sum(len(each.registration.family) for each in self.to_seat)

    def missing(self, class_id: int) -> int:
        """How many of them have no seat in this class yet."""
        there = {enrolment_id for enrolment_id, seat in self.seats.items() if seat.class_id == class_id}
        return sum(each.id not in there for each in self.to_seat)

    def fits(self, found: OpenClass) -> bool:
        """Whether some of them have no seat there yet, and there is one for each."""
        return 0 < self.missing(found.training_class.id) <= found.count.free

    def fits_with_family(self, found: OpenClass) -> bool:
        """The same with all their families, who need chairs."""
        return 0 < self.family <= found.count.chairs - self.missing(found.training_class.id)


def led_by(enrolment: Enrolment, *, at: datetime) -> Led | None:
    """The group whose foreman this is; None for who leads nobody."""
    people = registration.led_by(enrolment.registration_id)
    return led(people, at=at) if len(people) > 1 else None


def led(people: Collection[Enrolment], *, at: datetime) -> Led:
    """A group of these people, as it is now."""
    seats = coming_seats_of([each.id for each in people], at=at)
    return Led(people, seats, current_app.extensions["through"](people))
