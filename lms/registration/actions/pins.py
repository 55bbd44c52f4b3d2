"""The PIN with which a registered person signs in."""

from datetime import datetime

from lms.accounts import actions as accounts
from lms.accounts.rules import PIN_LENGTH, weak_pin
from lms.core import chance
from lms.core.errors import Refused
from lms.registration import queries
from lms.registration.actions.codes import end_codes


def choose_pin(*, registration_id: int, pin: str, by: int | None, at: datetime) -> None:
    """Set the PIN a person chose. Raises Refused(accounts Reason.PIN_…)."""
    found = queries.by_id(registration_id)
    if weak := weak_pin(pin, birth_date=found.birth_date, number=found.number):
        raise Refused(weak)
    end_codes(registration_id=registration_id, at=at)
    accounts.set_secret(user_id=found.user_id, secret=pin, by=by, at=at)


def make_pin(*, registration_id: int, by: int, at: datetime) -> str:
    """Set a random PIN and return it, to be told or printed once."""
    found = queries.by_id(registration_id)
    pin = chance.digits(PIN_LENGTH)
    while weak_pin(pin, birth_date=found.birth_date, number=found.number):
        pin = chance.digits(PIN_LENGTH)
    end_codes(registration_id=registration_id, at=at)
    accounts.set_secret(user_id=found.user_id, secret=pin, by=by, at=at)
    return pin
