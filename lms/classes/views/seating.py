"""Seats at the desk: seat somebody, move, give up, put on the waiting list, print the slip."""

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts import queries as accounts
from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.classes import actions, queries
from lms.classes.forms import AudienceForm, PermissionForm, ProjectForm
from lms.classes.permissions import can_run_class
from lms.classes.rules.audience import Audience
from lms.classes.views.along import Typed, support_of
from lms.classes.views.desk import DESK, run_class
from lms.classes.views.own import slip_response
from lms.classes.views.room import blueprint, telling
from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.curriculum.queries import place_name
from lms.registration import queries as registration
from lms.registration.permissions import can_see_registration
from lms.registration.rules import shown_number
from lms.web.access import actor, only
from lms.web.addresses import sent_id
from lms.web.sentences import refusal


@blueprint.post("/desk/classes/<int:class_id>/seats")
@only(*DESK)
def seat_somebody(class_id: int):
    """Seat a registered person, or put the person on the waiting list."""
    found = run_class(class_id)
    person = registration.registration(actor(), request.form.get("key", ""))
    enrolment = registration.course_of(person.id, queries.programme_of(found).kind)
    if enrolment is None:
        raise NotThere
    what = {"enrolment_id": enrolment.id, "class_id": class_id, "by": actor().user_id, "at": clock.now()}
    with telling():
        if request.form.get("wait"):
            actions.join_waiting_list(**what)
            flash(_("%(name)s waits for a seat.", name=person.full_name))
        else:
            seat = actions.seat_walk_in(**what) if request.form.get("walk_in") else actions.take_seat(**what)
            flash(_("%(name)s has seat %(number)s.", name=person.full_name, number=seat.number))
    return redirect(url_for(".desk_class", class_id=class_id), 303)


