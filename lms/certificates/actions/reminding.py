"""Telling people in time that their certificate ends."""

from datetime import datetime

from lms.certificates.actions.writing import write_to
from lms.certificates.messages import DUE
from lms.certificates.queries.due import to_remind
from lms.core import clock
from lms.registration.queries.consents import refused
from lms.registration.rules.consents import Purpose


def remind_of_the_end(*, at: datetime) -> int:
    """Write to everybody whose certificate ends within two months, each once however often this runs. Returns how many
    such certificates there are; who refused reminders is left alone."""
    unwanted = refused(Purpose.REMINDERS)
    found = [each for each in to_remind(clock.local(at).date()) if each.registration_id not in unwanted]
    for each in found:
        write_to(each.registration, DUE, subject=f"certificate:{each.id}", at=at, day=each.expires_on)
    return len(found)
