"""The days of a class beside its programme and the sun: what they leave out, and whom their dates no longer suit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app

from lms.centres.models import Centre, Room
from lms.classes.models import ClassSession, TrainingClass
from lms.classes.queries.planning import Plan, PlannedSession
from lms.classes.queries.seats import Place, people_in
from lms.classes.queries.timetable import programme_of, variant_of
from lms.classes.rules.agenda import LONGEST_RUN, Line, Remark, remarks
from lms.classes.rules.prayer import PrayerTime, prayer_times
from lms.classes.rules.timetable import ends_in_time
from lms.core import clock
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.places import positions_in
from lms.curriculum.rules.programme import Block, Break, Day


@dataclass(frozen=True, slots=True)
class DayReport:
    """One day of a class: its sessions in order, the prayers of its date and place, and what it leaves out."""

    day: str
    sessions: Sequence[ClassSession | PlannedSession]
    prayers: tuple[PrayerTime, ...]
    remarks: list[Remark]


def day_reports(found: TrainingClass) -> list[DayReport]:
    """A report of each day of a class, in order."""
    programme, days = programme_of(found), {each.id: each for each in variant_of(found).days}
    return [
        _report(days[sessions[0].day], sessions, [_line(each, each.break_kind) for each in sessions],
                room=sessions[0].room, net_minutes=programme.net_minutes_per_day)
        for sessions in found.days
    ]  # fmt: skip


def planned_reports(plan: Plan) -> list[DayReport]:
    """The same of a class that is not made yet."""
    days = {each.id: each for each in plan.variant.days}
    by_day: dict[str, list[PlannedSession]] = {}
    for each in plan.sessions:
        by_day.setdefault(each.slot.day, []).append(each)
    return [
        _report(days[day], sessions,
                [_line(each, None if isinstance(each.slot.item, Block) else each.slot.item.kind) for each in sessions],
                room=plan.room, net_minutes=plan.programme.net_minutes_per_day)
        for day, sessions in by_day.items()
    ]  # fmt: skip


def prayers_at(place: Centre | Room, day: date) -> tuple[PrayerTime, ...]:
    """The prayer times of a date at a centre or in a room; none when nobody wrote down where its region lies."""
    where = place.lies_in if isinstance(place, Room) else (place.region, place.district)
    position = positions_in(curriculum.country(current_app.config["ORIGIN"])).get(where)
    return prayer_times(day, latitude=position[0], longitude=position[1]) if position else ()


def leaving_before_the_end(found: TrainingClass) -> list[Place]:
    """Those with a seat who leave on the last day of the class or sooner, of those who come before they leave."""
    return [
        each
        for each in people_in(found.id)
        if curriculum.programme(each.enrolment.edition_id).before_leaving
        and not ends_in_time(each.enrolment.journey.departs_on, found.last_day)
    ]


def _report(
    planned: Day,
    sessions: Sequence[ClassSession | PlannedSession],
    lines: Sequence[Line],
    *,
    room: Room,
    net_minutes: int,
) -> DayReport:
    prayers = prayers_at(room, clock.local(sessions[0].starts_at).date())
    found = remarks(
        lines, net_minutes=net_minutes, breaks=_breaks(planned), longest_run=_longest_run(planned), prayers=prayers
    )
    return DayReport(planned.id, sessions, prayers, found)


def _line(session: ClassSession | PlannedSession, break_kind: str | None) -> Line:
    return Line(session.starts_at, session.ends_at, break_kind)


def _breaks(planned: Day) -> Mapping[str, int]:
    minutes: Counter[str] = Counter()
    for item in planned.agenda:
        if isinstance(item, Break):
            minutes[item.kind] += item.minutes
    return minutes


def _longest_run(planned: Day) -> int:
    longest = run = 0
    for item in planned.agenda:
        run = run + item.minutes if isinstance(item, Block) else 0
        longest = max(longest, run)
    return max(longest, LONGEST_RUN)
