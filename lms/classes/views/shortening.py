"""The shorter course of who learned a part of it on the phone: for oneself, and at the desk (E11)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.classes import queries
from lms.classes.actions.shortening import take_shorter_course
from lms.classes.queries.choosing import has_begun, seat_that_goes
from lms.classes.views.room import blueprint, telling
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.queries import place_name
from lms.registration import queries as registration
from lms.registration.models import Enrolment
from lms.registration.permissions import can_serve_registration
from lms.registration.queries.asked import shorter_course
from lms.web.access import actor, only

SHOWN = 3


@blueprint.get("/classes/shorter")
@only(Role.TRAINEE)
def shorter():
    """What the shorter course asks, what becomes of the seat, and when its next classes are."""
    return _page(registration.own_enrolment(actor().user_id))


@blueprint.post("/classes/shorter")
@only(Role.TRAINEE)
def take_shorter():
    """Go on to the shorter course."""
    enrolment = registration.own_enrolment(actor().user_id)
    return redirect(url_for(".choose") if _take(enrolment) else url_for(".shorter"), 303)


@blueprint.post("/desk/registrations/<key>/shorter")
@only(Role.OFFICER, Role.ADMIN)
def take_shorter_for(key: str):
    """The same for somebody who asks for it at the desk."""
    person = registration.registration(actor(), key)
    enrolment = registration.current_enrolment(person.id)
    if enrolment is None or not can_serve_registration(actor(), person):
        raise NotThere
    _take(enrolment)
    return redirect(url_for("registration.record", key=key), 303)


def _take(enrolment: Enrolment) -> bool:
    with telling():
        take_shorter_course(
            enrolment_id=enrolment.id, give_up="give_up" in request.form, by=actor().user_id, at=clock.now()
        )
        flash(_("The shorter course is chosen. Now a class of it can be chosen."))
        return True
    return False


def _page(enrolment: Enrolment) -> str:
    found, at = shorter_course(enrolment), clock.now()
    if found is None:
        raise NotThere
    programme, seat = curriculum.programme(enrolment.edition_id), queries.own_seat(enrolment.id)
    return render_template(
        "classes/shorter.html", shorter=found, seat=seat_that_goes(seat, found.variant, at),
        begun=has_begun(seat, at), place_name=place_name,
        lessons=[curriculum.module_in(programme, slug, enrolment.journey.bound_for) for slug in found.left],
        choices=queries.open_classes(enrolment, at=at, needed=found.variant)[:SHOWN],
    )  # fmt: skip
