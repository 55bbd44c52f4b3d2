"""Reads of registrations, journeys and enrolments."""

from collections.abc import Collection, Iterable
from typing import Any

from flask import current_app
from sqlalchemy import select

from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.core.languages import collation_key
from lms.curriculum import queries as curriculum
from lms.registration.models import Enrolment, Journey, Registration, RetiredNumber
from lms.registration.permissions import can_see_registration
from lms.registration.queries.asked import (  # fmt: skip
    asked_variant, duty_of, fee_of, last_taken_by, lessons_of, open_to, profile_of, repeating, to_finish_first,
)
from lms.registration.queries.consulting import consultations
from lms.registration.queries.courses import (
    course_of,
    courses,
    next_course,
    next_courses,
    own_course,
    own_courses,
    own_enrolment,
    prepares,
    prepares_now,
    with_person,
)
from lms.registration.queries.groups import group, group_by_form, group_of, groups, led_by, members
from lms.registration.queries.record import more_of, papers
from lms.registration.queries.sameness import (
    alike,
    alike_for,
    alike_for_each,
    also_written,
    kept_of,
    known,
    lookalike,
    lookalikes,
    lookalikes_of,
    merge,
    merged_into,
    merges_of,
    retired,
)
from lms.registration.queries.search import LONGEST_SEARCH, PAGE, search

__all__ = [  # and everything below
    "LONGEST_SEARCH", "PAGE", "alike", "alike_for", "alike_for_each", "also_written", "asked_variant", "consultations",
    "course_of", "courses", "duty_of", "fee_of", "group", "group_by_form", "group_of", "groups", "merged_into",
    "kept_of", "known", "led_by", "lessons_of", "lookalike", "lookalikes", "lookalikes_of", "members", "merge",
    "merges_of", "more_of", "next_course", "next_courses", "open_to", "own_course", "own_courses", "own_enrolment",
    "papers", "prepares", "last_taken_by", "prepares_now", "profile_of", "repeating", "retired", "search",
    "to_finish_first",
]  # fmt: skip


def registration(actor: Actor, key: str) -> Registration:
    """One registration as far as the actor may see it. Raises NotThere."""
    found = kept_of(db.session.scalar(select(Registration).where(Registration.key == key)))
    if found is None or not can_see_registration(actor, found):
        raise NotThere
    return found


def by_id(registration_id: int) -> Registration:
    """One registration. Raises NotThere."""
    found = db.session.get(Registration, registration_id)
    if found is None:
        raise NotThere
    return found


def own(user_id: int) -> Registration:
    """The registration of a signed-in trainee. Raises NotThere."""
    found = db.session.scalar(select(Registration).where(Registration.user_id == user_id))
    if found is None:
        raise NotThere
    return found


def contact_facts(registration_id: int) -> tuple:
    """What people change of their own record: phone, language of the course, planned departure."""
    return (found := by_id(registration_id)).phone, found.language, journey(registration_id).departs_on


def record_facts(registration_id: int) -> tuple:
    """What the desk corrects: names, day of birth, sex and home, phone, language of the course, planned departure."""
    found = by_id(registration_id)
    return found.names, found.basics, *contact_facts(registration_id)


def waiting_for_pin(key: str | None) -> Registration | None:
    """The registration with this key, while its person has not chosen a PIN yet."""
    found = db.session.scalar(select(Registration).where(Registration.key == key)) if key else None
    return found if found and found.user and not found.user.secret_hash else None


def number_taken(number: str) -> bool:
    """Whether somebody has this number already."""
    if db.session.get(RetiredNumber, number):
        return True
    return db.session.scalar(select(Registration.id).where(Registration.number == number)) is not None


def by_number(number: str) -> Registration | None:
    """The registration with this number; of records made one, the one that is kept."""
    return kept_of(db.session.scalar(select(Registration).where(Registration.number == number)))


def lost_at(number: str, centre_code: str) -> bool:
    """Whether a lost card said this number, and the person is one of the centre's."""
    lost = db.session.get(RetiredNumber, number)
    owner = kept_of(db.session.get(Registration, lost.registration_id)) if lost else None
    return owner is not None and owner.centre_code == centre_code


def seen_with(actor: Actor, numbers: Collection[str]) -> dict[str, Registration]:
    """By number those of the people with these numbers whom the actor sees; of records made one, the one that is kept.
    The number of a lost card names nobody here: whoever found it may be holding it."""
    rows = db.session.scalars(select(Registration).where(Registration.number.in_(numbers))) if numbers else ()
    found = {each.number: kept_of(each) for each in rows}
    return {number: person for number, person in found.items() if can_see_registration(actor, person)}


