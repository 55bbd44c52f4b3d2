"""Issuing, revoking and replacing certificates."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import select

from lms.accounts.actions import record
from lms.attendance import queries as attendance
from lms.certificates import queries
from lms.certificates.actions.keys import signing_key
from lms.certificates.messages import NOTICE, notice
from lms.certificates.models import Certificate
from lms.certificates.rules import (
    CODE_LENGTH,
    DIGITS,
    Evidence,
    Reason,
    RevokedFor,
    code_from,
    expiry,
    initials,
    serial,
)
from lms.certificates.rules.record import Record
from lms.certificates.signing import sign
from lms.core import chance, clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.events import EnrolmentsProgressed
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Programme
from lms.messages import actions as outbox
from lms.messages.rules import Channel
from lms.registration import queries as registration
from lms.registration.models import Enrolment

AT_ONCE = 500


def issue_if_earned(event: EnrolmentsProgressed) -> None:
    """Issue a certificate to each who misses nothing any more. Never a second one, and none in place of one that was
    revoked: that takes a person (`issue`)."""
    # First of all: of two roll calls closing at once, the second must see what the first one marked.
    _lock(event.enrolment_ids)
    hopeful = queries.never_certified(event.enrolment_ids)
    if hopeful:
        people = registration.people(hopeful)
        _issue(queries.earned([people[each] for each in hopeful]), by=event.by, at=event.at)


def issue(*, enrolment_id: int, by: int | None, at: datetime) -> Certificate:
    """Issue a certificate to somebody who has earned it and has none that stands. Raises Refused(STANDS_ALREADY,
    NOT_EARNED)."""
    _lock([enrolment_id])
    if queries.of_enrolment(enrolment_id):
        raise Refused(Reason.STANDS_ALREADY)
    earned = queries.earned([registration.enrolment(enrolment_id)])
    if not earned:
        raise Refused(Reason.NOT_EARNED)
    return _issue(earned, by=by, at=at)[0]


def issue_earned(*, since: datetime, by: int | None, at: datetime) -> int:
    """Issue what was earned by those marked since then and for some reason not issued; returns how many."""
    before = queries.count()
    marked = attendance.enrolments_marked_since(since)
    for first in range(0, len(marked), AT_ONCE):
        issue_if_earned(EnrolmentsProgressed(at, by, tuple(marked[first : first + AT_ONCE])))
    return queries.count() - before


def revoke(*, certificate_id: int, reason: RevokedFor, by: int | None, at: datetime) -> Certificate:
    """Take back a certificate that stands. Raises Refused(NOT_STANDING)."""
    found = _standing(certificate_id)
    found.revoked_at, found.revoked_reason = at, reason.value
    record(action="certificate-revoked", kind="certificate", subject=found.id, by=by, at=at)
    db.session.flush()
    return found


def replace(*, certificate_id: int, by: int | None, at: datetime) -> Certificate:
    """Put a new certificate with the names as they are registered now in place of one that stands; what was earned
    and until when stays. Raises Refused(NOT_STANDING, SAME_NAMES)."""
    old = _standing(certificate_id)
    person = old.registration
    if (person.full_name, person.latin_name) == (old.name, old.latin_name):
        raise Refused(Reason.SAME_NAMES)
    old.replaced_at = at
    db.session.flush()  # the old one must stand aside before the new one may stand
    new = Certificate(
        enrolment_id=old.enrolment_id,
        registration_id=old.registration_id,
        name=person.full_name,
        latin_name=person.latin_name,
        language=old.language,
        evidence=old.evidence,
        issued_at=at,
        expires_on=old.expires_on,
    )
    _add([(new, old.serial.partition("-")[0])])
    old.replaced_by_id = new.id
    record(action="certificate-replaced", kind="certificate", subject=old.id, by=by, at=at)
    db.session.flush()
    return new


def _issue(earned: list[tuple[Enrolment, Evidence]], *, by: int | None, at: datetime) -> list[Certificate]:
    fresh = [_made(enrolment, found, at=at) for enrolment, found in earned]
    _add(fresh)
    for made, _ in fresh:
        record(action="certificate-issued", kind="certificate", subject=made.id, by=by, at=at)
        _tell(made, at=at)
    db.session.flush()
    return [made for made, _ in fresh]


def _made(enrolment: Enrolment, found: Evidence, *, at: datetime) -> tuple[Certificate, str]:
    programme = curriculum.programme(enrolment.edition_id)
    person = enrolment.registration
    own = person.language
    made = Certificate(
        enrolment_id=enrolment.id,
        registration=person,
        name=person.full_name,
        latin_name=person.latin_name,
        language=own if own in current_app.config["LANGUAGES"] else programme.default_language,
        evidence=_frozen(enrolment, programme, found),
        issued_at=at,
        expires_on=expiry(clock.local(at).date(), programme.validity_months),
    )
    return made, programme.origin


def _tell(made: Certificate, *, at: datetime) -> None:
    person = made.registration
    outbox.queue(
        person_key=person.key,
        channel=Channel.SMS if person.phone else Channel.PRINT,
        address=person.phone,
        language=made.language,
        code=NOTICE,
        body=notice(made.language),
        at=at,
    )


def _add(fresh: list[tuple[Certificate, str]]) -> None:
    """Save certificates, each with the origin that its serial begins with, and number them."""
    for made, _ in fresh:
        made.signed = b""
        made.code = made.serial = code_from(chance.below(len(DIGITS)) for _ in range(CODE_LENGTH))
        db.session.add(made)
    db.session.flush()  # the key it is numbered by comes from the database: two at once never get the same
    for made, origin in fresh:
        made.serial = serial(origin, clock.local(made.issued_at).year, made.id)
        made.signed = _signed(made)
    db.session.flush()


def _signed(made: Certificate) -> bytes:
    """What the square on the paper says, signed with the key of the day."""
    issued_on = clock.local(made.issued_at).date()
    days = [date.fromisoformat(block["on"]) for block in made.evidence["blocks"]]
    number, seed = signing_key(issued_on)
    of_paper = Record(
        key_id=number,
        serial=made.serial,
        initials=initials(made.name),
        programme=made.evidence["programme"],
        edition=made.evidence["edition"],
        minutes=made.evidence["minutes"],
        first_day=min(days, default=issued_on),
        last_day=max(days, default=issued_on),
        issued_on=issued_on,
        expires_on=made.expires_on,
    )
    return sign(of_paper, seed)


def _frozen(enrolment: Enrolment, programme: Programme, found: Evidence) -> dict[str, Any]:
    """All that is printed beside the names, in every language, so that nothing that changes later changes it."""
    languages = tuple(programme.words)
    return {
        "registration_number": enrolment.registration.number,
        "programme": programme.slug,
        "edition": programme.number,
        "titles": {each: programme.title(each) for each in languages},
        "variant": enrolment.variant,
        "variant_titles": {each: programme.variant_title(enrolment.variant, each) for each in languages},
        "minutes": found.minutes,
        "blocks": [
            {
                **asdict(block),
                "on": block.on.isoformat(),
                "titles": {each: programme.block_title(block.id, each) for each in languages},
            }
            for block in found.blocks
        ],
        "lessons_left": list(found.lessons_left),
        "assessment": None if found.right is None else {"right": found.right, "total": found.total},
    }


def _standing(certificate_id: int) -> Certificate:
    found = db.session.get(Certificate, certificate_id)
    _lock([found.enrolment_id])
    db.session.refresh(found)
    if not found.stands:
        raise Refused(Reason.NOT_STANDING)
    return found


def _lock(enrolment_ids: Collection[int]) -> None:
    """Whatever else would certify these enrolments waits until this transaction has ended."""
    # In one order everywhere, so that two rooms closing at once never wait for each other.
    db.session.execute(
        select(Enrolment.id)
        .where(Enrolment.id.in_(enrolment_ids))
        .order_by(Enrolment.id)
        .with_for_update(key_share=True)
    )
