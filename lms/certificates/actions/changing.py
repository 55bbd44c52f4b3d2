"""Revoking and replacing certificates."""

from datetime import datetime

from lms.accounts.actions import record
from lms.certificates import queries
from lms.certificates.actions.holding import hold
from lms.certificates.actions.making import add, in_place_of
from lms.certificates.models import Certificate
from lms.certificates.rules import Reason, ReplacedFor, RevokedFor
from lms.core.database import db
from lms.core.errors import Refused


def revoke(*, certificate_id: int, reason: RevokedFor, by: int | None, at: datetime) -> Certificate:
    """Take back a certificate that stands. Raises Refused(NOT_STANDING)."""
    found = _standing(certificate_id)
    found.revoked_at, found.revoked_reason = at, reason.value
    record(action="certificate-revoked", kind="certificate", subject=found.id, by=by, at=at)
    db.session.flush()
    return found


def replace(*, certificate_id: int, by: int | None, at: datetime) -> Certificate:
    """Put a new certificate with the names as they are registered now in place of one that stands; what was earned
    and until when stays. They are confirmed first: a second wrong name would be worse than the first. Raises
    Refused(NOT_STANDING, SAME_NAMES, NAMES_AWAITED)."""
    old = _standing(certificate_id)
    person = old.registration
    if (person.full_name, person.latin_name) == (old.name, old.latin_name):
        raise Refused(Reason.SAME_NAMES)
    if not queries.are_confirmed(person):
        raise Refused(Reason.NAMES_AWAITED)
    old.replaced_at, old.replaced_for = at, ReplacedFor.NAMES.value
    db.session.flush()  # the old one must stand aside before the new one may stand
    new, origin = in_place_of(old, queries.said_now([person]).get(person.id), at=at)
    add([(new, origin)])
    old.replaced_by_id = new.id
    record(action="certificate-replaced", kind="certificate", subject=old.id, by=by, at=at)
    db.session.flush()
    return new


def _standing(certificate_id: int) -> Certificate:
    found = db.session.get(Certificate, certificate_id)
    hold([found.enrolment_id])
    db.session.refresh(found)
    if not found.stands:
        raise Refused(Reason.NOT_STANDING)
    return found
