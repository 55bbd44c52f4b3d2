"""When a centre is open."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.centres import actions, queries
from lms.centres.forms import ClosedDaysForm, HoursForm
from lms.centres.models import Centre
from lms.centres.permissions import can_keep_hours
from lms.centres.rules.opening import WEEKDAYS
from lms.centres.views.blueprint import blueprint, words
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.core.freshness import sign_of
from lms.web.access import actor, only
from lms.web.sentences import refusal


@blueprint.route("/desk/centres/<int:centre_id>/hours", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def hours(centre_id: int):
    """The opening hours of a centre."""
    found = _kept(centre_id)
    form = HoursForm(data=HoursForm.written(found.hours), seen=sign_of(*found.hours_as_kept))
    if form.validate_on_submit():
        try:
            who = {"seen": form.seen.data, "by": actor().user_id, "at": clock.now()}
            actions.change_hours(centre_id=centre_id, hours=form.hours(), **who)
        except Refused as refused:
            form.refuse("mon_opens", refusal(refused))
        else:
            flash(_("The opening hours are kept."))
            return redirect(url_for(".centre", centre_id=centre_id))
    return _page(found, form, ClosedDaysForm(formdata=None), bad=request.method == "POST")


@blueprint.post("/desk/centres/<int:centre_id>/closed")
@only(Role.OFFICER, Role.ADMIN)
def close_days(centre_id: int):
    """Close a centre on some days."""
    found, form = _kept(centre_id), ClosedDaysForm()
    if form.validate_on_submit():
        try:
            actions.close_days(
                centre_id=centre_id, first_day=form.first_day.data, last_day=form.last_day.data or form.first_day.data,
                why=form.why.data.strip(), by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("last_day", refusal(refused))
        else:
            return redirect(url_for(".hours", centre_id=centre_id), 303)
    week = HoursForm(formdata=None, data=HoursForm.written(found.hours), seen=sign_of(*found.hours_as_kept))
    return _page(found, week, form, bad=True)


@blueprint.post("/desk/centres/<int:centre_id>/closed/<int:period_id>")
@only(Role.OFFICER, Role.ADMIN)
def open_days(centre_id: int, period_id: int):
    """Open a centre on those days after all."""
    found = _kept(centre_id)
    if queries.closed_period(period_id).centre_id != found.id:
        raise NotThere
    actions.take_back_closed_days(period_id=period_id, by=actor().user_id, at=clock.now())
    return redirect(url_for(".hours", centre_id=centre_id), 303)


def _kept(centre_id: int) -> Centre:
    found = queries.centre(centre_id)
    if not can_keep_hours(actor(), found):
        raise NotThere
    return found


def _page(found: Centre, form: HoursForm, closing: ClosedDaysForm, *, bad: bool):
    page = render_template(
        "centres/hours.html", centre=found, form=form, closing=closing, weekdays=WEEKDAYS,
        holidays=queries.coming_holidays(clock.today()), fast=queries.coming_fast(clock.today()), **words(),
    )  # fmt: skip
    return page, 422 if bad else 200
