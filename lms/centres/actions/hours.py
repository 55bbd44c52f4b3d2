"""When a centre is open, and the days on which it is closed."""

from datetime import date, datetime

from lms.accounts.actions import record
from lms.centres import queries
from lms.centres.actions.keeping import held
from lms.centres.models import Centre, ClosedPeriod
from lms.centres.rules import Reason
from lms.centres.rules.opening import Hours, Opening
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.freshness import refuse_if_changed


def change_hours(*, centre_id: int, hours: Hours, seen: str | None = None, by: int | None, at: datetime) -> Centre:
    """Record the opening hours of a centre; its closed days stay. Raises Refused(HOURS_BACKWARDS or
    CHANGED_MEANWHILE)."""
    if wrong := hours.fault():
        raise Refused(wrong)
    found = held(Centre, centre_id)
    weekly = {day: _kept(each) for day, each in hours.weekly.items()}
    ramadan = _kept(hours.ramadan) if hours.ramadan else []
    refuse_if_changed(seen, now=found.hours_as_kept, wanted=(weekly, ramadan, hours.open_on_holidays))
    found.weekly_hours, found.ramadan_hours, found.open_on_holidays = weekly, ramadan, hours.open_on_holidays
    db.session.flush()
    record(action="hours-changed", kind="centre", subject=centre_id, by=by, at=at)
    return found


def close_days(
    *, centre_id: int, first_day: date, last_day: date, why: str, by: int | None, at: datetime
) -> ClosedPeriod:
    """Close a centre on these days, both included. The same days closed twice are closed once.
    Raises Refused(CLOSED_BACKWARDS)."""
    if last_day < first_day:
        raise Refused(Reason.CLOSED_BACKWARDS)
    found = held(Centre, centre_id)
    for each in found.closed_days:
        if (each.first_day, each.last_day, each.why) == (first_day, last_day, why):
            return each
    made = ClosedPeriod(first_day=first_day, last_day=last_day, why=why)
    found.closed_days.append(made)
    db.session.flush()
    record(action="days-closed", kind="centre", subject=centre_id, by=by, at=at)
    return made


def take_back_closed_days(*, period_id: int, by: int | None, at: datetime) -> int:
    """Open on those days after all; returns the centre. Raises NotThere."""
    found = queries.closed_period(period_id)
    db.session.delete(found)
    db.session.flush()
    record(action="days-opened", kind="centre", subject=found.centre_id, by=by, at=at)
    return found.centre_id


def _kept(opening: Opening) -> list[str]:
    return [opening.opens.isoformat("minutes"), opening.closes.isoformat("minutes")]
