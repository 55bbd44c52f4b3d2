"""Telling people in time that their certificate ends."""

from datetime import datetime

from lms.certificates.actions.writing import write_to
from lms.certificates.messages import DUE, DUE_ELSEWHERE, REFRESH
from lms.certificates.queries.due import to_refresh, to_remind, to_remind_elsewhere
from lms.core import clock
from lms.registration.queries.consents import refused
from lms.registration.rules.consents import Purpose


def remind_of_the_end(*, at: datetime) -> int:
    """Write to everybody whose certificate, or course taken elsewhere, ends within two months, each once however often
    this runs. Returns how many such courses there are; who refused reminders is left alone."""
    unwanted, today = refused(Purpose.REMINDERS), clock.local(at).date()
    found = [each for each in to_remind(today) if each.registration_id not in unwanted]
    for each in found:
        write_to(each.registration, DUE, subject=f"certificate:{each.id}", at=at, day=each.expires_on)
    elsewhere = [each for each in to_remind_elsewhere(today) if each[0].id not in unwanted]
    for person, until in elsewhere:
        write_to(person, DUE_ELSEWHERE, subject=f"oriented:{person.id}:{until}", at=at, day=until)
    return len(found) + len(elsewhere)


def remind_to_refresh(*, at: datetime) -> int:
    """Write to everybody who leaves within a week and took the course long before, each once however often this runs:
    to look again at what matters (E22). Returns how many they are; who refused reminders is left alone."""
    unwanted = refused(Purpose.REMINDERS)
    found = [each for each in to_refresh(clock.local(at).date()) if each.registration_id not in unwanted]
    for each in found:
        leaves = each.journey.departs_on
        write_to(each.registration, REFRESH, subject=f"refresh:{each.id}:{leaves}", at=at, day=leaves)
    return len(found)
