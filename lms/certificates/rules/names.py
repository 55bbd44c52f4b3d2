"""The names on a certificate: the person says that they are right before it is issued."""

from datetime import date, timedelta
from enum import StrEnum

WAITS = timedelta(days=7)
BEFORE_DEPARTURE = timedelta(days=3)


class Way(StrEnum):
    """How somebody said whether the names are right."""

    SELF = "self"
    PASSPORT = "passport"
    PHONE = "phone"
    LIST = "list"


def issued_at_the_latest(*, earned_on: date, departs_on: date) -> date:
    """The day from which an earned certificate waits no more for its person to look at the names: a week later, or
    three days before the departure. A wrong name can still be replaced; a certificate that never comes cannot be
    shown."""
    return max(earned_on, min(earned_on + WAITS, departs_on - BEFORE_DEPARTURE))
