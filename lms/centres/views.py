"""The desk's pages of centres and rooms."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.centres import actions, queries
from lms.centres.forms import CentreForm, NewCentreForm, RoomForm, in_languages
from lms.centres.messages import EQUIPMENT, KINDS, LAYOUTS, LICENCE_STATES, LICENCES
from lms.centres.permissions import can_change_centres
from lms.centres.rules import LARGEST_CLASS, LEAST_AREA, Equipment, Layout, licence_state
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.curriculum.queries import place_name
from lms.web.access import actor, only
from lms.web.forms import options
from lms.web.locale import language
from lms.web.sentences import refusal

blueprint = Blueprint("centres", __name__, template_folder="templates")


@blueprint.get("/desk/centres")
@only(Role.OFFICER, Role.ADMIN, Role.MNE)
def index():
    """The centres one works with."""
    return render_template(
        "centres/index.html", centres=queries.centres_for(actor()), can_change=can_change_centres(actor()), **_words()
    )


@blueprint.get("/desk/centres/<int:centre_id>")
@only(Role.OFFICER, Role.ADMIN, Role.MNE)
def centre(centre_id: int):
    """One centre: rooms, seats, licence."""
    found = queries.visible_centre(actor(), centre_id)
    return render_template("centres/centre.html", centre=found, can_change=can_change_centres(actor()), **_words())


@blueprint.route("/desk/centres/new", methods=["GET", "POST"])
@only(Role.ADMIN)
def new_centre():
    """Open a centre."""
    form = _with_places(in_languages(NewCentreForm, current_app.config["LANGUAGES"])())
    form.provider.choices = options((each.id, place_name(each.names, language())) for each in queries.providers())
    if form.validate_on_submit():
        try:
            made = actions.add_centre(
                code=form.code.data, provider_id=form.provider.data, by=actor().user_id, at=clock.now(), **_facts(form)
            )
        except Refused as refused:
            form.refuse("code", refusal(refused))
        else:
            flash(_("The centre is open. Now add its rooms."))
            return redirect(url_for(".centre", centre_id=made.id))
    return _form_page(form, _("New centre"), url_for(".index"))


@blueprint.route("/desk/centres/<int:centre_id>/edit", methods=["GET", "POST"])
@only(Role.ADMIN)
def edit_centre(centre_id: int):
    """Correct a centre."""
    found = queries.centre(centre_id)
    known = {f"name_{each}": text for each, text in found.names.items()}
    known |= {f"address_{each}": text for each, text in found.address.items()}
    form = in_languages(CentreForm, current_app.config["LANGUAGES"])(
        place=f"{found.region}/{found.district}", serves_regions=found.serves_regions, **known,
        seen=sign_of(*found.facts),
    )  # fmt: skip
    if _with_places(form).validate_on_submit():
        who = {"seen": form.seen.data, "by": actor().user_id, "at": clock.now()}
        try:
            actions.change_centre(
                centre_id=centre_id, jamoat_id=found.jamoat_id, site=found.site, **who, **_facts(form)
            )
        except Refused as refused:
            form.refuse("place", refusal(refused))
        else:
            flash(_("The centre is corrected."))
            return redirect(url_for(".centre", centre_id=centre_id))
    return _form_page(form, place_name(found.names, language()), url_for(".centre", centre_id=centre_id))


@blueprint.route("/desk/centres/<int:centre_id>/rooms/new", methods=["GET", "POST"])
@only(Role.ADMIN)
def new_room(centre_id: int):
    """Add a room."""
    found = queries.centre(centre_id)
    form = RoomForm()
    if form.validate_on_submit():
        return _keep_room(form, centre_id, lambda **facts: actions.add_room(centre_id=found.id, **facts))
    return _form_page(form, _("New room"), url_for(".centre", centre_id=centre_id))


@blueprint.route("/desk/rooms/<int:room_id>", methods=["GET", "POST"])
@only(Role.ADMIN)
def edit_room(room_id: int):
    """Correct a room."""
    found = queries.room(room_id)
    form = RoomForm(obj=found, seen=sign_of(*found.facts))
    if form.validate_on_submit():
        which = {"room_id": room_id, "seen": form.seen.data}
        return _keep_room(form, found.centre_id, lambda **facts: actions.change_room(**which, **facts))
    return _form_page(form, _("Room %(name)s", name=found.name), url_for(".centre", centre_id=found.centre_id))


def _keep_room(form: RoomForm, centre_id: int, keep):
    try:
        keep(
            name=form.name.data.strip(), area=float(form.area.data),
            equipment=[Equipment(each) for each in form.equipment.data],
            layouts=[Layout(each) for each in form.layouts.data], by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.refuse("area", refusal(refused))
        return _form_page(form, _("Room"), url_for(".centre", centre_id=centre_id))
    return redirect(url_for(".centre", centre_id=centre_id))


def _form_page(form, title: str, back: str):
    page = render_template("centres/form.html", form=form, title=title, back=back)
    return page, 422 if request.method == "POST" else 200


def _facts(form: CentreForm) -> dict:
    region, district = form.place.data.split("/")
    return {
        "names": form.worded("name"),
        "address": form.worded("address"),
        "region": region,
        "district": district,
        "serves_regions": form.serves_regions.data,
    }


def _with_places(form: CentreForm) -> CentreForm:
    regions = queries.regions(language())
    form.serves_regions.choices = options((code, name) for code, name, _districts in regions)
    form.place.choices = [
        each for code, name, districts in regions
        for each in options(((f"{code}/{district}", label) for district, label in districts), name)
    ]  # fmt: skip
    return form


def _words() -> dict:
    day = clock.today()
    return {
        "name_of": lambda names: place_name(names, language()),
        "state_of": lambda each: licence_state(each.licensed_from, each.licensed_until, day),
        "equipment": EQUIPMENT,
        "layouts": LAYOUTS,
        "largest_class": LARGEST_CLASS,
        "least_area": LEAST_AREA,
        "kinds": KINDS,
        "licences": LICENCES,
        "licence_states": LICENCE_STATES,
    }
