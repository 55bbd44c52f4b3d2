"""What a programme asks of a person: which of its days, and whether it is a duty."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from flask import current_app

from lms.curriculum import queries as curriculum
from lms.curriculum.rules.chain import unfinished
from lms.curriculum.rules.choosing import Shorter, shorter
from lms.curriculum.rules.duty import Standing, Taken, asked_of, expiry, is_repeat, standing_of
from lms.curriculum.rules.programme import Programme, Variant
from lms.curriculum.rules.terms import Fee, Kind
from lms.registration.models import Enrolment, Journey, Registration
from lms.registration.rules.profile import profile


def profile_of(enrolment: Enrolment) -> dict[str, Any]:
    """The facts by which programmes choose, as the record has them now; the same as `rules.profile`."""
    return facts_of(enrolment.registration, enrolment.journey)


def facts_of(person: Registration, journey: Journey) -> dict[str, Any]:
    """The same of a person on a journey."""
    return profile(person, journey)


def asked_variant(enrolment: Enrolment) -> Variant:
    """The person's variant without the days that are not asked of them (E13)."""
    whole = curriculum.programme(enrolment.edition_id).variant(enrolment.variant)
    return asked_of(whole, profile_of(enrolment)) if any(day.when for day in whole.days) else whole


def shorter_course(enrolment: Enrolment) -> Shorter | None:
    """The shorter form of the course that is open to somebody who learns a part of it on the phone (E11); None when
    there is none, when the course is over, and once a block is marked: what was attended of the longer course might
    count for nothing in the shorter one."""
    programme = curriculum.programme(enrolment.edition_id)
    if not any(each.learned for each in programme.variants):
        return None
    ids = [enrolment.id]
    if current_app.extensions["marked"](ids) or current_app.extensions["certificates_of"](ids):
        return None
    learned = current_app.extensions["learned"](enrolment.registration_id)
    return shorter(programme, enrolment.variant, profile_of(enrolment), learned)


def lessons_of(enrolment: Enrolment) -> tuple[str, ...]:
    """The lessons that the person reads on the phone, in order: those of the variant, and those more for the work and
    the country of the person (E122)."""
    return curriculum.programme(enrolment.edition_id).lessons(enrolment.variant, profile_of(enrolment))


def to_finish_first(enrolment: Enrolment) -> list[str]:
    """Programmes that must be finished before the one somebody is enrolled in, and are not."""
    programme = curriculum.programme(enrolment.edition_id)
    return unfinished(programme, _finished(programme, enrolment.registration_id))


def open_to(programmes: Iterable[Programme], registration_id: int) -> list[Programme]:
    """Those programmes before which nothing is left to be finished."""
    return [each for each in programmes if not unfinished(each, _finished(each, registration_id))]


def _finished(programme: Programme, registration_id: int) -> Collection[str]:
    return current_app.extensions["finished"](registration_id) if programme.terms.required else ()


def fee_of(enrolment: Enrolment) -> Fee | None:
    """What the course costs for this person, and who pays it; None when it costs nothing."""
    return curriculum.programme(enrolment.edition_id).fee_of(profile_of(enrolment))


def duty_of(enrolment: Enrolment) -> Standing:
    """Whether the course is a duty for this person, and why (E4); and whether it is due (E1)."""
    programme, person = curriculum.programme(enrolment.edition_id), enrolment.registration
    taken = last_taken(person) if programme.kind is Kind.PDO else None
    return standing_of(programme, profile_of(enrolment), enrolment.journey.departs_on, taken)


def repeating(enrolments: Iterable[Enrolment]) -> set[int]:
    """Those of these courses before leaving, by number, that are taken once more though an earlier one still holds on
    the day of departure: nobody is refused, others go first (E3)."""
    found = [each for each in enrolments if curriculum.programme(each.edition_id).kind is Kind.PDO]
    taken = last_taken_by({each.registration_id: each.registration.oriented_on for each in found}) if found else {}
    return {each.id for each in found if is_repeat(each.journey.departs_on, taken.get(each.registration_id))}


def last_taken(person: Registration) -> Taken | None:
    """The course before leaving that somebody took last, here or elsewhere as they said, and until when it holds."""
    return last_taken_by({person.id: person.oriented_on}).get(person.id)


def last_taken_by(oriented: Mapping[int, date | None]) -> dict[int, Taken]:
    """The same of many, by registration, of whom it is known on which day they took one elsewhere."""
    months = curriculum.validity_months()
    found = current_app.extensions["taken"](oriented.keys())
    for id, day in oriented.items():
        here, elsewhere = found.get(id), day and (day, expiry(day, months))
        if elsewhere and (here is None or here[1] < elsewhere[1]):
            found[id] = elsewhere
    return found
