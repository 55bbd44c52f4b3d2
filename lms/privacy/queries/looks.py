"""Who looked at somebody's record."""

from datetime import date

from lms.accounts.queries import trail
from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.privacy.rules.looks import by_day_and_office
from lms.registration import queries as registration


def looks(user_id: int) -> list[tuple[date, str | None, list[Deed]]]:
    """Which offices did what with one's own record, and with those merged into it, by day, the newest first. Raises
    NotThere."""
    found = registration.own(user_id)
    records = (found.id, *registration.merged_into(found.id))
    return by_day_and_office(
        (clock.local(at).date(), office, deed) for at, office, deed, _of in trail.deeds(records, but=user_id)
    )
