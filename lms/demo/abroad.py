"""Two people who go on with the same record: one has arrived and takes the next course, one is home again."""

from datetime import date, datetime, timedelta

from lms.certificates import queries as certificates
from lms.classes.models import TrainingClass
from lms.core import clock
from lms.demo.classes import ClassLife
from lms.registration import actions as registration
from lms.registration import queries as people
from lms.registration.models import Enrolment

SETTLED, LONG = timedelta(days=4), timedelta(days=60)  # since the departure


def go_on(past: list[TrainingClass], life: ClassLife, *, pin: str, today: date) -> Enrolment:
    """Somebody of a recent class has left and reads the lessons after arriving; somebody of the first one came home.
    Returns the course of the first."""
    first = next(each for found in past for each in _who_left(found, before=today - LONG))
    came = _day(first, LONG)
    registration.come_home(registration_id=first.registration_id, by=None, at=came)
    registration.begin_course(registration_id=first.registration_id, slug="tj-return", by=None, at=came)
    last = next(each for found in reversed(past) for each in _who_left(found, before=today - SETTLED))
    at = _day(last, SETTLED)
    registration.choose_pin(registration_id=last.registration_id, pin=pin, by=None, at=at)
    begun = registration.begin_course(registration_id=last.registration_id, slug="tj-arrival", by=None, at=at)
    life.read(begun, 1, at=at)
    return begun


def _who_left(found: TrainingClass, *, before: date) -> list[Enrolment]:
    """Those of a class who hold the certificate and left before a day."""
    known = people.people([each.enrolment_id for each in certificates.of_class(found.id)])
    return [known[each] for each in sorted(known) if known[each].journey.departs_on < before]


def _day(enrolment: Enrolment, after: timedelta) -> datetime:
    return clock.at_local(enrolment.journey.departs_on + after, 19)
