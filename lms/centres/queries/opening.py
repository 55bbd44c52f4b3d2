"""When centres are open, and what speaks against holding something in one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from lms.centres.models import Centre, Provider, Room
from lms.centres.queries.places import centre
from lms.centres.rules import Reason, may_train
from lms.centres.rules.opening import Hours, Opening, opening_on, why_closed, why_outside
from lms.core.database import db
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.calendar import Fast, Holiday, fast_on, holiday_on, holidays_between, next_fast


def opening(centre_id: int, day: date) -> Opening | None:
    """From when to when a centre is open on a day, closed days, public holidays and Ramadan considered; None when it
    is closed. Raises NotThere."""
    return _opening(centre(centre_id), day, _country())


def openings(centre_ids: Collection[int], first: date, last: date) -> dict[tuple[int, date], Opening | None]:
    """The same for several centres and every day between the two dates, in as many queries as for one."""
    found = db.session.scalars(
        select(Centre).where(Centre.id.in_(centre_ids)).options(selectinload(Centre.closed_days))
    )
    days, country = _days(first, last), _country()
    return {(each.id, day): _opening(each, day, country) for each in found for day in days}


def openings_of(found: Centre, first: date, last: date) -> dict[date, Opening | None]:
    """The same for a centre that is at hand."""
    country = _country()
    return {day: _opening(found, day, country) for day in _days(first, last)}


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _country() -> Mapping[str, Any]:
    return curriculum.country(current_app.config["ORIGIN"])


def _opening(found: Centre, day: date, country: Mapping[str, Any]) -> Opening | None:
    return opening_on(found.hours, day, holiday=holiday_on(country, day), fast=fast_on(country, day))


def why_not_held(room: Room, *, spans: Sequence[tuple[datetime, datetime]], audiences: Iterable[str]) -> list[Refused]:
    """Everything about a room's centre and its provider that speaks against training these audiences there at these
    times, each once: the licence on every day, the rental, closed days, holidays, opening hours. Times are local. A
    borrowed place has no hours of the centre: of those only public holidays count."""
    hours: dict[date, list[datetime]] = {}
    for starts, ends in spans:
        known = hours.setdefault(starts.date(), [starts, ends])
        hours[starts.date()] = [min(known[0], starts), max(known[1], ends)]
    refused: dict[Reason, Refused] = {}
    for day, (starts, ends) in sorted(hours.items()):
        for each in [*_not_licensed(room, audiences, day), *_not_open(room, day, starts, ends)]:
            refused.setdefault(each.reason, each)
    return list(refused.values())


def why_not_used(room: Room) -> list[Refused]:
    """Why no class may come to a room that is not there already: the borrowed place is put away."""
    return [Refused(Reason.PUT_AWAY, room=room.called)] if room.put_away_at else []


def _not_licensed(room: Room, audiences: Iterable[str], day: date) -> Iterator[Refused]:
    provider, region = room.centre.provider, room.lies_in[0]
    for reason in dict.fromkeys(each for who in audiences for each in may_train(provider, who, region, day)):
        yield Refused(reason, **_dates(provider, reason))


def _dates(found: Provider, reason: Reason) -> dict[str, date | None]:
    if reason is Reason.LICENCE_ENDED:
        return {"last": found.licensed_until}
    return {"first": found.licensed_from} if reason is Reason.LICENCE_NOT_BEGUN else {}


def _not_open(room: Room, day: date, starts: datetime, ends: datetime) -> Iterator[Refused]:
    found, country = room.centre, _country()
    if not room.away and not found.site.is_had(day):
        yield Refused(Reason.NOT_RENTED, day=day)
    hours = Hours(open_on_holidays=found.open_on_holidays) if room.away else found.hours
    holiday = holiday_on(country, day)
    open_hours = opening_on(hours, day, holiday=holiday, fast=None if room.away else fast_on(country, day))
    if open_hours is None:
        yield Refused(why_closed(hours, day, holiday=holiday), day=day)
    elif wrong := why_outside(open_hours, starts.time(), ends.time()):
        at = open_hours.opens if wrong is Reason.BEFORE_OPENING else open_hours.closes
        yield Refused(wrong, day=day, time=f"{at.hour}:{at.minute:02d}")


def coming_fast(day: date) -> Fast | None:
    """The Ramadan of this day, or the next one; None when its dates are not known."""
    return next_fast(_country(), day)


def coming_holidays(day: date) -> list[Holiday]:
    """The public holidays of the next twelve months, in order."""
    return holidays_between(_country(), day, day + timedelta(days=365))
