"""Centres: the list, one centre, opening and correcting one."""

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from lms.centres import actions, queries
from lms.centres.forms import CentreForm, NewCentreForm, in_languages
from lms.centres.permissions import can_change_centres, can_keep_hours
from lms.centres.rules import Reason
from lms.centres.rules.opening import WEEKDAYS
from lms.centres.views.blueprint import blueprint, form_page, with_places, words
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.curriculum.queries import place_name
from lms.web.access import actor, only
from lms.web.forms import options
from lms.web.locale import language
from lms.web.sentences import refusal

CURED_BY = {
    Reason.CODE_TAKEN: "code",
    Reason.RENTAL_UNDATED: "rented_from",
    Reason.RENTAL_BACKWARDS: "rented_until",
    Reason.OTHER_DISTRICT: "jamoat",
}


@blueprint.get("/desk/centres")
@only(Role.OFFICER, Role.ADMIN, Role.MNE)
def index():
    """The centres one works with, region by region."""
    found = queries.centres_for(actor())
    tree = [
        (name, [each for each in found if each.region == code]) for code, name, _places in queries.regions(language())
    ]
    return render_template(
        "centres/index.html", tree=[each for each in tree if each[1]], can_change=can_change_centres(actor()), **words()
    )


@blueprint.get("/desk/centres/<int:centre_id>")
@only(Role.OFFICER, Role.ADMIN, Role.MNE)
def centre(centre_id: int):
    """One centre: place, licence, rooms with what they lack, opening hours."""
    found = queries.visible_centre(actor(), centre_id)
    return render_template(
        "centres/centre.html", centre=found, weekdays=WEEKDAYS, today=clock.today(),
        can_change=can_change_centres(actor()), can_keep_hours=can_keep_hours(actor(), found), **words(),
    )  # fmt: skip


@blueprint.route("/desk/centres/new", methods=["GET", "POST"])
@only(Role.ADMIN)
def new_centre():
    """Open a centre."""
    form = _with_places(in_languages(NewCentreForm, current_app.config["LANGUAGES"])())
    form.provider.choices = options((each.id, place_name(each.names, language())) for each in queries.providers())
    if not form.provider.choices:
        flash(_("Every centre belongs to a provider. Please record the provider first, then open the centre."))
        return redirect(url_for(".new_provider"))
    if form.validate_on_submit():
        try:
            made = actions.add_centre(
                code=form.code.data, provider_id=form.provider.data, by=actor().user_id, at=clock.now(), **_facts(form)
            )
        except Refused as refused:
            form.refuse(CURED_BY.get(refused.reason, "code"), refusal(refused))
        else:
            flash(_("The centre is open. Now add its rooms."))
            return redirect(url_for(".centre", centre_id=made.id))
    return form_page(form, _("New centre"), url_for(".index"))


@blueprint.route("/desk/centres/<int:centre_id>/edit", methods=["GET", "POST"])
@only(Role.ADMIN)
def edit_centre(centre_id: int):
    """Correct a centre."""
    found = queries.centre(centre_id)
    known = {f"name_{each}": text for each, text in found.names.items()}
    known |= {f"address_{each}": text for each, text in found.address.items()}
    form = in_languages(CentreForm, current_app.config["LANGUAGES"])(
        obj=found.site, place=f"{found.region}/{found.district}", jamoat=found.jamoat_id or "",
        serves_regions=found.serves_regions, **known, seen=sign_of(*found.facts),
    )  # fmt: skip
    if _with_places(form).validate_on_submit():
        who = {"seen": form.seen.data, "by": actor().user_id, "at": clock.now()}
        try:
            actions.change_centre(centre_id=centre_id, **who, **_facts(form))
        except Refused as refused:
            form.refuse(CURED_BY.get(refused.reason, "place"), refusal(refused))
        else:
            flash(_("The centre is corrected."))
            return redirect(url_for(".centre", centre_id=centre_id))
    return form_page(form, place_name(found.names, language()), url_for(".centre", centre_id=centre_id))


def _facts(form: CentreForm) -> dict:
    region, district = form.place.data.split("/")
    return {
        "names": form.worded("name"),
        "address": form.worded("address"),
        "region": region,
        "district": district,
        "jamoat_id": int(form.jamoat.data) if form.jamoat.data else None,
        "serves_regions": form.serves_regions.data,
        "site": form.site(),
    }


def _with_places(form: CentreForm) -> CentreForm:
    form.serves_regions.choices = options((code, name) for code, name, _districts in queries.regions(language()))
    return with_places(form)
