"""Trainers in a training of trainers: give a seat, and give it up."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from lms.classes import actions, queries
from lms.classes.views.desk import DESK, run_class
from lms.classes.views.room import blueprint, telling
from lms.core import clock
from lms.trainers import queries as trainers
from lms.web.access import actor, only
from lms.web.addresses import sent_id


@blueprint.post("/desk/classes/<int:class_id>/trainers")
@only(*DESK)
def seat_trainer(class_id: int):
    """Give a trainer a seat."""
    run_class(class_id)
    found = trainers.visible_trainer(actor(), sent_id("trainer", request.form))
    with telling():
        seat = actions.seat_trainer(trainer_id=found.id, class_id=class_id, by=actor().user_id, at=clock.now())
        flash(_("%(name)s has seat %(number)s.", name=found.name, number=seat.number))
    return redirect(url_for(".desk_class", class_id=class_id), 303)


@blueprint.post("/desk/classes/<int:class_id>/trainers/<int:seat_id>/give-up")
@only(*DESK)
def unseat_trainer(class_id: int, seat_id: int):
    """Free the seat of a trainer."""
    run_class(class_id)
    seat = queries.trainer_seat(class_id, seat_id)
    with telling():
        actions.unseat_trainer(seat_id=seat_id, class_id=class_id, by=actor().user_id, at=clock.now())
        flash(_("Seat %(number)s is free.", number=seat.number))
    return redirect(url_for(".desk_class", class_id=class_id), 303)
