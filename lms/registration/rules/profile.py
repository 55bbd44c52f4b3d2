"""The facts of somebody by which programmes choose (E147, E161). Standard library only."""

from datetime import date
from enum import StrEnum
from typing import Any

from lms.registration.rules import Person, Plan, age_on


class AgeGroup(StrEnum):
    """Ages that a programme may tell apart (E147)."""

    YOUNG = "under-25"
    GROWN = "25-49"
    OLDER = "50-and-over"


BELOW = {AgeGroup.YOUNG: 25, AgeGroup.GROWN: 50}  # full years
NOT_ASKED = "unknown"


def age_group(birth: date, day: date) -> AgeGroup:
    """How old somebody is on a day, as far as a programme asks (E147)."""
    age = age_on(birth, day)
    return next((group for group, below in BELOW.items() if age < below), AgeGroup.OLDER)


def pictures_first(chosen: bool | None, reads_alone: bool | None) -> bool:
    """Whether somebody reads lessons with pictures and sound first, else with the text first: as they chose; as long as
    they chose nothing, whoever does not read alone (E79, E147). None: not known."""
    return reads_alone is False if chosen is None else chosen


def profile(person: Person, plan: Plan) -> dict[str, Any]:
    """The facts by which a programme chooses its variant: of what a form says, or of the rows of a record, which have
    the same names."""
    return {
        "destination": plan.country,
        "destination_region": plan.country_region,
        "occupation": str(plan.occupation),
        "first_time": plan.first_time,
        "sex": str(person.sex),
        "region": person.region,
        "district": person.district,
        "language": person.language,
        "has_internet": person.has_internet,
        "reads_alone": person.reads_alone,
        "safety_training": person.safety_training,
        "contract_months": plan.contract_months,
        "education": person.education or NOT_ASKED,
        "speaks": person.speaks or NOT_ASKED,
        "age_group": age_group(person.birth_date, plan.departs_on),
        "online_done": False,  # of whom it is true depends on the course: see `shorter_course`
    }
