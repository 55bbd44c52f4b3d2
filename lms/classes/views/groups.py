"""Seats for a brigade or a family: at the desk, by its foreman, and for somebody who just came."""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from lms.classes import actions, queries
from lms.classes.permissions import can_run_class
from lms.classes.views.desk import DESK, run_class
from lms.classes.views.room import blueprint, telling
from lms.core import clock
from lms.core.actors import Actor, Role
from lms.core.errors import NotThere, Refused
from lms.curriculum.queries import place_name
from lms.registration import queries as registration
from lms.registration.forms.groups import PersonLine, SharedForm
from lms.registration.models import Group
from lms.registration.rules import shown_number
from lms.registration.views.choices import with_choices
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal

SHOWN = 8


def group_panel(group: Group, by: Actor) -> Markup:
    """Where the people of a group sit, and the classes in which the officer can seat them together."""
    members = registration.members(group.id)
    leader = next((each for each in members if each.registration_id == group.foreman_id), None)
    choices = queries.open_classes(leader, at=clock.now()) if leader else []
    return Markup(
        render_template(
            "classes/group_panel.html",
            group=group,
            led=queries.led(members, at=clock.now()),
            choices=[each for each in choices if can_run_class(by, each.training_class)][:SHOWN],
            place_name=place_name,
        )
    )


@blueprint.post("/desk/classes/<int:class_id>/groups")
@only(*DESK)
def seat_group(class_id: int):
    """Sit a whole group in one class: all of them, or none."""
    run_class(class_id)
    group = registration.group(actor(), request.form.get("group", ""))
    with telling():
        _seat(queries.led(registration.members(group.id), at=clock.now()), class_id)
    return redirect(url_for("registration.group", key=group.key), 303)


@blueprint.post("/classes/<int:class_id>/group")
@only(Role.TRAINEE)
def seat_own_group(class_id: int):
    """The foreman takes seats for everybody who still needs one."""
    led = queries.led_by(registration.own_enrolment(actor().user_id), at=clock.now())
    if not led:
        raise NotThere
    with telling():
        _seat(led, class_id)
        return redirect(url_for(".mine"), 303)
    return redirect(url_for(".choose"), 303)


def _seat(led: queries.Led, class_id: int) -> None:
    seats = actions.seat_together(
        enrolment_ids=[each.id for each in led.to_seat], class_id=class_id,
        with_family=bool(request.form.get("family")), by=actor().user_id, at=clock.now(),
    )  # fmt: skip
    flash(ngettext("%(num)s person has a seat.", "%(num)s people have seats in one class.", len(seats)))


@blueprint.route("/desk/classes/<int:class_id>/walk-in", methods=["GET", "POST"])
@only(*DESK)
def walk_in(class_id: int):
    """Somebody who came and is not registered: register in a minute, and seat."""
    found = run_class(class_id)
    usual = {
        "country": "RU", "has_internet": "yes", "reads_alone": "yes", "language": found.language,
        "home": f"{found.centre.region}/{found.centre.district}", "form_token": secrets.token_urlsafe(16),
    }  # fmt: skip
    form, line = with_choices(SharedForm(**usual)), PersonLine(prefix="p-")
    if form.is_submitted() and all([form.validate(), line.validate_person()]):
        try:
            person, pin, seat = actions.register_walk_in(
                class_id=class_id, person=line.person(form), plan=line.plan(form), language=language(),
                centre_code=found.centre.code, form_token=form.form_token.data or None, by=actor().user_id,
                at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("departs_on", refusal(refused))
        else:
            flash(_("%(name)s has seat %(number)s.", name=person.full_name, number=seat.number))
            return render_template(
                "classes/walk_in_done.html", found=found, person=person, pin=pin, seat=seat, shown_number=shown_number
            )
    page = render_template("classes/walk_in.html", found=found, form=form, line=line)
    return page, 422 if form.errors or line.errors else 200