def centres_of(registration_ids: Collection[int]) -> dict[int, str | None]:
    """By record the centre that serves the person."""
    wanted = select(Registration.id, Registration.centre_code).where(Registration.id.in_(registration_ids))
    return dict(db.session.execute(wanted).all())


def by_form(token: str | None) -> Registration | None:
    """The registration that was made from this form, if it was sent before."""
    return db.session.scalar(select(Registration).where(Registration.form_token == token)) if token else None


def enrolment(enrolment_id: int) -> Enrolment:
    """One enrolment with its registration and journey. Raises NotThere."""
    found = db.session.scalar(with_person().where(Enrolment.id == enrolment_id))
    if found is None:
        raise NotThere
    return found


def current_enrolment(registration_id: int) -> Enrolment | None:
    """The course that somebody turned to last."""
    return db.session.scalars(with_person().where(Enrolment.registration_id == registration_id).limit(1)).first()


def trips(registration_id: int) -> list[tuple[Journey, list[Enrolment]]]:
    """Every journey of somebody with its enrolments, the oldest first."""
    journeys = db.session.scalars(
        select(Journey).where(Journey.registration_id == registration_id).order_by(Journey.id)
    ).all()
    rows = db.session.scalars(
        select(Enrolment).where(Enrolment.journey_id.in_([each.id for each in journeys])).order_by(Enrolment.id)
    ).all()
    return [(each, [row for row in rows if row.journey_id == each.id]) for each in journeys]


def people(enrolment_ids: Iterable[int]) -> dict[int, Enrolment]:
    """Enrolments with registration and journey by id, in one query."""
    wanted = set(enrolment_ids)
    rows = db.session.scalars(with_person().where(Enrolment.id.in_(wanted))) if wanted else ()
    return {found.id: found for found in rows}


def journey(registration_id: int) -> Journey:
    """The newest journey of a registration. Raises NotThere."""
    found = db.session.scalars(
        select(Journey).where(Journey.registration_id == registration_id).order_by(Journey.id.desc()).limit(1)
    ).first()
    if found is None:
        raise NotThere
    return found


def homes(language: str) -> dict[str, list[tuple[str, str]]]:
    """Regions of the country of origin by name, each with its districts: ("region/district", name)."""
    return {
        curriculum.place_name(region["names"], language): _by_name(
            [
                (f"{region['id']}/{each['id']}", curriculum.place_name(each["names"], language))
                for each in region.get("districts", ())
            ],
            language,
        )
        for region in curriculum.country(current_app.config["ORIGIN"])["regions"]
    }


def destinations(language: str) -> list[tuple[str, str]]:
    """Countries of destination: (code, name), Russia first, as nearly everybody goes there."""
    named = [(each["iso"], curriculum.place_name(each["names"], language)) for each in _destinations()]
    return sorted(named, key=lambda each: (each[0] != "RU", collation_key(each[1], language)))


def destination_regions(language: str) -> dict[str, list[tuple[str, str]]]:
    """Countries of destination by name that have regions, each with them: ("RU/moscow", name)."""
    return {
        curriculum.place_name(country["names"], language): _by_name(
            [
                (f"{country['iso']}/{each['id']}", curriculum.place_name(each["names"], language))
                for each in country["regions"]
            ],
            language,
        )
        for country in _destinations()
        if country.get("regions")
    }


def district_names(language: str) -> dict[str, str]:
    """"region/district" → the district's name, for lists."""
    return {code: name for districts in homes(language).values() for code, name in districts}


def home_name(region: str, district: str, language: str) -> str:
    """"Vahdat, Districts of Republican Subordination"; ids that are no longer known stand as they are."""
    regions = {each["id"]: each for each in curriculum.country(current_app.config["ORIGIN"])["regions"]}
    known = regions.get(region, {"names": {language: region}})
    districts = {each["id"]: each["names"] for each in known.get("districts", ())}
    names = districts.get(district, {language: district}), known["names"]
    return ", ".join(curriculum.place_name(each, language) for each in names)


def destination_name(country: str, region: str | None, language: str) -> str:
    """"Moscow, Russian Federation"."""
    found = curriculum.country(country)
    regions = {each["id"]: each["names"] for each in found.get("regions", ())}
    names = [regions[region]] if region in regions else []
    return ", ".join(curriculum.place_name(each, language) for each in [*names, found["names"]])


def _destinations() -> list[Any]:
    return curriculum.countries("destination")


def _by_name(named: list[tuple[str, str]], language: str) -> list[tuple[str, str]]:
    return sorted(named, key=lambda each: collation_key(each[1], language))
