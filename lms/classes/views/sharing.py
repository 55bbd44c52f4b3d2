"""The calendar that other agencies share, and people whom they register at its centres (E163). Of a class they see when
and where it is and how many seats are free; of the people nothing but what they write down themselves."""

import secrets
from datetime import timedelta

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms.validators import InputRequired

from lms.classes import actions, queries
from lms.classes.forms import SendForm
from lms.classes.messages import AUDIENCES
from lms.classes.models import TrainingClass
from lms.classes.queries import sharing
from lms.classes.views.room import blueprint
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.curriculum.queries import place_name
from lms.messages import queries as outbox
from lms.registration import queries as registration
from lms.registration.messages import CHOOSE, CHOOSE_ONE
from lms.registration.messages.why import WHY
from lms.registration.rules import shown_number
from lms.registration.views.choices import AnyForm, with_choices
from lms.registration.views.desk import USUAL, later_open
from lms.web.access import actor, only
from lms.web.forms import Form, options
from lms.web.locale import language
from lms.web.sentences import refusal

YEAR = timedelta(days=365)


@blueprint.get("/desk/calendar")
@only(Role.PARTNER)
def shared_calendar():
    """The classes to come at the centres of the agency's area, with free seats."""
    found = sharing.shared_classes(actor(), today=clock.today())
    return render_template(
        "classes/shared.html", classes=found, counts=queries.seat_counts([each.id for each in found]),
        programme_of=queries.programme_of, place_name=place_name, audiences=AUDIENCES,
        sent=sharing.count_registered_by(actor().user_id, since=clock.now() - YEAR),
    )  # fmt: skip


@blueprint.route("/desk/calendar/register", methods=["GET", "POST"])
@only(Role.PARTNER)
def register_for_centre():
    """Register somebody at a centre of the area."""
    return _register(None)


@blueprint.route("/desk/calendar/<int:class_id>/register", methods=["GET", "POST"])
@only(Role.PARTNER)
def register_for_class(class_id: int):
    """The same, with a seat in a class."""
    return _register(sharing.shared_class(actor(), class_id, today=clock.today()))


def _register(wanted: TrainingClass | None):
    form = _form(wanted)
    if form.validate_on_submit():
        person = form.person()
        if before := registration.by_form(actions.token_of(form.form_token.data, person)):
            return _sent_before(before)
        centre = wanted.centre.code if wanted else centre_of_area(form)
        try:
            made, no_seat = actions.register_for_agency(
                class_id=wanted.id if wanted else None, person=person, plan=form.plan(), language=language(),
                centre_code=centre or current_app.extensions["centre_for"](person.region),
                form_token=form.form_token.data or None, agreed=form.agreed.data, by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("agreed", refusal(refused))
        else:
            return render_template(
                "classes/shared_done.html", registration=made, shown_number=shown_number(made.number), wanted=wanted,
                no_seat=refusal(no_seat) if no_seat else None, place_name=place_name, by_sms=outbox.sends_codes(),
                centre_names=dict(current_app.extensions["scopes"](language())),
            )  # fmt: skip
    page = render_template(
        "classes/shared_register.html", form=form, wanted=wanted, place_name=place_name, why=WHY,
        programme_of=queries.programme_of, later_open=later_open(form),
    )  # fmt: skip
    return page, 422 if form.errors else 200


def _sent_before(before):
    """A form that comes twice is one registration; one of somebody else is nobody's here."""
    if before.created_by_id != actor().user_id:
        raise NotThere
    flash(_("This person is registered already, with the number %(number)s.", number=shown_number(before.number)))
    return redirect(url_for(".shared_calendar"), 303)


def _form(wanted: TrainingClass | None) -> SendForm:
    usual = {**USUAL, "language": wanted.language if wanted else current_app.config["LANGUAGES"][0]}
    form = with_choices(SendForm(**usual, form_token=secrets.token_urlsafe(16)))
    if not wanted:
        return with_centres_of_area(form)
    del form.centre
    return form


def with_centres_of_area(form: AnyForm) -> AnyForm:
    """The form asks for the centre when the agency's area has several."""
    offered = _centres()
    if len(offered) < 2:
        del form.centre
    else:
        form.centre.choices = options([("", CHOOSE), *offered])
        form.centre.validators = [InputRequired(CHOOSE_ONE)]
    return form


def centre_of_area(form: Form) -> str | None:
    """The centre that was chosen, or the only one of the area; None when it has none. Only of a valid form."""
    if "centre" in form:
        return form.centre.data
    return next((code for code, _name in _centres()), None)


def _centres() -> list[tuple[str, str]]:
    own = actor().centres(Role.PARTNER)
    return [each for each in current_app.extensions["scopes"](language()) if each[0] in own]
