"""The timetable of a centre, a room or a trainer: a day, a week or a month of it."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from enum import StrEnum

from flask import render_template, request, url_for

from lms.centres import queries as centres
from lms.classes.messages import PRAYERS
from lms.classes.permissions import can_run_centre
from lms.classes.queries import advising, feeds
from lms.classes.queries.calendar import ClassDay, class_days, with_seats
from lms.classes.queries.feeds import Subject
from lms.classes.rules.feeds import Whose
from lms.classes.rules.timetable import monday_of
from lms.classes.views.cards import Card, Dealer
from lms.classes.views.desk import sensible_day
from lms.classes.views.room import blueprint
from lms.core import clock
from lms.core.actors import Role
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import BREAKS
from lms.web.access import actor, only
from lms.web.locale import as_short_date, as_weekday, language

READERS = (Role.TRAINER, Role.OFFICER, Role.ADMIN, Role.MNE)
ONE, WEEK = timedelta(days=1), timedelta(days=7)


class Span(StrEnum):
    """How much of a timetable stands on a page."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@blueprint.get("/desk/classes/timetable/<any(centre,room,trainer):whose>/<int:subject_id>")
@only(*READERS)
def calendar(whose: str, subject_id: int):
    """A day, a week (unless another is asked for) or a month of a timetable. Names of trainees stand nowhere on it."""
    found = feeds.visible_subject(actor(), Whose(whose), subject_id)
    asked = request.args.get("span")
    span = Span(asked) if asked in set(Span) else Span.WEEK
    day = sensible_day(request.args.get("day"))
    first, last = _edges(span, day)
    whole = span is Span.DAY or span is Span.WEEK and len(found.rooms) <= 1
    days = with_seats(class_days(found.whose, found.id, first, last, breaks=whole))
    dates = [first + n * ONE for n in range((last - first).days + 1)]
    runs, used = _runs(found, days), {each.room.id for each in days}
    return render_template(
        f"classes/calendar_{span}.html",
        found=found,
        rooms=[each for each in found.rooms if not each.away or each.id in used or found.whose is Whose.ROOM],
        name=found.name(language()),
        span=span,
        whole=whole,
        spans=list(Span),
        day=day,
        dates=dates,
        named={each: f"{as_weekday(each).capitalize()}, {as_short_date(each)}" for each in dates},
        before=_step(span, day, -1),
        after=_step(span, day, 1),
        today=clock.today(),
        cells=_cells(found, days, runs),
        opening=centres.openings_of(found.centre, first, last) if found.centre else {},
        runs=runs,
        shares=feeds.can_share(actor(), found),
        prayer_times=advising.prayers_at(found.centre, day) if found.centre and span is Span.DAY else (),
        prayers=PRAYERS,
        breaks=BREAKS,
        programme=curriculum.programme,
        back=request.full_path.rstrip("?"),
        return_to=url_for(".calendar", whose=whose, subject_id=subject_id, span=span, day=day),
    )


def _edges(span: Span, day: date) -> tuple[date, date]:
    """The first and the last date on the page: a month begins on a Monday and ends on a Sunday."""
    if span is Span.DAY:
        return day, day
    if span is Span.WEEK:
        return monday_of(day), monday_of(day) + 6 * ONE
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return monday_of(day.replace(day=1)), monday_of(last) + 6 * ONE


def _step(span: Span, day: date, way: int) -> date:
    """The same day before or after."""
    if span is Span.MONTH:
        return (day.replace(day=15) + way * 30 * ONE).replace(day=1)
    return day + way * (ONE if span is Span.DAY else WEEK)


def _cells(found: Subject, days: list[ClassDay], runs: set[int]) -> dict[tuple[int, date], list[Card]]:
    """What is on by room and date; by date alone (room 0) for a trainer."""
    dealer = Dealer(language=language(), runs=runs, now=clock.now(), in_rooms=bool(found.rooms))
    cells = defaultdict(list)
    for each in days:
        cells[each.room.id if found.rooms else 0, each.date].append(dealer.card(each))
    return cells


def _runs(found: Subject, days: list[ClassDay]) -> set[int]:
    """The classes that the visitor may open and move."""
    if found.centre:
        return {each.class_id for each in days} if can_run_centre(actor(), found.centre.code) else set()
    codes = {each.room.centre.code for each in days}
    mine = {code for code in codes if can_run_centre(actor(), code)}
    return {each.class_id for each in days if each.room.centre.code in mine}
