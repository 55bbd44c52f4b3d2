"""Saying yes or no, as easily the one as the other."""

from datetime import datetime

from lms.accounts import actions as accounts
from lms.core.database import db
from lms.registration import queries
from lms.registration.models.consents import Consent
from lms.registration.queries.consents import allowed
from lms.registration.rules.consents import Purpose

KIND = "registration"


def say(*, registration_id: int, purpose: Purpose, given: bool, by: int | None, at: datetime) -> None:
    """Note a yes or a no; the same word twice is one. Raises NotThere."""
    queries.by_id(registration_id)
    if allowed(registration_id)[purpose] == given:
        return
    said = Consent(registration_id=registration_id, purpose=purpose.value, given=given, said_at=at, said_by_id=by)
    db.session.add(said)
    db.session.flush()
    action = f"{purpose.value}-{'allowed' if given else 'refused'}"
    accounts.record(action=action, kind=KIND, subject=registration_id, by=by, at=at)
