"""Whether somebody looked at a room before each day on which it was used (E76, E77)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from lms.accounts.models import User
from lms.attendance.models import DayCheck
from lms.attendance.rules.days import checklist, missing
from lms.classes.queries.calendar import ClassDay, class_days
from lms.classes.rules.feeds import Whose
from lms.core.database import db


@dataclass(frozen=True, slots=True)
class Use:
    """A day on which a class uses a room; who looked at it, if anybody did, and what was not looked at; `late`: only
    when people had come."""

    day: ClassDay
    check: DayCheck | None
    by: str | None
    missing: list[str]

    @property
    def late(self) -> bool:
        return self.check is not None and self.check.checked_at > self.day.starts


def uses_of(centre_id: int, first: date, last: date) -> list[Use]:
    """The uses of the rooms of a centre between two dates, the last one first: as many queries for however many."""
    days = class_days(Whose.CENTRE, centre_id, first, last)
    rows = db.session.execute(
        select(DayCheck, User.name)
        .outerjoin(User, User.id == DayCheck.checked_by_id)
        .where(DayCheck.class_id.in_({each.class_id for each in days}))
    )
    checks = {(check.class_id, check.day): (check, name) for check, name in rows}
    return [_use(each, checks) for each in sorted(days, key=lambda each: (each.date, each.room.name), reverse=True)]


def _use(day: ClassDay, checks: Mapping[tuple[int, str], tuple[DayCheck, str | None]]) -> Use:
    check, name = checks.get((day.class_id, day.day), (None, None))
    site = day.room.centre.site
    listed = checklist(day.room.equipment, child_corner=site.child_corner, prayer_room=site.prayer_room)
    return Use(day, check, name, missing(listed, check.done if check else ()))
