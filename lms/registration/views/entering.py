"""Whether the country is closed to somebody: where to look, and the note that they looked (E132)."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.registration import actions, queries
from lms.registration.forms.more import DeskEntryCheckForm, EntryCheckForm
from lms.registration.models import Registration
from lms.registration.queries.consents import entry_check
from lms.registration.views import blueprint
from lms.registration.views.record import looked, served
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.route("/me/entry-check", methods=["GET", "POST"])
@only(Role.TRAINEE)
def own_entry_check():
    """Where one looks whether the country is closed to oneself, and that one did."""
    found = queries.own(actor().user_id)
    return _page(found, EntryCheckForm, "registration/own_entry_check.html", url_for(".own_entry_check"))


@blueprint.route("/desk/registrations/<key>/entry-check", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def desk_entry_check(key: str):
    """Look together with the person, and note that they looked."""
    found = served(key)
    if entry_check(found.id):
        found = looked(key, Deed.LOOKED, of="entry-check")
    return _page(found, DeskEntryCheckForm, "registration/entry_check.html", url_for(".record", key=key))


def _page(found: Registration, kind: type[EntryCheckForm], page: str, back: str):
    noted, journey = entry_check(found.id), queries.journey(found.id)
    form = kind(data={"looked": "yes" if noted.looked else "no", "looked_on": noted.day} if noted else None)
    if form.validate_on_submit():
        try:
            actions.note_entry_check(
                registration_id=found.id, looked=form.looked.data == "yes", on=form.looked_on.data,
                by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("looked_on", refusal(refused))
        else:
            flash(_("It is noted."))
            return redirect(back)
    text = render_template(
        page, form=form, registration=found, noted=noted, way=curriculum.entry_check(journey.country, language()),
        country=queries.destination_name(journey.country, None, language()),
    )  # fmt: skip
    return text, 422 if form.errors else 200
