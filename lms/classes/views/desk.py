"""The timetable at the desk: the week, and one class."""

from datetime import date, timedelta
from functools import partial

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.centres import queries as centres
from lms.classes import actions, queries
from lms.classes.forms import AudienceForm, ProjectForm, TrainerForm
from lms.classes.messages import AUDIENCES
from lms.classes.models import TrainingClass
from lms.classes.permissions import can_run_class
from lms.classes.rules.timetable import monday_of
from lms.classes.views.room import blueprint, say, telling
from lms.classes.views.suiting import better_taught, missing_in, preparing
from lms.core import clock, languages
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import BREAKS
from lms.curriculum.queries import place_name
from lms.registration import queries as registration
from lms.registration.messages import TEACHING_NAMES
from lms.registration.permissions import can_see_registration
from lms.registration.rules import shown_number
from lms.trainers import queries as trainers
from lms.trainers.messages import name_and_kind
from lms.trainers.permissions import can_see_trainer
from lms.web.access import actor, only
from lms.web.addresses import YEARS
from lms.web.locale import language

WEEK = timedelta(days=7)
MOST_IN_LANGUAGE = 40
DESK = (Role.OFFICER, Role.ADMIN)


@blueprint.get("/desk/classes")
@only(*DESK, Role.MNE)
def week():
    """A week of classes with how full they are; names stand only on the pages of those who run a class."""
    spoken = request.args.get("in")
    if spoken in languages.TEACHING:
        return _in_language(spoken)
    monday = monday_of(sensible_day(request.args.get("week")))
    classes = queries.classes_between(actor(), monday, monday + timedelta(days=6))
    return render_template(
        "classes/week.html",
        monday=monday,
        sunday=monday + timedelta(days=6),
        before=monday - WEEK,
        after=monday + WEEK,
        this_week=monday_of(clock.today()),
        places=centres.centres_for(actor()),
        **_listed(classes),
    )


def _in_language(spoken: str):
    """The next classes in one language: somebody at the desk wants to learn in theirs (E17)."""
    classes = queries.coming_in(actor(), spoken, clock.today(), most=MOST_IN_LANGUAGE)
    return render_template("classes/in_language.html", spoken=spoken, **_listed(classes))


def _listed(classes: list[TrainingClass]) -> dict:
    return {
        "classes": classes,
        "runs": {each.id for each in classes if can_run_class(actor(), each)},
        "may_make": actor().has(*DESK),
        "counts": queries.seat_counts([each.id for each in classes]),
        "programme_of": queries.programme_of,
        "place_name": place_name,
        "teaching_names": TEACHING_NAMES,
    }


@blueprint.get("/desk/classes/<int:class_id>")
@only(*DESK)
def desk_class(class_id: int):
    """One class: time log, roster, waiting list; somebody to be seated is searched here."""
    return _class_page(class_id, TrainerForm())


@blueprint.post("/desk/classes/<int:class_id>/find")
@only(*DESK)
def find_somebody(class_id: int):
    """Look for somebody to be seated. Answered with a page, not a redirect: names do not belong in addresses."""
    return _class_page(class_id, TrainerForm(formdata=None), who=request.form.get("who", "").strip())


@blueprint.post("/desk/classes/<int:class_id>/trainer")
@only(*DESK)
def change_trainer(class_id: int):
    """Give what is still to come to another trainer."""
    found = run_class(class_id)
    form = _with_trainers(TrainerForm())
    if not form.validate_on_submit():
        return _class_page(class_id, form), 422
    with telling():
        actions.replace_trainer(
            class_id=found.id, trainer_id=form.trainer.data, by=actor().user_id, at=clock.now()
        )
        flash(_("The trainer is changed."))
    return redirect(url_for(".desk_class", class_id=class_id), 303)


@blueprint.post("/desk/classes/<int:class_id>/cancel")
@only(*DESK)
def cancel_class(class_id: int):
    """Call a class off; everybody in it gets a message."""
    found = run_class(class_id)
    with telling():
        actions.cancel_class(class_id=class_id, by=actor().user_id, at=clock.now())
        say(
            found, trainers=_("The class is cancelled."),
            people=_("The class is cancelled. Everybody who had a seat or waited gets a message."),
        )  # fmt: skip
    return redirect(url_for(".desk_class", class_id=class_id), 303)


def run_class(class_id: int):
    """The class, if the officer runs it. Raises NotThere."""
    found = queries.training_class(class_id)
    if not can_run_class(actor(), found):
        raise NotThere
    return found


def _class_page(class_id: int, form: TrainerForm, *, who: str = ""):
    found = run_class(class_id)
    if queries.for_trainers(found):
        return _training_page(found, form)
    waiting, people = queries.waiting_list(class_id), queries.people_in(class_id)
    at = clock.now()
    return render_template(
        "classes/desk_class.html",
        found=found,
        programme=queries.programme_of(found),
        variant=queries.variant_of(found),
        count=queries.seat_counts([class_id])[class_id],
        people=people,
        certified=current_app.extensions["certificates_of"]([each.seat.enrolment_id for each in people]),
        waiting=waiting,
        waiting_people=registration.people([one.wait.enrolment_id for one in waiting]),
        who=who,
        hits=registration.search(actor(), who, page=1)[0] if who else [],
        form=_with_trainers(form),
        open=not found.cancelled_at and at < found.sessions[0].ends_at,
        begun=clock.local(at).date() >= found.first_day,
        audience=AudienceForm(formdata=None, audience=found.audience),
        audiences=AUDIENCES,
        project=ProjectForm(formdata=None, project=found.project),
        projects=queries.projects(actor()),
        ahead=found.goes_on(at),
        breaks=BREAKS,
        better=better_taught,
        preparing=preparing,
        may_open=partial(can_see_registration, actor()),
        missing=missing_in(found.room, queries.programme_of(found), queries.variant_of(found)),
        shown_number=shown_number,
        return_to=url_for(".desk_class", class_id=class_id),
    )


def _training_page(found: TrainingClass, form: TrainerForm):
    at, programme, sitting = clock.now(), queries.programme_of(found), queries.trainer_seats(found.id)
    return render_template(
        "classes/desk_training.html",
        found=found,
        programme=programme,
        variant=queries.variant_of(found),
        may_teach=[
            each.title(language()) for each in curriculum.own_programmes() if each.slug in programme.terms.trains
        ],
        count=queries.seat_counts([found.id])[found.id],
        sitting=sitting,
        linked={each.id for each in sitting if can_see_trainer(actor(), each.trainer)},
        to_seat=queries.trainers_to_seat(actor(), found),
        centre_names=dict(current_app.extensions["scopes"](language())),
        teaches={each.id for each in found.sessions},
        form=_with_trainers(form),
        open=not found.cancelled_at and at < found.sessions[0].ends_at,
        ahead=found.goes_on(at),
        breaks=BREAKS,
        missing=missing_in(found.room, programme, queries.variant_of(found)),
    )


def _with_trainers(form: TrainerForm) -> TrainerForm:
    form.trainer.choices = [(each.id, name_and_kind(each)) for each in trainers.trainers_for(actor())]
    return form


def sensible_day(text: str | None) -> date:
    """The day in the address; this one when it is none, or so far off that no week lies around it."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return clock.today()
    return day if day.year in YEARS else clock.today()
