"""Making a class: choose, look at the timetable it gives, make it."""

from enum import StrEnum

from flask import current_app, redirect, render_template, request, url_for

from lms.centres import queries as centres
from lms.centres.messages import gaps_sentence, room_name
from lms.centres.models import Room
from lms.centres.rules import Reason as Place
from lms.classes import actions, queries
from lms.classes.forms import ClassForm
from lms.classes.messages import PRAYERS, advice
from lms.classes.permissions import can_run_centre
from lms.classes.queries import advising
from lms.classes.rules import Reason
from lms.classes.rules.timetable import proposed_days
from lms.classes.views.desk import DESK
from lms.classes.views.room import blueprint
from lms.classes.views.suiting import better_taught, missing_in
from lms.core import clock, languages
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import BREAKS
from lms.curriculum.queries import place_name
from lms.curriculum.rules.terms import Kind as CourseKind
from lms.trainers import queries as trainers
from lms.trainers.messages import name_and_kind
from lms.trainers.rules import Kind
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal

CURED_BY = {
    Reason.CLASH_OF_ROOM: "room",
    Place.CLOSED_DAYS: "first_day",
    Place.CLOSED_WEEKDAY: "first_day",
    Place.PUBLIC_HOLIDAY: "first_day",
    Reason.DAY_PAST: "first_day",
    Reason.DAYS_DO_NOT_FIT: "first_day",
    Reason.CAPACITY: "capacity",
}


@blueprint.route("/desk/classes/new", methods=["GET", "POST"])
@only(*DESK)
def new():
    """Make a class. The first button only shows the days and the time log."""
    form = _with_choices(ClassForm())
    plan = None
    if form.validate_on_submit():
        what = _what(form)
        if request.form.get("preview"):
            plan = queries.plan_class(**what, at=clock.now())
            for problem in plan.problems:
                form.refuse(_field(problem.reason), refusal(problem))
        else:
            try:
                made = actions.create_class(**what, by=actor().user_id, at=clock.now())
                return redirect(url_for(".desk_class", class_id=made.id), 303)
            except Refused as first:  # somebody may have been quicker; whatever else there is comes to light at once
                plan_now = queries.plan_class(**what, at=clock.now())
                for problem in plan_now.problems or [first]:
                    form.refuse(_field(problem.reason), refusal(problem))
    page = render_template(
        "classes/new.html",
        form=form,
        plan=plan,
        reports=advising.planned_reports(plan) if plan else [],
        breaks=BREAKS,
        advice=advice,
        prayers=PRAYERS,
        missing=missing_in(plan.room, plan.programme, plan.variant) if plan else "",
        better=better_taught,
        own_places=[each for each in centres.centres_for(actor()) if can_run_centre(actor(), each.code)],
        place_name=place_name,
    )
    return page, 422 if form.errors else 200


def _field(reason: StrEnum) -> str:
    """The field that can cure a refusal; what speaks against a trainer is cured by another trainer, what speaks against
    a place by another room."""
    return CURED_BY.get(reason, "room" if isinstance(reason, Place) else "trainer")


def _what(form: ClassForm) -> dict:
    """The action's arguments; days left empty become the next working days, and stand in the form from now on."""
    edition_id, variant = form.course.data.split("/")
    count = len(curriculum.programme(int(edition_id)).variant(variant).days)
    fields = [each for each in _days(form)][:count]
    days = [form.first_day.data]
    for field in fields[1:]:
        field.data = field.data or proposed_days(days[-1], 2)[1]
        field.raw_data = None
        days.append(field.data)
    return {
        "edition_id": int(edition_id),
        "variant": variant,
        "room_id": form.room.data,
        "language": form.language.data,
        "days": days,
        "trainer_ids": [form.trainer.data],
        "capacity": form.capacity.data,
    }


def _of(room: Room, centre: str) -> str:
    return f"{centres.surroundings(room, language())} ({centre})" if room.away else centre


def _days(form: ClassForm) -> list:
    return [form.first_day, *(form[name] for name in ("day_2", "day_3", "day_4", "day_5") if name in form)]


def _with_choices(form: ClassForm) -> ClassForm:
    usual_first = sorted(curriculum.own_programmes(), key=lambda each: each.kind is not CourseKind.PDO)
    held = [(each, variant) for each in usual_first for variant in each.variants if variant.days]
    longest = max((len(variant.days) for _each, variant in held), default=1)
    for number in range(longest + 1, 6):
        del form[f"day_{number}"]
    form.course.choices = [
        (f"{each.edition_id}/{variant.id}", f"{each.variant_title(variant.id, language())} — {each.title(language())}")
        for each, variant in held
    ]
    form.room.choices = [
        (room.id, " — ".join(filter(None, (room_name(room), _of(room, where), gaps_sentence(room)))))
        for centre in centres.centres()
        if can_run_centre(actor(), centre.code)
        for where in [place_name(centre.names, language())]
        for room in centre.rooms
        if not room.put_away_at
    ]
    teaching = trainers.trainers_for(actor())
    form.trainer.choices = [(each.id, name_and_kind(each)) for each in teaching if each.kind == Kind.STAFF]
    form.language.choices = [(code, languages.NAMES[code]) for code in languages.TEACHING]
    if not form.is_submitted():
        form.language.data = current_app.config["LANGUAGES"][0]
        form.room.data = request.args.get("room", type=int)
    return form
