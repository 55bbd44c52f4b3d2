"""What helps people to come: the family along, somebody to look after children, the fare."""

from collections.abc import Callable
from datetime import date
from functools import partial

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.classes import actions, queries
from lms.classes.models import Seat
from lms.classes.rules import Reason
from lms.classes.rules.support import ages_from, fare_from, shown_ages
from lms.classes.views.along import Typed, TypedFare
from lms.classes.views.desk import DESK, run_class
from lms.classes.views.make_ups import desk_page, served
from lms.classes.views.own import own_page
from lms.classes.views.room import blueprint, telling
from lms.classes.views.seating import seat_of_class, seat_page
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries as curriculum
from lms.registration import queries as registration
from lms.registration.messages import RELATIONS
from lms.web.access import actor, only
from lms.web.sentences import refusal, sentence


@blueprint.post("/classes/mine/<any(family,childcare,fare):what>")
@only(Role.TRAINEE)
def ask_support(what: str):
    """A trainee says who comes along, how old the children are, or asks for the fare."""
    seat = queries.own_seat(registration.own_enrolment(actor().user_id).id)
    if seat is None:
        raise NotThere
    if typed := _ask(what, seat):
        return own_page(typed), 422
    return redirect(url_for(".mine"), 303)


@blueprint.post("/desk/classes/<int:class_id>/seats/<int:seat_id>/<any(family,childcare,fare):what>")
@only(*DESK)
def ask_support_for(class_id: int, seat_id: int, what: str):
    """The same for somebody at the desk."""
    if typed := _ask(what, seat_of_class(class_id, seat_id)):
        return seat_page(class_id, seat_id, typed), 422
    return redirect(url_for(".desk_seat", class_id=class_id, seat_id=seat_id), 303)


@blueprint.get("/desk/classes/<int:class_id>/support")
@only(*DESK)
def class_support(class_id: int):
    """Per day of the class: the children and who looks after them; who comes along; the fares paid."""
    return _support_page(class_id)


def _support_page(class_id: int, typed: TypedFare | None = None) -> str:
    found = run_class(class_id)
    days, guests = queries.care_days(found), queries.guests(class_id)
    return render_template(
        "classes/support.html",
        found=found,
        programme=queries.programme_of(found),
        days=days,
        joint=queries.joint_sessions(found),
        family=queries.family_in(class_id),
        supports=queries.supports(class_id),
        people=queries.people_in(class_id),
        guests=guests,
        guest_people=registration.people([each.enrolment_id for each in guests]),
        typed=typed,
        return_to=url_for(".class_support", class_id=class_id),
        shown_ages=shown_ages,
        relations=RELATIONS,
        today=clock.today(),
        currency=curriculum.country(current_app.config["ORIGIN"]).get("currency"),
    )


@blueprint.post("/desk/classes/<int:class_id>/support/<day>")
@only(*DESK)
def confirm_childcare(class_id: int, day: str):
    """The centre's word that somebody looks after the children of a day."""
    run_class(class_id)
    with telling():
        actions.confirm_childcare(
            class_id=class_id, day=_day(day), carer=request.form.get("carer", "")[:100], by=actor().user_id,
            at=clock.now(),
        )  # fmt: skip
        flash(_("Childcare is confirmed for this day."))
    return redirect(url_for(".class_support", class_id=class_id), 303)


@blueprint.post("/desk/classes/<int:class_id>/support/<day>/<int:seat_id>")
@only(*DESK)
def reimburse(class_id: int, day: str, seat_id: int):
    """Write down what was paid for the way to a day of the class."""
    seat, on = seat_of_class(class_id, seat_id), _day(day)
    pay = partial(actions.reimburse, seat_id=seat.id, day=on, by=actor().user_id, at=clock.now())
    return _paid(class_id, f"{seat.id}-{on.isoformat()}", pay)


@blueprint.post("/classes/mine/make-ups/<int:make_up_id>/<any(childcare,fare):what>")
@only(Role.TRAINEE)
def ask_as_guest(make_up_id: int, what: str):
    """The same for a trainee who comes for a make-up."""
    if typed := _ask_for_guest(what, make_up_id, registration.own(actor().user_id).id):
        return own_page(typed), 422
    return redirect(url_for(".mine"), 303)


@blueprint.post("/desk/make-up/<key>/<int:make_up_id>/<any(childcare,fare):what>")
@only(*DESK)
def ask_for_guest(key: str, make_up_id: int, what: str):
    """The same at the desk."""
    enrolment = served(key)
    if typed := _ask_for_guest(what, make_up_id, enrolment.registration_id):
        return desk_page(enrolment, typed), 422
    return redirect(url_for(".desk_make_up", key=key, block=request.values.get("block", "")), 303)


@blueprint.post("/desk/classes/<int:class_id>/support/guests/<int:make_up_id>")
@only(*DESK)
def reimburse_guest(class_id: int, make_up_id: int):
    """Write down what was paid for the way to a make-up."""
    if queries.make_up(make_up_id).session.class_id != run_class(class_id).id:
        raise NotThere
    pay = partial(actions.reimburse_guest, make_up_id=make_up_id, by=actor().user_id, at=clock.now())
    return _paid(class_id, f"guest-{make_up_id}", pay)


def _ask_for_guest(what: str, make_up_id: int, registration_id: int) -> Typed | None:
    if registration.enrolment(queries.make_up(make_up_id).enrolment_id).registration_id != registration_id:
        raise NotThere
    ask = partial(actions.ask_for_guest, make_up_id=make_up_id, by=actor().user_id, at=clock.now())
    if what == "childcare":
        return _ask_childcare(ask, make_up_id)
    with telling():
        ask(fare=bool(request.form.get("wanted")))
        flash(_("It is saved."))
    return None


def _ask_childcare(ask: Callable, make_up_id: int | None = None) -> Typed | None:
    """Write down the ages that were typed; what cannot be taken comes back, to stand on the page again."""
    typed = request.form.get("ages", "")[:100]
    try:
        if (ages := ages_from(typed)) is None:
            raise Refused(Reason.AGES_WRONG)
        ask(ages=ages)
    except Refused as refused:
        return Typed(typed, refusal(refused), make_up_id)
    flash(_("It is saved."))
    return None


def _paid(class_id: int, field: str, pay: Callable):
    """Write down the sum that was typed; one that cannot be paid stands on the page again, at the person's row."""
    typed = request.form.get("amount", "")[:20]
    amount = fare_from(typed)
    if amount is None:
        return _support_page(class_id, TypedFare(field, typed, sentence(Reason.AMOUNT_WRONG))), 422
    try:
        pay(amount=amount)
    except Refused as refused:
        return _support_page(class_id, TypedFare(field, typed, refusal(refused))), 422
    flash(_("The fare is written down."))
    return redirect(url_for(".class_support", class_id=class_id), 303)


def _ask(what: str, seat: Seat) -> Typed | None:
    by = {"seat_id": seat.id, "by": actor().user_id, "at": clock.now()}
    if what == "childcare":
        return _ask_childcare(partial(actions.ask_childcare, **by))
    with telling():
        if what == "family":
            actions.bring_family(member_ids=request.form.getlist("member", type=int), **by)
        else:
            actions.ask_travel_support(wanted=bool(request.form.get("wanted")), **by)
        flash(_("It is saved."))
    return None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotThere from None
