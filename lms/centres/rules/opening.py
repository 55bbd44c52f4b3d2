"""When a centre is open. What nobody recorded forbids nothing: without hours a centre is open all day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from lms.centres.rules import Reason
from lms.curriculum.rules.calendar import Fast, Holiday

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Opening:
    """From when to when a centre is open on one day."""

    opens: time
    closes: time

    def fault(self) -> Reason | None:
        """Why it cannot be so."""
        return Reason.HOURS_BACKWARDS if self.closes <= self.opens else None


ALL_DAY = Opening(time(0), time(23, 59))


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Days on which a centre is closed besides its weekly rest, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Hours:
    """When a centre is open: by weekday ("mon"; one that is missing is closed, none at all means always), in Ramadan,
    and whether also on public holidays."""

    weekly: Mapping[str, Opening] = field(default_factory=dict)
    ramadan: Opening | None = None
    open_on_holidays: bool = False
    closed: tuple[ClosedDays, ...] = ()

    def fault(self) -> Reason | None:
        """Why it cannot be so."""
        every = [*self.weekly.values(), *([self.ramadan] if self.ramadan else [])]
        return next((found for each in every if (found := each.fault())), None)


def why_closed(hours: Hours, day: date, *, holiday: Holiday | None = None) -> Reason | None:
    """Why a centre is closed the whole day; None when it opens."""
    if any(each.first <= day <= each.last for each in hours.closed):
        return Reason.CLOSED_DAYS
    if holiday and not hours.open_on_holidays:
        return Reason.PUBLIC_HOLIDAY
    return Reason.CLOSED_WEEKDAY if hours.weekly and WEEKDAYS[day.weekday()] not in hours.weekly else None


def opening_on(
    hours: Hours, day: date, *, holiday: Holiday | None = None, fast: Fast | None = None
) -> Opening | None:
    """From when to when a centre is open on a day; None when it is closed. In Ramadan its own hours of Ramadan count,
    else those of the country, but never longer than on other days."""
    if why_closed(hours, day, holiday=holiday):
        return None
    usual = hours.weekly.get(WEEKDAYS[day.weekday()], ALL_DAY)
    shorter = (hours.ramadan or (Opening(*fast.hours) if fast.hours else None)) if fast else None
    if shorter is None:
        return usual
    return Opening(max(usual.opens, shorter.opens), min(usual.closes, shorter.closes))


def why_outside(opening: Opening, starts: time, ends: time) -> Reason | None:
    """Why something from `starts` to `ends` does not fit into the opening hours."""
    if starts < opening.opens:
        return Reason.BEFORE_OPENING
    return Reason.AFTER_CLOSING if ends > opening.closes else None
