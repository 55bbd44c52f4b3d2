"""Somebody who was here before leaves again."""

from datetime import date, datetime, timedelta

from lms.accounts.actions import record
from lms.core import clock
from lms.core.errors import Refused
from lms.registration import queries
from lms.registration.actions.holding import hold
from lms.registration.actions.registering import KIND, enrol, plan_journey
from lms.registration.models import Enrolment, Registration
from lms.registration.rules import Occupation, Person, Plan, Sex, departure_fault

SENT_TWICE = timedelta(hours=1)


def leave_again(*, registration_id: int, departs_on: date, by: int | None, at: datetime) -> Enrolment | None:
    """Plan the next journey of somebody, to where the last one went, and enrol in the course for it: nobody who wants
    to take it once more is refused (E3). A journey planned within the hour for the same day is a form sent twice.
    Raises Refused(DEPARTURE_PAST or _FAR)."""
    if wrong := departure_fault(departs_on, clock.local(at).date()):
        raise Refused(wrong)
    found = hold(registration_id)
    last = queries.journey(registration_id)
    if last.departs_on == departs_on and at - last.created_at < SENT_TWICE:
        before = queries.current_enrolment(registration_id)
        return before if before and before.journey_id == last.id else None
    plan = Plan(
        country=last.country, country_region=last.country_region, occupation=Occupation(last.occupation),
        departs_on=departs_on, first_time=False, contract_months=last.contract_months,
    )  # fmt: skip
    journey = plan_journey(found, plan, at=at)
    record(action="leaves-again", kind=KIND, subject=found.id, by=by, at=at)
    return enrol(journey=journey, person=_person(found), plan=plan, at=at)


def _person(found: Registration) -> Person:
    return Person(
        family_name_latin=found.family_name_latin, given_name_latin=found.given_name_latin,
        family_name=found.family_name, given_name=found.given_name, patronymic=found.patronymic,
        birth_date=found.birth_date, sex=Sex(found.sex), phone=found.phone, region=found.region,
        district=found.district, jamoat=found.jamoat, language=found.language, has_internet=found.has_internet,
        reads_alone=found.reads_alone, safety_training=found.safety_training,
        education=found.education, speaks=found.speaks,
    )  # fmt: skip
