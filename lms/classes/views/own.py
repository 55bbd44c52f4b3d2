"""A trainee's own seat: the page, the slip on paper, the calendar file, giving it up."""

from functools import partial

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.classes import actions, queries
from lms.classes.paper import bring, day_appointments, slip
from lms.classes.rules.calendar import Method, calendar_file
from lms.classes.rules.needs import gets_in
from lms.classes.rules.support import shown_ages
from lms.classes.views.along import Typed, say_unless_shown, support_of
from lms.classes.views.room import blueprint, telling
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.curriculum.messages import BREAKS, own_cost
from lms.curriculum.queries import place_name
from lms.registration import queries as registration
from lms.web.access import actor, only
from lms.web.locale import language


PRODUCT = "pre-departure orientation"


@blueprint.get("/classes/mine")
@only(Role.TRAINEE)
def mine():
    """What, where, when, what to bring; and where she waits."""
    return own_page()


def own_page(typed: Typed | None = None) -> str:
    """The page of a trainee's own class, with what was `typed` there and could not be taken."""
    begun, at = registration.own_courses(actor().user_id), clock.now()
    enrolment = begun[0]
    seat = queries.own_seat(enrolment.id)
    make_ups = queries.make_ups(enrolment.id, after=at)
    needs = (enrolment.registration.needs or "").split()
    over = bool(seat) and seat.training_class.sessions[-1].ends_at <= at
    open_seat = bool(seat) and not over and not seat.training_class.cancelled_at
    say_unless_shown(typed, make_ups={each.id for each in make_ups}, seat=open_seat)
    return render_template(
        "classes/mine.html",
        typed=typed,
        enrolment=enrolment,
        seat=seat,
        found=seat and seat.training_class,
        stairs=bool(seat) and gets_in(needs, step_free=seat.training_class.step_free) is False,
        over=over,
        waits=queries.own_waits([each.id for each in begun], at=clock.now()),
        called_off=queries.called_off(enrolment.id, at=at),
        make_ups=make_ups,
        guest_support=queries.guest_support([each.id for each in make_ups]),
        guest_address=partial(url_for, ".ask_as_guest"),
        now=at,
        cost=own_cost(registration.fee_of(enrolment)),
        breaks=BREAKS,
        things=bring(),
        **{"shown_ages": shown_ages, **(support_of(seat, enrolment, partial(url_for, ".ask_support")) if seat else {})},
        place_name=place_name,
        programme_of=queries.programme_of,
        led=queries.led_by(enrolment, at=at),
    )


@blueprint.get("/classes/mine/slip.pdf")
@only(Role.TRAINEE)
def own_slip():
    """The slip to print or keep on the phone."""
    enrolment = registration.own_enrolment(actor().user_id)
    return slip_response(_own_seat(enrolment), enrolment)


@blueprint.get("/classes/mine/calendar.ics")
@only(Role.TRAINEE)
def own_calendar():
    """The days of the class for the phone's calendar."""
    seat = _own_seat(registration.own_enrolment(actor().user_id))
    file = calendar_file(
        day_appointments(seat.training_class, language(), host=_host()), product=PRODUCT, made_at=seat.taken_at
    )
    return _calendar(file, "class.ics", Method.PUBLISH)


@blueprint.get("/classes/mine/cancelled/<int:class_id>/calendar.ics")
@only(Role.TRAINEE)
def cancelled_calendar(class_id: int):
    """Takes the days of a class that was cancelled out of the phone's calendar."""
    enrolment = registration.own_enrolment(actor().user_id)
    found = next((each for each in queries.called_off(enrolment.id, at=clock.now()) if each.id == class_id), None)
    if found is None:
        raise NotThere
    file = calendar_file(
        day_appointments(found, language(), host=_host()), product=PRODUCT, made_at=found.cancelled_at,
        method=Method.CANCEL, organizer=request.host_url,
    )  # fmt: skip
    return _calendar(file, "cancelled.ics", Method.CANCEL)


@blueprint.get("/classes/mine/give-up")
@only(Role.TRAINEE)
def ask_give_up():
    """Ask once before a seat is lost."""
    seat = _own_seat(registration.own_enrolment(actor().user_id))
    return render_template("classes/give_up.html", found=seat.training_class, place_name=place_name)


@blueprint.post("/classes/mine/give-up")
@only(Role.TRAINEE)
def give_up():
    """Free the seat for somebody who waits."""
    seat = _own_seat(registration.own_enrolment(actor().user_id))
    with telling():
        actions.give_up_seat(seat_id=seat.id, by=actor().user_id, at=clock.now())
        flash(_("Your seat is free for somebody else now. Choose another class when you can come."))
    return redirect(url_for(".choose"), 303)


def slip_response(seat, enrolment) -> Response:
    """A slip as a PDF in the language of the page."""
    return Response(
        slip(seat, enrolment, language(), at=clock.now()),
        mimetype="application/pdf",
        headers={"Content-Disposition": "inline; filename=class.pdf"},
    )


def _calendar(file: str, name: str, method: Method) -> Response:
    return Response(
        file,
        content_type=f"text/calendar; charset=utf-8; method={method}",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _host() -> str:
    return request.host.split(":")[0]


def _own_seat(enrolment):
    seat = queries.own_seat(enrolment.id)
    if seat is None:
        raise NotThere
    return seat
