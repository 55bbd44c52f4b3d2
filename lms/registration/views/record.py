"""What the pages of one record share."""

from flask import Response

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import cost, due_sentence, duty_sentence
from lms.registration import phones, queries
from lms.registration.messages import (
    ASKED,
    EDUCATIONS,
    LEVELS,
    NEEDS,
    OCCUPATIONS,
    RELATIONS,
    SAFETY,
    SEXES,
    TEACHING_NAMES,
)
from lms.registration.models import Enrolment, Registration
from lms.registration.permissions import can_serve_registration
from lms.registration.rules import age_on, shown_number
from lms.web.access import actor
from lms.web.locale import language


def served(key: str) -> Registration:
    """The record that the signed-in officer serves. Raises NotThere."""
    found = queries.registration(actor(), key)
    if not can_serve_registration(actor(), found):
        raise NotThere
    return found


def looked(key: str, what: Deed, of: str = "") -> Registration:
    """The same, and that an officer reads it stands in the trail."""
    found = served(key)
    trail.note_while_reading(what=what, person=found.id, by=actor().user_id, at=clock.now(), of=of)
    return found


def looked_again(found: Registration, *, of: str) -> None:
    """A form that is answered with what is wrong in it shows a part of the record once more: that an officer reads it
    stands in the trail, too."""
    if found.user_id != actor().user_id:
        trail.note(what=Deed.LOOKED, person=found.id, by=actor().user_id, at=clock.now(), of=of)


def described(found: Registration, *, opened: bool = False, course: Enrolment | None = None) -> dict[str, object]:
    """A record and the words for what it says, of a certain `course` or the one turned to last; the telephone in full
    only when it was `opened`."""
    journey, enrolment = queries.journey(found.id), course or queries.current_enrolment(found.id)
    more, programme = queries.more_of(found, journey), curriculum.programme(enrolment.edition_id) if enrolment else None
    standing = queries.duty_of(enrolment) if enrolment else None
    return {
        "registration": found,
        "journey": journey,
        "enrolment": enrolment,
        "programme": programme,
        "pack": programme and curriculum.pack_for(programme, enrolment.variant, *reversed(journey.bound_for)),
        "cost": cost(queries.fee_of(enrolment)) if enrolment else None,
        "duty": duty_sentence(standing) if standing else None,
        "due": due_sentence(standing.due) if standing and standing.due else None,
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
        "more": more,
        "education": EDUCATIONS.get(more.education),
        "speaks": LEVELS.get(more.speaks),
        "safety": SAFETY[more.safety_training],
        "to_ask": [ASKED[each] for each in more.unknown(first_time=journey.first_time)],
        "papers": queries.papers(found.id),
        "family": [(each.name, RELATIONS[each.relation]) for each in found.family],
        "named": any(each.name for each in found.family),
    }


def pdf(content: bytes, name: str) -> Response:
    """A page to print."""
    return Response(
        content, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
