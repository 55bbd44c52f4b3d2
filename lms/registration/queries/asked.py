"""What a programme asks of a person: which of its days, and whether it is a duty."""

from typing import Any

from lms.curriculum import queries as curriculum
from lms.curriculum.rules.duty import Standing, asked_of, standing_of
from lms.curriculum.rules.programme import Variant
from lms.registration.models import Enrolment


def profile_of(enrolment: Enrolment) -> dict[str, Any]:
    """The facts by which programmes choose, as the record has them now; the same as `rules.profile`."""
    person, journey = enrolment.registration, enrolment.journey
    return {
        "destination": journey.country,
        "destination_region": journey.country_region,
        "occupation": journey.occupation,
        "first_time": journey.first_time,
        "sex": person.sex,
        "region": person.region,
        "district": person.district,
        "language": person.language,
        "has_internet": person.has_internet,
        "reads_alone": person.reads_alone,
        "safety_training": person.safety_training,
        "contract_months": journey.contract_months,
    }


def asked_variant(enrolment: Enrolment) -> Variant:
    """The person's variant without the days that are not asked of them (E13)."""
    whole = curriculum.programme(enrolment.edition_id).variant(enrolment.variant)
    return asked_of(whole, profile_of(enrolment)) if any(day.when for day in whole.days) else whole


def duty_of(enrolment: Enrolment) -> Standing:
    """Whether the course is a duty for this person, and why (E4)."""
    programme = curriculum.programme(enrolment.edition_id)
    return standing_of(programme, profile_of(enrolment), enrolment.journey.departs_on)
