"""People of the demo world whose course is unlike that of the others: one who may soon have a shorter one, one who took
it early, one who took it elsewhere, one whose work asks for lessons more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from lms.certificates import actions as reminders
from lms.certificates import queries as certificates
from lms.classes.models import TrainingClass
from lms.core import clock
from lms.demo.classes import ClassLife
from lms.demo.people import some_plan, someone
from lms.demo.places import Place
from lms.registration import actions as registration
from lms.registration import queries as people
from lms.registration.models import Enrolment
from lms.registration.rules import Occupation, Sex

EARLY = timedelta(days=30)  # since the class
NEARLY_ALL = 7  # lessons; of the six for the shorter course one is left
WOMAN = {"family_name_latin": "Nazarova", "given_name_latin": "Sitora", "family_name": "Назарова",
         "given_name": "Ситора", "patronymic": "Каримовна", "sex": Sex.FEMALE, "needs": ()}  # fmt: skip


def show_unlike(
    life: ClassLife, place: Place, past: Iterable[TrainingClass], *, pin: str, by: int, today: date
) -> dict[str, str]:
    """Bring them in. Returns by what each is unlike: the registration number with which they sign in."""
    shorter = _come(life, place, 24, today, reads_alone=False, has_internet=True, safety_training="yes")
    life.read(shorter, NEARLY_ALL, at=clock.at_local(today - timedelta(days=1), 19))
    work = _come(life, place, 18, today, occupation=Occupation.HOUSEHOLD, reads_alone=True, has_internet=True, **WOMAN)
    elsewhere = _come(life, place, 21, today, first_time=False, reads_alone=True, has_internet=True)
    _taken_elsewhere(elsewhere, by=by, today=today)
    found = {"shorter": shorter, "early": _early(past, by=by, today=today), "elsewhere": elsewhere, "work": work}
    for each in found.values():
        registration.choose_pin(
            registration_id=each.registration_id, pin=pin, by=None, at=clock.at_local(today - timedelta(days=1), 18)
        )
    return {what: each.registration.number for what, each in found.items()}


def _come(life: ClassLife, place: Place, days: int, today: date, **facts) -> Enrolment:
    """Register somebody who leaves for Russia in so many days. Keywords are facts of the person or the journey."""
    life.registered += 1
    of_plan = {key: facts.pop(key) for key in ("occupation", "first_time") if key in facts}
    home = life.chance.choice(life.homes[place.centre.code])
    anybody, trip = someone(life.chance, home, today=today, number=life.registered), today + timedelta(days=days)
    person = replace(anybody, language="tg", **facts)
    plan = replace(some_plan(life.chance, trip), country="RU", country_region="moscow", **of_plan)
    made = registration.register(
        person=person, plan=plan, language=person.language, centre_code=place.centre.code, by=None,
        at=clock.at_local(today - timedelta(days=2), 11),
    )  # fmt: skip
    return people.current_enrolment(made.id)


def _taken_elsewhere(enrolment: Enrolment, *, by: int, today: date) -> None:
    """Somebody tells the desk that they took such a course half a year ago, where nobody of this house held it (E1)."""
    known = people.more_of(enrolment.registration, enrolment.journey)
    more = replace(known, oriented_on=today - timedelta(days=180))
    registration.tell_more(
        registration_id=enrolment.registration_id, more=more, by=by, at=clock.at_local(today - timedelta(days=1), 9)
    )


def _early(past: Iterable[TrainingClass], *, by: int, today: date) -> Enrolment:
    """The journey of somebody who took the course long ago was put off and is near now: they are told to look at it
    again (E22)."""
    held = [each for each in past if each.last_day <= today - EARLY and certificates.of_class(each.id)]
    latest = max(held, key=lambda each: (each.last_day, each.id))
    known = people.people([each.enrolment_id for each in certificates.of_class(latest.id)])
    found = known[max(known)]
    at = clock.at_local(today - timedelta(days=20), 10)
    registration.change_departure(
        registration_id=found.registration_id, departs_on=today + timedelta(days=5), by=by, at=at
    )
    reminders.remind_to_refresh(at=clock.at_local(today, 10))
    return found
