"""What people say about the names that a certificate would show."""

from collections.abc import Collection, Mapping
from datetime import datetime

from lms.accounts.actions import record
from lms.certificates import queries
from lms.certificates.actions.issuing import issue_if_earned
from lms.certificates.models import NamesSaid
from lms.certificates.rules import Reason, Way
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.events import EnrolmentsProgressed
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Registration


def say_names(
    *, registration_id: int, right: bool, way: Way, note: str | None = None, seen: tuple[str, str], by: int | None,
    at: datetime,
) -> NamesSaid:  # fmt: skip
    """Keep what somebody says about the names as the page showed them (`seen`: the own letters, the passport's). If
    they are right and the certificate is earned, it is issued at once. Raises Refused(NAMES_CHANGED)."""
    person = registration.by_id(registration_id)
    if seen != shown_names(person):
        raise Refused(Reason.NAMES_CHANGED)
    made = _keep(person, right, way, note, by, at)
    begun = [each.id for each in registration.courses(registration_id)] if right else []
    if begun:
        issue_if_earned(EnrolmentsProgressed(at, by, tuple(begun)))
    return made


def confirm_names_of(
    *, enrolments: Collection[Enrolment], seen: Mapping[int, tuple[str, str]], way: Way, by: int | None, at: datetime
) -> tuple[int, int]:
    """Keep that each of these people has said, together with the one at the desk, that the names are right as the list
    showed them (`seen`, by enrolment); who has said so already is left alone. Returns how many are new, and how many
    are left out because their names were changed since."""
    same = [each for each in enrolments if seen.get(each.id) == shown_names(each.registration)]
    said = queries.said_now([each.registration for each in same])
    fresh = [each for each in same if not (known := said.get(each.registration_id)) or not known.right]
    for each in fresh:
        _keep(each.registration, True, way, None, by, at)
    if fresh:
        issue_if_earned(EnrolmentsProgressed(at, by, tuple(each.id for each in fresh)))
    return len(fresh), len(enrolments) - len(same)


def shown_names(person: Registration) -> tuple[str, str]:
    """Both names as pages show them: the own letters, the passport's."""
    return person.full_name, person.latin_name


def _keep(person: Registration, right: bool, way: Way, note: str | None, by: int | None, at: datetime) -> NamesSaid:
    made = NamesSaid(
        registration_id=person.id, name=person.full_name, latin_name=person.latin_name, right=right, way=way.value,
        note=note or None, said_at=at, by_id=by,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record(action="names-right" if right else "names-wrong", kind="registration", subject=person.id, by=by, at=at)
    return made
