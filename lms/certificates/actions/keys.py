"""The keys that sign certificates."""

from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import record
from lms.certificates.models import SigningKey
from lms.certificates.rules import Reason
from lms.certificates.signing import public_half
from lms.core.database import db
from lms.core.encryption import signing_keys
from lms.core.errors import NotThere, Refused


def signing_key(day: date) -> tuple[int, bytes]:
    """The key that signs a certificate of this day: its number and its secret half, the newest there is. Its public
    half is put into the table when it signs first."""
    number, seed = max(signing_keys().items())
    known = db.session.get(SigningKey, number) or _publish(number, seed, day)
    known.since = min(known.since, day)
    return number, seed


def retire_key(*, number: int, last_day: date, by: int | None, at: datetime) -> SigningKey:
    """Say until which day a key signed: what it signed later is refused, because the key may be in other hands. Raises
    Refused(NEWEST_KEY) while it is the one that signs, and NotThere."""
    if number == max(signing_keys(), default=None):
        raise Refused(Reason.NEWEST_KEY)
    found = db.session.get(SigningKey, number)
    if found is None:
        raise NotThere
    found.until = last_day
    record(action="signing-key-retired", kind="signing-key", subject=number, by=by, at=at)
    db.session.flush()
    return found


def _publish(number: int, seed: bytes, day: date) -> SigningKey:
    made = SigningKey(id=number, public=public_half(seed), since=day, until=None)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # somebody else signed first with it, this very moment
        return db.session.get_one(SigningKey, number)
    return made
