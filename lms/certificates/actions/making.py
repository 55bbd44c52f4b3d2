"""How a certificate comes into being: numbered, frozen, signed."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from typing import Any

from flask import current_app

from lms.certificates.actions.keys import signing_key
from lms.certificates.models import Certificate, NamesSaid
from lms.certificates.rules import CODE_LENGTH, DIGITS, Evidence, code_from, initials, serial
from lms.certificates.rules.record import Record
from lms.certificates.signing import sign
from lms.core import chance, clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.duty import expiry
from lms.curriculum.rules.programme import Programme
from lms.registration.models import Enrolment

Words = Callable[[int, str, tuple[str, ...]], dict[str, Any]]


def titles_of(edition_id: int, variant: str, blocks: tuple[str, ...]) -> dict[str, Any]:
    """How a programme, its variant and some of its blocks are called, in every language."""
    programme = curriculum.programme(edition_id)
    languages = tuple(programme.words)
    return {
        "programme": {each: programme.title(each) for each in languages},
        "variant": {each: programme.variant_title(variant, each) for each in languages},
        "blocks": {id: {each: programme.block_title(id, each) for each in languages} for id in blocks},
    }


def first_of(
    enrolment: Enrolment, found: Evidence, said: NamesSaid | None, *, words: Words, at: datetime
) -> tuple[Certificate, str]:
    """A certificate for what was found, not numbered yet, and the origin that its serial begins with. `words` is
    `titles_of`, which whoever issues many remembers: those of one class are the same."""
    programme = curriculum.programme(enrolment.edition_id)
    person = enrolment.registration
    own = person.language
    made = Certificate(
        enrolment_id=enrolment.id,
        registration=person,
        name=person.full_name,
        latin_name=person.latin_name,
        language=own if own in current_app.config["LANGUAGES"] else programme.default_language,
        evidence={**_frozen(enrolment, programme, found, words), "names": names_frozen(said)},
        issued_at=at,
        expires_on=expiry(clock.local(at).date(), programme.validity_months),
    )
    return made, programme.origin


def in_place_of(old: Certificate, said: NamesSaid | None, *, at: datetime) -> tuple[Certificate, str]:
    """The same certificate with the names as they are registered now, and the origin of its serial."""
    person = old.registration
    made = Certificate(
        enrolment_id=old.enrolment_id,
        registration_id=old.registration_id,
        name=person.full_name,
        latin_name=person.latin_name,
        language=old.language,
        evidence={**old.evidence, "names": names_frozen(said)},
        issued_at=at,
        expires_on=old.expires_on,
    )
    return made, old.serial.partition("-")[0]


def add(fresh: list[tuple[Certificate, str]]) -> None:
    """Save certificates, each with the origin that its serial begins with, number and sign them."""
    for made, _ in fresh:
        made.signed = b""
        made.code = made.serial = code_from(chance.below(len(DIGITS)) for _ in range(CODE_LENGTH))
        db.session.add(made)
    db.session.flush()  # the key it is numbered by comes from the database: two at once never get the same
    key = cache(signing_key)  # of one day one key
    for made, origin in fresh:
        made.serial = serial(origin, clock.local(made.issued_at).year, made.id)
        made.signed = _signed(made, key)
    db.session.flush()


def names_frozen(said: NamesSaid | None) -> dict[str, Any] | None:
    """How and when the person said that the names are right; None when she never did."""
    if said is None or not said.right:
        return None
    return {"way": said.way, "on": clock.local(said.said_at).date().isoformat()}


def _signed(made: Certificate, key: Callable[[date], tuple[int, bytes]]) -> bytes:
    """What the square on the paper says, signed with the key of the day."""
    issued_on = clock.local(made.issued_at).date()
    days = [date.fromisoformat(block["on"]) for block in made.evidence["blocks"]]
    number, seed = key(issued_on)
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


def _frozen(enrolment: Enrolment, programme: Programme, found: Evidence, words: Words) -> dict[str, Any]:
    """All that is printed beside the names, in every language, so that nothing that changes later changes it."""
    titles = words(programme.edition_id, enrolment.variant, tuple(block.id for block in found.blocks))
    return {
        "registration_number": enrolment.registration.number,
        "programme": programme.slug,
        "edition": programme.number,
        "titles": titles["programme"],
        "variant": enrolment.variant,
        "variant_titles": titles["variant"],
        "minutes": found.minutes,
        "blocks": [
            {
                "id": block.id,
                "minutes": block.minutes,
                "on": block.on.isoformat(),
                "centre": dict(block.centre),
                "trainer": block.trainer,
                "titles": titles["blocks"][block.id],
            }
            for block in found.blocks
        ],
        "lessons_left": list(found.lessons_left),
        "assessment": {**asdict(found.assessed), "on": found.assessed.on.isoformat()} if found.assessed else None,
    }
