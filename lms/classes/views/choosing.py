"""A trainee chooses a class, or waits for a place."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.classes import actions, queries
from lms.classes.messages import AUDIENCES
from lms.classes.views.room import blueprint, telling
from lms.core import clock
from lms.core.actors import Role
from lms.curriculum import queries as curriculum
from lms.curriculum.queries import place_name
from lms.registration import queries as registration
from lms.registration.models import Enrolment
from lms.web.access import actor, only
from lms.web.addresses import page_number

PAGE = 8


@blueprint.get("/classes")
@only(Role.TRAINEE)
def choose():
    """The classes she can take, the best suited first."""
    enrolment = registration.own_enrolment(actor().user_id)
    programme, at = curriculum.programme(enrolment.edition_id), clock.now()
    choices = queries.open_classes(enrolment, at=at)
    seat = queries.own_seat(enrolment.id)
    page = page_number()
    return render_template(
        "classes/choose.html",
        enrolment=enrolment,
        choices=choices[(page - 1) * PAGE : page * PAGE],
        page=page,
        size=PAGE,
        count=len(choices),
        own_language=any(each.in_own_language for each in choices),
        seat=seat if seat and seat.training_class.sessions[-1].ends_at > at else None,
        waits={one.wait.class_id: one for one in queries.own_waits([enrolment.id], at=clock.now())},
        programme=programme,
        departed=programme.before_leaving and enrolment.journey.departs_on <= clock.today(),
        programme_of=queries.programme_of,
        place_name=place_name,
        audiences=AUDIENCES,
        led=queries.led_by(enrolment, at=at),
    )


@blueprint.post("/classes/<int:class_id>/seat")
@only(Role.TRAINEE)
def take_seat(class_id: int):
    """Sit in this class; a seat in another is given up."""
    enrolment = registration.own_enrolment(actor().user_id)
    with telling():
        actions.take_seat(enrolment_id=enrolment.id, class_id=class_id, by=actor().user_id, at=clock.now())
        return redirect(url_for(".mine"), 303)
    return redirect(url_for(".choose"), 303)


@blueprint.post("/classes/<int:class_id>/wait")
@only(Role.TRAINEE)
def wait(class_id: int):
    """Wait for a place in this class."""
    enrolment = registration.own_enrolment(actor().user_id)
    with telling():
        actions.join_waiting_list(enrolment_id=enrolment.id, class_id=class_id, by=actor().user_id, at=clock.now())
        return redirect(url_for(".mine"), 303)
    return redirect(url_for(".choose"), 303)


@blueprint.post("/classes/<int:class_id>/leave")
@only(Role.TRAINEE)
def stop_waiting(class_id: int):
    """Leave the waiting list."""
    enrolment = _waits_with(class_id)
    with telling():
        actions.leave_waiting_list(
            enrolment_id=enrolment.id, class_id=class_id, by=actor().user_id, at=clock.now()
        )
        flash(_("You are not on the waiting list any more."))
    return redirect(url_for(".choose"), 303)


@blueprint.post("/classes/<int:class_id>/offer")
@only(Role.TRAINEE)
def answer_offer(class_id: int):
    """Take the place that is held, or leave it to the next in line."""
    enrolment = _waits_with(class_id)
    answer = actions.accept_offer if request.form.get("answer") == "accept" else actions.decline_offer
    with telling():
        answer(enrolment_id=enrolment.id, class_id=class_id, by=actor().user_id, at=clock.now())
    return redirect(url_for(".mine"), 303)


def _waits_with(class_id: int) -> Enrolment:
    """With which of her courses she waits in this class; where she does not, the one she turned to last."""
    begun = registration.own_courses(actor().user_id)
    waits_with = queries.waits_with(class_id, [each.id for each in begun])
    return next((each for each in begun if each.id == waits_with), begun[0])
