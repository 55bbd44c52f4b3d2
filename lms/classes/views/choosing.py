"""A trainee chooses a class, waits for a place, books a session for a missed block."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.classes import actions, queries
from lms.classes.messages import AUDIENCES
from lms.classes.views.room import blueprint, telling
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.queries import place_name
from lms.registration import queries as registration
from lms.web.access import actor, only
from lms.web.addresses import page_number, sent_id
from lms.web.locale import language

PAGE = 8


@blueprint.get("/classes")
@only(Role.TRAINEE)
def choose():
    """The classes she can take, the best suited first."""
    enrolment = registration.own_enrolment(actor().user_id)
    at = clock.now()
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
        seat=seat if seat and seat.training_class.sessions[-1].ends_at > at else None,
        waits={one.wait.class_id: one for one in queries.own_waits(enrolment.id)},
        departed=enrolment.journey.departs_on <= clock.today(),
        window=curriculum.programme(enrolment.edition_id).window_days,
        programme_of=queries.programme_of,
        place_name=place_name,
        audiences=AUDIENCES,
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
    enrolment = registration.own_enrolment(actor().user_id)
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
    enrolment = registration.own_enrolment(actor().user_id)
    answer = actions.accept_offer if request.form.get("answer") == "accept" else actions.decline_offer
    with telling():
        answer(enrolment_id=enrolment.id, class_id=class_id, by=actor().user_id, at=clock.now())
    return redirect(url_for(".mine"), 303)


@blueprint.get("/classes/make-up")
@only(Role.TRAINEE)
def make_up():
    """Coming sessions that teach a missed block."""
    enrolment = registration.own_enrolment(actor().user_id)
    programme = curriculum.programme(enrolment.edition_id)
    block = _block(enrolment)
    return render_template(
        "classes/make_up.html",
        block=block,
        title=programme.block_title(block, language()),
        enrolment=enrolment,
        choices=queries.make_up_sessions(enrolment, block, at=clock.now()),
        booked=queries.make_ups(enrolment.id, after=clock.now()),
        place_name=place_name,
    )


@blueprint.post("/classes/make-up")
@only(Role.TRAINEE)
def book_make_up():
    """A place in one of them."""
    enrolment = registration.own_enrolment(actor().user_id)
    session_id = sent_id("session", request.form)
    block = _block(enrolment)
    with telling():
        actions.book_make_up(
            session_id=session_id, enrolment_id=enrolment.id, block=block, by=actor().user_id, at=clock.now()
        )
        flash(_("Your seat is booked. Please come ten minutes early."))
    return redirect(url_for(".make_up", block=block), 303)


@blueprint.post("/classes/make-up/cancel")
@only(Role.TRAINEE)
def cancel_make_up():
    """Give the booked place back."""
    enrolment = registration.own_enrolment(actor().user_id)
    session_id = sent_id("session", request.form)
    with telling():
        actions.cancel_make_up(
            session_id=session_id, enrolment_id=enrolment.id, by=actor().user_id, at=clock.now()
        )
    return redirect(url_for(".mine"), 303)


def _block(enrolment) -> str:
    """The block in the address, if the person's variant has it."""
    wanted = request.values.get("block", "")
    variant = curriculum.programme(enrolment.edition_id).variant(enrolment.variant)
    if wanted not in {block.id for block in variant.blocks}:
        raise NotThere
    return wanted
