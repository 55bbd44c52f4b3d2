"""What the pages of one record share."""

from flask import Response

from lms.core import clock
from lms.curriculum import queries as curriculum
from lms.registration import phones, queries
from lms.registration.messages import NEEDS, OCCUPATIONS, RELATIONS, SEXES, TEACHING_NAMES
from lms.registration.models import Registration
from lms.registration.rules import age_on, shown_number
from lms.web.locale import language


def described(found: Registration, *, opened: bool = False) -> dict[str, object]:
    """A record and the words for what it says; the telephone in full only when it was `opened`."""
    journey, enrolment = queries.journey(found.id), queries.current_enrolment(found.id)
    return {
        "registration": found,
        "journey": journey,
        "enrolment": enrolment,
        "programme": curriculum.programme(enrolment.edition_id) if enrolment else None,
        "shown_number": shown_number(found.number),
        "age": age_on(found.birth_date, clock.today()),
        "sex": SEXES[found.sex],
        "phone": phones.shown(found.phone) if opened else phones.masked(found.phone),
        "opened": opened,
        "home": queries.home_name(found.region, found.district, language()),
        "destination": queries.destination_name(journey.country, journey.country_region, language()),
        "occupation": OCCUPATIONS[journey.occupation],
        "teaching": TEACHING_NAMES.get(found.language, found.language),
        "needs": [NEEDS[code] for code in (found.needs or "").split()],
        "family": [(each.name, RELATIONS[each.relation]) for each in found.family],
    }


def pdf(content: bytes, name: str) -> Response:
    """A page to print."""
    return Response(
        content, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
