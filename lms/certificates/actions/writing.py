"""Writing to people about their certificates."""

from datetime import datetime

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
    offered = current_app.config["LANGUAGES"]
    spoken = language or (person.language if person.language in offered else offered[0])
    outbox.queue(
        person_key=person.key,
        channel=Channel.SMS if person.phone else Channel.PRINT,
        address=person.phone,
        language=spoken,
        code=code,
        body=notice(code, spoken, **values),
        subject=subject,
        at=at,
    )
