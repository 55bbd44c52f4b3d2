"""A trainer's day: the sessions, the time log, the plan of a session, the roster."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.classes import actions, queries
from lms.classes.models import ClassSession
from lms.classes.permissions import can_read_names, can_run_class, can_see_class, can_teach_session
from lms.classes.queries.tellers import possible_guests
from lms.classes.rules.figures import Sitter, in_figures
from lms.classes.views.room import blueprint, telling
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.curriculum.messages import BREAKS, LEVELS, METHODS
from lms.curriculum.queries import place_name
from lms.registration.messages import OCCUPATIONS
from lms.registration.models import Enrolment
from lms.trainers import queries as trainers
from lms.trainers.messages import name_and_kind
from lms.trainers.models import Trainer
from lms.web.access import actor, only
from lms.web.addresses import sent_id
from lms.web.locale import language

AHEAD = timedelta(days=28)


@blueprint.get("/teach")
@only(Role.TRAINER)
def teach():
    """Today's sessions, and what is coming in the next weeks."""
    today = clock.today()
    trainer = trainers.trainer_of_user(actor().user_id)
    days = queries.classes_of_trainer(trainer.id, today, today + AHEAD)
    sessions = [each for day, taught in days if day == today for each in taught]
    now = clock.now()
    visits = queries.visits_of(trainer.id, at=now)
    return render_template(
        "classes/teach.html",
        today=today,
        trainer=trainer,
        sessions=sessions,
        following=next((each for each in sessions if each.ends_at > now), None),
        coming=[(day, taught) for day, taught in days if day != today],
        counts=queries.seat_counts({each.class_id for _day, taught in days for each in taught}),
        programme_of=queries.programme_of,
        trainings=queries.trainings_of(trainer.id, since=today),
        visits=visits,
        comes_today=any(clock.local(each.starts_at).date() == today for each in visits),
        place_name=place_name,
    )


@blueprint.get("/teach/classes/<int:class_id>")
@only(Role.TRAINER, Role.OFFICER, Role.ADMIN)
def teach_class(class_id: int):
    """The time log with breaks and net minutes, and the roster."""
    found = queries.training_class(class_id)
    own = queries.own_trainer_id(actor().user_id)
    if not can_read_names(actor(), found, own):
        raise NotThere
    people = queries.people_in(class_id)
    return render_template(
        "classes/teach_class.html",
        found=found,
        figures=in_figures(_sitter(each.enrolment) for each in people),
        work=OCCUPATIONS,
        programme=queries.programme_of(found),
        variant=queries.variant_of(found),
        people=people,
        sitting=queries.trainer_seats(class_id),
        teaches={each.id for each in found.sessions if can_teach_session(actor(), each, own)},
        breaks=BREAKS,
        place_name=place_name,
    )


@blueprint.post("/teach/sessions/<int:session_id>/guest")
@only(Role.OFFICER, Role.ADMIN)
def invite_guest(session_id: int):
    """Book a guest for a block, or say that nobody comes."""
    session = queries.session(session_id)
    if not can_run_class(actor(), session.training_class):
        raise NotThere
    who = {"session_id": session_id, "by": actor().user_id, "at": clock.now()}
    with telling():
        if request.form.get("guest"):
            guest_id = sent_id("guest", request.form)
            if guest_id != session.guest_id:
                trainers.visible_trainer(actor(), guest_id)
            flash(_booked(told=actions.invite_guest(guest_id=guest_id, **who)))
        else:
            actions.call_guest_off(**who)
            flash(_("No guest is booked. The session plan has stories to read aloud."))
    return redirect(url_for(".plan", session_id=session_id), 303)


def _booked(*, told: bool) -> str:
    if told:
        return _("The guest is booked and gets a message.")
    return _(
        "The guest is booked. No telephone and no e-mail address of theirs is known here: please tell them yourself. "
        "There is a slip under “Messages”."
    )


def _to_invite(session: ClassSession) -> list[Trainer]:
    """Whom the visitor can book for a block that is still to come, and whoever is booked for it, to be called off."""
    if session.starts_at <= clock.now() or not can_run_class(actor(), session.training_class):
        return []
    possible = possible_guests(actor(), session)
    return possible if session.guest in (None, *possible) else [session.guest, *possible]


def _sitter(enrolment: Enrolment) -> Sitter:
    person, journey = enrolment.registration, enrolment.journey
    return Sitter(
        person.language, person.reads_alone, person.education, person.speaks, journey.occupation, journey.first_time
    )


@blueprint.get("/teach/sessions/<int:session_id>/plan")
@only(Role.TRAINER, Role.OFFICER, Role.ADMIN)
def plan(session_id: int):
    """What to do in this block, step by step."""
    session = queries.session(session_id)
    own = queries.own_trainer_id(actor().user_id)
    if session.block is None or not can_see_class(actor(), session.training_class, own):
        raise NotThere
    return render_template(
        "classes/plan.html",
        session=session,
        programme=queries.programme_of(session.training_class),
        block=queries.variant_of(session.training_class).block(session.block),
        parts=queries.session_plan(session, language()),
        may_call=can_teach_session(actor(), session, own),
        invites=_to_invite(session),
        named=name_and_kind,
        methods=METHODS,
        levels=LEVELS,
        place_name=place_name,
    )
