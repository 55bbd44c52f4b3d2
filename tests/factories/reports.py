"""Builders of people who came some way towards the certificate, for the figures."""

from lms.centres.models import Centre
from lms.registration.models import Enrolment
from tests.factories.attendance import make_attendance
from tests.factories.centres import make_room
from tests.factories.classes import make_class, make_seat
from tests.factories.registration import make_enrolment


def make_people(*, centre: Centre, registered: int = 1, certified: int = 0, **person) -> list[Enrolment]:
    """People whom a centre registered; the first `certified` of them went through a whole class together. Other
    keywords are those of `make_enrolment`."""
    people = [make_enrolment(centre_code=centre.code, **person) for _ in range(registered)]
    if certified:
        first = people[0]
        training_class = make_class(
            programme=first.programme_slug, variant=first.variant, room=make_room(centre=centre)
        )
        for enrolment in people[:certified]:
            make_seat(training_class=training_class, enrolment=enrolment)
        make_attendance(training_class=training_class)
    return people
