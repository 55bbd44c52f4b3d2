"""The number on the card: given once, and given anew when the card is lost."""

from datetime import datetime

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.core import chance
from lms.core.database import db
from lms.registration import queries
from lms.registration.actions.holding import hold
from lms.registration.models import Registration, RetiredNumber
from lms.registration.rules import NUMBER_LENGTH, check_digit


def free_number() -> str:
    """A number that nobody has or had."""
    while True:
        digits = str(chance.below(9) + 1) + chance.digits(NUMBER_LENGTH - 2)
        number = digits + check_digit(digits)
        if not queries.number_taken(number):
            return number


def replace_card(*, registration_id: int, lost: str, by: int, at: datetime) -> Registration:
    """The card with the number `lost` is lost: the person gets a new number, the old one counts no more and says so
    when it is scanned; said twice, it is replaced once. Certificates keep the number they were issued with."""
    found = hold(registration_id)
    if found.number != lost:
        return found
    db.session.add(
        RetiredNumber(number=found.number, registration_id=found.id, retired_at=at, retired_by_id=by)
    )
    found.number = free_number()
    if found.user:
        found.user.login = found.number
    db.session.flush()
    trail.note(what=Deed.CHANGED, person=found.id, by=by, at=at, of="card-lost")
    return found
