"""For whom a foreman takes seats, and what a class has for them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from lms.classes.models import Seat
from lms.classes.queries.choosing import OpenClass
from lms.classes.queries.seats import coming_seats_of
from lms.registration import queries as registration
from lms.registration.models import Enrolment


@dataclass(frozen=True, slots=True)
class Led:
    """A brigade or a family, its foreman first, and who of them has which seat ahead, by enrolment."""

    people: Collection[Enrolment]
    seats: Mapping[int, Seat]

    @property
    def family(self) -> int:
        """How many would come along to the joint blocks."""
        return sum(len(each.registration.family) for each in self.people)

    def missing(self, class_id: int) -> int:
        """How many of them have no seat in this class yet."""
        return len(self.people) - sum(each.class_id == class_id for each in self.seats.values())

    def fits(self, found: OpenClass) -> bool:
        """Whether some of them have no seat there yet, and there is one for each."""
        return 0 < self.missing(found.training_class.id) <= found.count.free

    def fits_with_family(self, found: OpenClass) -> bool:
        """The same with all their families, who need chairs."""
        return 0 < self.family <= found.count.chairs - self.missing(found.training_class.id)


def led_by(enrolment: Enrolment, *, at: datetime) -> Led | None:
    """The group whose foreman this is; None for who leads nobody."""
    people = registration.led_by(enrolment.registration_id)
    return Led(people, coming_seats_of([each.id for each in people], at=at)) if len(people) > 1 else None
