"""Who of the family comes along: at the desk, and on one's own page."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.registration import actions, queries
from lms.registration.forms.family import RelativeForm
from lms.registration.messages import RELATIONS
from lms.registration.models import Registration
from lms.registration.views import blueprint
from lms.registration.views.record import looked, looked_again, served
from lms.web.access import actor, only
from lms.web.sentences import refusal

CHANGES = {"forget": actions.forget_name, "remove": actions.remove_relative}


@blueprint.route("/desk/registrations/<key>/family", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def family(key: str):
    """The family, written down by the desk."""
    found = looked(key, Deed.LOOKED, of="family") if request.method == "GET" else served(key)
    return _family(found, "registration/family.html", url_for(".family", key=key))


@blueprint.post("/desk/registrations/<key>/family/<int:member_id>")
@only(Role.OFFICER, Role.ADMIN)
def change_relative(key: str, member_id: int):
    """Forget a name, or that somebody comes along."""
    return _changed(served(key), member_id, url_for(".family", key=key))


@blueprint.route("/me/family", methods=["GET", "POST"])
@only(Role.TRAINEE)
def own_family():
    """Who of one's own family comes along."""
    return _family(queries.own(actor().user_id), "registration/own_family.html", url_for(".own_family"))


@blueprint.post("/me/family/<int:member_id>")
@only(Role.TRAINEE)
def change_own_relative(member_id: int):
    """Forget a name, or that somebody comes along."""
    return _changed(queries.own(actor().user_id), member_id, url_for(".own_family"))


def _family(found: Registration, page: str, back: str):
    form = RelativeForm()
    if form.validate_on_submit():
        name, relation = form.relative()
        try:
            actions.add_relative(
                registration_id=found.id, name=name, relation=relation, by=actor().user_id, at=clock.now()
            )
        except Refused as refused:
            form.refuse("relation", refusal(refused))
        else:
            flash(_("It is written down."))
            return redirect(back)
    if form.errors:
        looked_again(found, of="family")
    return render_template(page, form=form, registration=found, relations=RELATIONS), 422 if form.errors else 200


def _changed(found: Registration, member_id: int, back: str):
    change = CHANGES.get(request.form.get("what", ""))
    if change is None:
        raise NotThere
    try:
        change(registration_id=found.id, member_id=member_id, by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
    return redirect(back, 303)