@blueprint.route("/desk/classes/<int:class_id>/above/<key>", methods=["GET", "POST"])
@only(*DESK)
def seat_above(class_id: int, key: str):
    """One person more in a full class: who permits it, and why."""
    found = run_class(class_id)
    person = registration.registration(actor(), key)
    enrolment = registration.course_of(person.id, queries.programme_of(found).kind)
    if enrolment is None:
        raise NotThere
    form = PermissionForm(permitted_by=accounts.name_of(actor().user_id))
    if form.validate_on_submit():
        try:
            seat = actions.seat_above_capacity(
                enrolment_id=enrolment.id, class_id=class_id, permitted_by=form.permitted_by.data,
                reason=form.reason.data, by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("reason", refusal(refused))
        else:
            flash(_("%(name)s has seat %(number)s.", name=person.full_name, number=seat.number))
            return redirect(url_for(".desk_class", class_id=class_id), 303)
    count = queries.seat_counts([class_id])[class_id]
    page = render_template("classes/above.html", form=form, found=found, person=person, count=count)
    return page, 422 if form.errors else 200


@blueprint.post("/desk/classes/<int:class_id>/audience")
@only(*DESK)
def reserve(class_id: int):
    """Keep the class for a group."""
    run_class(class_id)
    form = AudienceForm()
    if not form.validate_on_submit():
        raise NotThere
    with telling():
        actions.reserve_class(
            class_id=class_id, audience=Audience(form.audience.data), by=actor().user_id, at=clock.now()
        )
        flash(_("It is saved for whom this class is."))
    return redirect(url_for(".desk_class", class_id=class_id), 303)


@blueprint.post("/desk/classes/<int:class_id>/project")
@only(*DESK)
def name_project(class_id: int):
    """Say of which course or project the class is a part."""
    run_class(class_id)
    form = ProjectForm()
    if not form.validate_on_submit():
        raise NotThere
    actions.name_project(class_id=class_id, project=form.project.data or "", by=actor().user_id, at=clock.now())
    flash(_("It is saved what this class is a part of."))
    return redirect(url_for(".desk_class", class_id=class_id), 303)


@blueprint.get("/desk/classes/<int:class_id>/seats/<int:seat_id>")
@only(*DESK)
def desk_seat(class_id: int, seat_id: int):
    """One seat: whom it belongs to, and where else the person could sit."""
    return seat_page(class_id, seat_id)


def seat_page(class_id: int, seat_id: int, typed: Typed | None = None) -> str:
    """The page of a seat, with what was `typed` there and could not be taken."""
    seat = seat_of_class(class_id, seat_id)
    enrolment = registration.enrolment(seat.enrolment_id)
    person, centre = enrolment.registration_id, seat.training_class.centre.code
    page = render_template(
        "classes/desk_seat.html",
        typed=typed,
        found=seat.training_class,
        seat=seat,
        enrolment=enrolment,
        **support_of(seat, enrolment, partial(url_for, ".ask_support_for", class_id=class_id, seat_id=seat_id)),
        choices=[
            each
            for each in queries.open_classes(enrolment, at=clock.now())
            if each.training_class.id != class_id and can_run_class(actor(), each.training_class)
        ],
        shown_number=shown_number,
        may_open=partial(can_see_registration, actor()),
        programme_of=queries.programme_of,
        place_name=place_name,
    )
    trail.note_while_reading(
        what=Deed.LOOKED, person=person, by=actor().user_id, at=clock.now(), of="seat", centre=centre
    )
    return page


@blueprint.post("/desk/classes/<int:class_id>/seats/<int:seat_id>/move")
@only(*DESK)
def move_seat(class_id: int, seat_id: int):
    """Sit the person in another class instead."""
    seat = seat_of_class(class_id, seat_id)
    target = run_class(sent_id("to", request.form))
    with telling():
        moved = actions.take_seat(
            enrolment_id=seat.enrolment_id, class_id=target.id, by=actor().user_id, at=clock.now()
        )
        flash(_("The person is moved and has seat %(number)s here.", number=moved.number))
        return redirect(url_for(".desk_class", class_id=target.id), 303)
    return redirect(url_for(".desk_seat", class_id=class_id, seat_id=seat_id), 303)


@blueprint.post("/desk/classes/<int:class_id>/seats/<int:seat_id>/give-up")
@only(*DESK)
def give_up_for(class_id: int, seat_id: int):
    """Free a seat; the first in line gets an offer."""
    seat = seat_of_class(class_id, seat_id)
    with telling():
        actions.give_up_seat(seat_id=seat.id, by=actor().user_id, at=clock.now())
        flash(_("Seat %(number)s is free.", number=seat.number))
    return redirect(url_for(".desk_class", class_id=class_id), 303)


@blueprint.post("/desk/classes/<int:class_id>/waiting")
@only(*DESK)
def answer_for(class_id: int):
    """Answer for somebody on the waiting list: take the offered seat, or leave the list."""
    run_class(class_id)
    answer = actions.accept_offer if request.form.get("answer") == "accept" else actions.leave_waiting_list
    with telling():
        answer(
            enrolment_id=sent_id("enrolment", request.form),
            class_id=class_id,
            by=actor().user_id,
            at=clock.now(),
        )
    return redirect(url_for(".desk_class", class_id=class_id), 303)


@blueprint.get("/desk/classes/<int:class_id>/seats/<int:seat_id>/slip.pdf")
@only(*DESK)
def desk_slip(class_id: int, seat_id: int):
    """The slip, to print for the person at the counter."""
    seat = seat_of_class(class_id, seat_id)
    enrolment = registration.enrolment(seat.enrolment_id)
    person, slip = enrolment.registration_id, slip_response(seat, enrolment)
    centre = seat.training_class.centre.code
    trail.note_while_reading(
        what=Deed.PRINTED, person=person, by=actor().user_id, at=clock.now(), of="slip", centre=centre
    )
    return slip


def seat_of_class(class_id: int, seat_id: int):
    """A seat of a class that the officer runs. Raises NotThere."""
    seat = queries.seat(seat_id)
    if seat.class_id != class_id or not can_run_class(actor(), seat.training_class):
        raise NotThere
    return seat
