"""Builders of certificates."""

from lms.centres.models import Centre
from lms.certificates import actions, queries
from lms.certificates.models import Certificate
from lms.certificates.rules import Way
from lms.core import clock
from lms.core.database import db
from lms.registration.models import Enrolment
from tests.factories.attendance import make_attendance
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_seat
from tests.factories.registration import make_enrolment


def make_certificate(
    *, enrolment: Enrolment | None = None, centre: Centre | None = None, **person
) -> Certificate:
    """The certificate of somebody who attended a whole class; other keywords are those of `make_enrolment`."""
    centre = centre or make_centre()
    enrolment = enrolment or make_enrolment(centre_code=centre.code, **person)
    training_class = make_class(programme=enrolment.programme_slug, variant=enrolment.variant, room=centre.rooms[0])
    make_seat(training_class=training_class, enrolment=enrolment)
    make_attendance(training_class=training_class)
    return queries.of_enrolment(enrolment.id)


def correct_name(certificate: Certificate, *, given_name: str = "Гулнор") -> None:
    """Write the person otherwise, who says that it is right so."""
    person = certificate.registration
    person.given_name = given_name
    db.session.flush()
    seen = person.full_name, person.latin_name
    actions.say_names(
        registration_id=person.id, right=True, way=Way.PASSPORT, seen=seen, by=None, at=clock.now()
    )
