"""Writing to people about their certificates."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import current_app

from lms.certificates.messages import notice
from lms.messages import actions as outbox
from lms.messages.rules import Channel
from lms.registration.models import Registration


def write_to(
    person: Registration, code: str, *, at: datetime, language: str | None = None, subject: str | None = None, **values
) -> None:
    """Put a notice into the outbox, in the person's language: on the phone, or as a slip. With a `subject` it is
    written once, however often it falls due."""
    outbox.queue(**_letter(person, code, language, **values), subject=subject, at=at)


def write_to_each(people: Iterable[tuple[Registration, str]], code: str, *, at: datetime) -> None:
    """The same notice to many, each with a subject."""
    outbox.queue_once(
        [outbox.Notice(**_letter(person, code), subject=subject) for person, subject in people], at=at
    )


def _letter(person: Registration, code: str, language: str | None = None, **values: object) -> dict[str, Any]:
    offered = current_app.config["LANGUAGES"]
    spoken = language or (person.language if person.language in offered else offered[0])
    return {
        "person_key": person.key,
        "channel": Channel.SMS if person.phone else Channel.PRINT,
        "address": person.phone,
        "language": spoken,
        "code": code,
        "body": notice(code, spoken, **values),
    }
