"""Saying yes or no, as easily the one as the other."""

from datetime import date, datetime

from sqlalchemy import delete

from lms.accounts import actions as accounts
from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.registration import queries
from lms.registration.models.consents import Consent, EntryCheck
from lms.registration.queries.consents import entry_check, last_word
from lms.registration.queries.sameness import merged_into
from lms.registration.rules.consents import Purpose
from lms.registration.rules.record import Reason

KIND = "registration"


def say(*, registration_id: int, purpose: Purpose, given: bool, by: int | None, at: datetime) -> None:
    """Note a yes or a no; the same word twice is one. Raises NotThere."""
    queries.by_id(registration_id)
    if purpose is Purpose.ENTRY_CHECK and not given:
        _forget_entry_checks(registration_id)
    if last_word(registration_id, purpose) == given:
        return
    said = Consent(registration_id=registration_id, purpose=purpose.value, given=given, said_at=at, said_by_id=by)
    db.session.add(said)
    db.session.flush()
    action = f"{purpose.value}-{'allowed' if given else 'refused'}"
    accounts.record(action=action, kind=KIND, subject=registration_id, by=by, at=at)


def _forget_entry_checks(registration_id: int) -> None:
    """Also those that came with records merged into this one, whatever was said before they were."""
    theirs = (registration_id, *merged_into(registration_id))
    db.session.execute(delete(EntryCheck).where(EntryCheck.registration_id.in_(theirs)))


def note_entry_check(
    *, registration_id: int, looked: bool, on: date | None, by: int | None, at: datetime
) -> EntryCheck:
    """Note that somebody looked whether the country is closed to them, or has not yet, and the day. Whoever notes it
    has heard the person say yes to that. Raises NotThere, Refused(DAY_AHEAD)."""
    today = clock.local(at).date()
    if on and on > today:
        raise Refused(Reason.DAY_AHEAD)
    say(registration_id=registration_id, purpose=Purpose.ENTRY_CHECK, given=True, by=by, at=at)
    found = entry_check(registration_id) or EntryCheck(registration_id=registration_id)
    day = (on or today).isoformat() if looked else None
    if found.noted_at and (found.looked, found.looked_on) == (looked, day):
        return found
    found.looked, found.looked_on, found.noted_at, found.noted_by_id = looked, day, at, by
    db.session.add(found)
    db.session.flush()
    accounts.record(action="entry-check-noted", kind=KIND, subject=registration_id, by=by, at=at)
    return found
