"""What the desk sees on somebody's record: corrections asked for, what the person allows, and whether it must stay."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from lms.core import clock
from lms.core.actors import Actor, Role
from lms.core.errors import NotThere, Refused
from lms.privacy import actions, queries
from lms.privacy.forms import HoldForm
from lms.privacy.messages import PURPOSES
from lms.privacy.permissions import can_hold
from lms.privacy.views import blueprint
from lms.registration import queries as registration
from lms.registration.actions.consents import say
from lms.registration.models import Enrolment, Registration
from lms.registration.permissions import can_serve_registration
from lms.registration.queries.consents import allowed
from lms.registration.rules.consents import Purpose
from lms.web.access import actor, only
from lms.web.sentences import refusal


@blueprint.post("/desk/registrations/<key>/corrections")
@only(Role.OFFICER, Role.ADMIN)
def corrected(key: str):
    """What was asked for is done, or was answered."""
    found = _served(key)
    until = request.form.get("until", 0, type=int)
    actions.settle_corrections(registration_id=found.id, until=until, by=actor().user_id, at=clock.now())
    return redirect(url_for("registration.record", key=key), 303)


@blueprint.post("/desk/registrations/<key>/consents/<purpose>")
@only(Role.OFFICER, Role.ADMIN)
def choose_at_desk(key: str, purpose: str):
    """Note what the person at the desk says to one purpose: yes, or no, as easily the one as the other."""
    if purpose not in list(Purpose):
        raise NotThere
    given = request.form.get("given") == "yes"
    say(
        registration_id=_served(key).id, purpose=Purpose(purpose), given=given, by=actor().user_id, at=clock.now()
    )
    flash(_("It is noted, and holds from now on."))
    return redirect(url_for("registration.record", key=key), 303)


@blueprint.route("/desk/registrations/<key>/hold", methods=["GET", "POST"])
@only(Role.ADMIN)
def hold(key: str):
    """Keep a record from being erased, with the reason."""
    found, form = _served(key), HoldForm()
    if form.validate_on_submit():
        try:
            actions.place_hold(
                registration_id=found.id, reason=form.reason.data or "", by=actor().user_id, at=clock.now()
            )
        except Refused as refused:
            form.refuse("reason", refusal(refused))
        else:
            return redirect(url_for("registration.record", key=key), 303)
    return render_template("privacy/hold.html", form=form, registration=found), 422 if form.errors else 200


@blueprint.post("/desk/registrations/<key>/let-go")
@only(Role.ADMIN)
def let_go(key: str):
    """The record need not stay any more."""
    actions.lift_hold(registration_id=_served(key).id, by=actor().user_id, at=clock.now())
    return redirect(url_for("registration.record", key=key), 303)


def panel(person: Registration, _enrolment: Enrolment | None, by: Actor) -> Markup:
    """The part of a registration's page about the person's own choices."""
    if not can_serve_registration(by, person):
        return Markup("")
    return Markup(
        render_template(
            "privacy/panel.html", key=person.key, wishes=queries.open_wishes(person.id), allowed=allowed(person.id),
            purposes=PURPOSES, hold=queries.hold_on(person.id), can_hold=can_hold(by),
        )  # fmt: skip
    )


def _served(key: str):
    found = registration.registration(actor(), key)
    if not can_serve_registration(actor(), found):
        raise NotThere
    return found
