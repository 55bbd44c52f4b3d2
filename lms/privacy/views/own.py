"""What people see, take along and decide of their own data."""

import json

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts.rules.trail import CENTRAL, name_of, names_in
from lms.attendance.messages import STATES
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.curriculum.queries import place_name
from lms.privacy import actions, queries
from lms.privacy.forms import WishForm
from lms.privacy.messages import PURPOSES
from lms.privacy.messages.looks import CENTRAL_OFFICE, DEEDS
from lms.privacy.views import blueprint
from lms.referrals.messages import KINDS, OUTCOMES
from lms.registration import queries as registration
from lms.registration.actions.consents import say
from lms.registration.queries.consents import allowed
from lms.registration.rules.consents import Purpose
from lms.registration.views.record import described
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.get("/me/looks")
@only(Role.TRAINEE)
def looks():
    """Which offices looked at one's data, and on which days."""
    found, named = queries.looks(actor().user_id), _offices()
    return render_template(
        "privacy/looks.html", deeds=DEEDS,
        found=[(day, [named.get(each, each) for each in names_in(office)], done)
               for day, office, done in found],
    )  # fmt: skip


def _offices() -> dict[str, object]:
    """What the trail calls an office → its name."""
    places = current_app.extensions["limits"](language())
    named = {name_of(within, code): name for within, code, name in places}
    return {**named, CENTRAL: CENTRAL_OFFICE}


@blueprint.route("/me/privacy", methods=["GET", "POST"])
@only(Role.TRAINEE)
def rights():
    """What one may see, take along, allow, refuse, and have corrected."""
    found, form = registration.own(actor().user_id), WishForm()
    if form.validate_on_submit():
        try:
            actions.ask_correction(
                registration_id=found.id, words=form.words.data or "", by=actor().user_id, at=clock.now()
            )
        except Refused as refused:
            form.refuse("words", refusal(refused))
        else:
            flash(_("Your centre will read this."))
            return redirect(url_for(".rights"))
    page = render_template(
        "privacy/rights.html", form=form, wishes=queries.open_wishes(found.id), allowed=allowed(found.id),
        purposes=PURPOSES,
    )  # fmt: skip
    return page, 422 if request.method == "POST" else 200


@blueprint.post("/me/privacy/<purpose>")
@only(Role.TRAINEE)
def choose(purpose: str):
    """Say yes or no to one purpose."""
    if purpose not in list(Purpose):
        raise NotThere
    found = registration.own(actor().user_id)
    given = request.form.get("given") == "yes"
    say(registration_id=found.id, purpose=Purpose(purpose), given=given, by=actor().user_id, at=clock.now())
    flash(_("It is noted, and holds from now on."))
    return redirect(url_for(".rights"), 303)


@blueprint.get("/me/data")
@only(Role.TRAINEE)
def own_data():
    """All that is kept of oneself, to read and to print."""
    found = registration.own(actor().user_id)
    facts = described(found, opened=True) | {"group": registration.group_of(found.id)}
    return render_template(
        "privacy/data.html", story=queries.own_story(actor().user_id, at=clock.now()), states=STATES, kinds=KINDS,
        outcomes=OUTCOMES, purposes=PURPOSES, place_name=place_name, **facts,
    )  # fmt: skip


@blueprint.get("/me/data.json")
@only(Role.TRAINEE)
def own_file():
    """The same for machines."""
    body = json.dumps(queries.own_data(actor().user_id), ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": 'attachment; filename="my-data.json"'}
    return Response(body, mimetype="application/json", headers=headers)
