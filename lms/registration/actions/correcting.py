"""Keeping a record right."""

from datetime import date, datetime

from lms.accounts import actions as accounts
from lms.core import clock
from lms.core.database import db
from lms.core.encryption import index_of
from lms.core.errors import Refused
from lms.core.freshness import refuse_if_changed
from lms.registration import queries
from lms.registration.actions.codes import end_codes
from lms.registration.actions.holding import hold
from lms.registration.actions.names import keep_keys, name_of_account
from lms.registration.actions.proposing import propose
from lms.registration.rules import Basics, Names, departure_fault

KIND = "registration"


def change_phone(*, registration_id: int, phone: str | None, by: int, at: datetime) -> None:
    """Record another phone, in international form, or none."""
    found = queries.by_id(registration_id)
    if found.phone != phone:
        found.phone, found.phone_index = phone, index_of(phone) if phone else None
        end_codes(registration_id=registration_id, at=at)
        _changed("phone-changed", registration_id, by, at)


def change_departure(*, registration_id: int, departs_on: date, by: int, at: datetime) -> None:
    """Record another planned departure. Raises Refused(DEPARTURE_PAST or DEPARTURE_FAR)."""
    journey = queries.journey(registration_id)
    if journey.departs_on == departs_on:
        return
    if wrong := departure_fault(departs_on, clock.local(at).date()):
        raise Refused(wrong)
    journey.departs_on = departs_on
    if journey.returned_on and journey.returned_on < departs_on:
        journey.returned_on = None  # of a journey that is still to come nobody is home again
    _changed("departure-changed", registration_id, by, at)


def change_language(*, registration_id: int, language: str, by: int, at: datetime) -> None:
    """Record in which language somebody wants to learn from now on. A seat that is taken stays."""
    found = queries.by_id(registration_id)
    if found.language != language:
        found.language = language
        _changed("language-changed", registration_id, by, at)


def change_contact(
    *, registration_id: int, phone: str | None, language: str, departs_on: date, seen: str | None = None, by: int,
    at: datetime,
) -> None:  # fmt: skip
    """Record phone, language of the course and planned departure anew, as far as they differ.
    Raises Refused(CHANGED_MEANWHILE, DEPARTURE_PAST or _FAR)."""
    hold(registration_id)
    refuse_if_changed(seen, now=queries.contact_facts(registration_id), wanted=(phone, language, departs_on))
    change_departure(registration_id=registration_id, departs_on=departs_on, by=by, at=at)
    change_phone(registration_id=registration_id, phone=phone, by=by, at=at)
    change_language(registration_id=registration_id, language=language, by=by, at=at)


def correct_names(*, registration_id: int, names: Names, by: int, at: datetime) -> None:
    """Correct how somebody is written. Certificates already issued keep what they say. Raises Refused(NAME_…)."""
    if wrong := names.faults():
        raise Refused(wrong[0])
    found = queries.by_id(registration_id)
    before = found.full_name, found.latin_name
    found.family_name_latin, found.given_name_latin = names.family_name_latin, names.given_name_latin
    found.family_name, found.given_name, found.patronymic = names.family_name, names.given_name, names.patronymic
    if (found.full_name, found.latin_name) == before:
        return
    keep_keys(found)
    propose(found, at=at)
    found.user.name = name_of_account(found)
    _changed("names-corrected", registration_id, by, at)


def correct_basics(*, registration_id: int, basics: Basics, by: int, at: datetime) -> None:
    """Correct day of birth, sex and home. Certificates already issued keep what they say. Raises Refused(BIRTH_… or
    TOO_…)."""
    found = queries.by_id(registration_id)
    if found.basics == basics:
        return
    if wrong := basics.fault(clock.local(at).date()):
        raise Refused(wrong)
    found.birth_date, found.sex = basics.birth_date, basics.sex.value
    found.region, found.district, found.jamoat = basics.region, basics.district, basics.jamoat
    found.jamoat_index = index_of(basics.jamoat) if basics.jamoat else None
    propose(found, at=at)
    _changed("basics-corrected", registration_id, by, at)


def correct_record(
    *,
    registration_id: int,
    names: Names,
    basics: Basics,
    phone: str | None,
    language: str,
    departs_on: date,
    seen: str | None = None,
    by: int,
    at: datetime,
) -> None:
    """What the desk corrects at once: names, birth, sex, home, phone, language of the course, departure.
    Raises Refused(CHANGED_MEANWHILE or registration Reason)."""
    hold(registration_id)
    wanted = (names, basics, phone, language, departs_on)
    refuse_if_changed(seen, now=queries.record_facts(registration_id), wanted=wanted)
    correct_basics(registration_id=registration_id, basics=basics, by=by, at=at)
    change_contact(
        registration_id=registration_id, phone=phone, language=language, departs_on=departs_on, by=by, at=at
    )
    correct_names(registration_id=registration_id, names=names, by=by, at=at)


def _changed(action: str, registration_id: int, by: int, at: datetime) -> None:
    db.session.flush()
    accounts.record(action=action, kind=KIND, subject=registration_id, by=by, at=at)
