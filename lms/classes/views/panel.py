"""The class of a person, as a part of the record page at the desk."""

from functools import partial

from flask import render_template
from markupsafe import Markup

from lms.classes import queries
from lms.classes.permissions import can_run_class
from lms.classes.queries.choosing import has_begun, seat_that_goes
from lms.classes.views.suiting import preparing
from lms.core import clock
from lms.core.actors import Actor
from lms.curriculum import queries as curriculum
from lms.curriculum.queries import place_name
from lms.registration.models import Enrolment, Registration
from lms.registration.queries.asked import shorter_course
from lms.web.locale import language

SHOWN = 5


def seat_panel(_person: Registration, enrolment: Enrolment | None, actor: Actor) -> Markup:
    """Where the person sits or waits; else the next classes in which the officer can seat the person."""
    if enrolment is None:
        return Markup("")
    at = clock.now()
    seat = queries.own_seat(enrolment.id)
    settled = seat is not None and seat.training_class.sessions[-1].ends_at > at
    choices = [] if settled else queries.open_classes(enrolment, at=at)
    shorter = shorter_course(enrolment)
    return Markup(
        render_template(
            "classes/panel.html",
            enrolment=enrolment,
            before_leaving=curriculum.programme(enrolment.edition_id).before_leaving,
            seat=seat,
            may_run=seat is not None and can_run_class(actor, seat.training_class),
            make_ups=queries.booked_blocks(enrolment, after=at),
            block_title=partial(curriculum.programme(enrolment.edition_id).block_title, language=language()),
            waits=queries.own_waits([enrolment.id], at=clock.now()),
            settled=settled,
            choices=[each for each in choices if can_run_class(actor, each.training_class)][:SHOWN],
            place_name=place_name,
            shorter=shorter,
            seat_goes=shorter and seat_that_goes(seat, shorter.variant, at),
            begun=has_begun(seat, at),
            preparing=preparing,
        )
    )
