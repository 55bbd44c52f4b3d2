"""Consultations: a tiny form for the desk, and how many there were."""

import secrets
from datetime import timedelta

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms.validators import InputRequired

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.registration import actions, queries
from lms.registration.forms.desk import ConsultationForm
from lms.registration.messages import CHOOSE, CHOOSE_ONE, TOPICS
from lms.registration.permissions import centre_of
from lms.registration.rules import Sex
from lms.registration.rules.consulting import Topic, Way
from lms.registration.views import blueprint
from lms.web.access import actor, only
from lms.web.forms import options
from lms.web.locale import language

YEAR = timedelta(days=366)


@blueprint.route("/desk/consultations", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN, Role.MNE)
def consultations():
    """Log a consultation in a few clicks; below, how many there were by month, centre and topic."""
    may_log = actor().has(Role.OFFICER, Role.ADMIN)
    centres = dict(current_app.extensions["scopes"](language()))
    form = _form(centres)
    if form.is_submitted() and not may_log:
        raise NotThere
    if form.validate_on_submit():
        actions.log_consultation(
            topic=Topic(form.topic.data), way=Way(form.way.data), sex=Sex(form.sex.data) if form.sex.data else None,
            centre_code=form.centre.data or None, form_token=form.form_token.data or None, by=actor().user_id,
            at=clock.now(),
        )  # fmt: skip
        flash(_("The consultation is logged."))
        return redirect(url_for(".consultations"), 303)
    counts = queries.consultations(actor(), since=(clock.today() - YEAR).replace(day=1))
    page = render_template(
        "registration/consultations.html", form=form, may_log=may_log, counts=counts, centres=centres, topics=TOPICS
    )
    return page, 422 if form.errors else 200


def _form(centres: dict[str, str]) -> ConsultationForm:
    theirs = actor().centres(Role.OFFICER)
    everywhere = actor().has(Role.ADMIN) or actor().everywhere(Role.OFFICER)
    form = ConsultationForm(form_token=secrets.token_urlsafe(16), centre=centre_of(actor()))
    offered = {code: name for code, name in centres.items() if everywhere or code in theirs}
    form.centre.choices = options(offered.items() or [("", _("No centre"))])
    if len(offered) > 1:
        form.centre.choices = options([("", CHOOSE), *offered.items()])
        form.centre.validators = [InputRequired(CHOOSE_ONE)]
    return form
