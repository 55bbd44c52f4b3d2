"""Rooms, and borrowed places to which a centre goes: adding and correcting them."""

from collections.abc import Callable
from functools import partial

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _

from lms.centres import actions, queries
from lms.centres.forms import PlaceForm, RoomForm, place_form
from lms.centres.messages import room_name
from lms.centres.models import Centre, Room
from lms.centres.permissions import can_keep_hours
from lms.centres.rules import Away, Equipment, Layout, Reason
from lms.centres.views.blueprint import blueprint, form_page, with_places
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.core.freshness import sign_of
from lms.web.access import actor, only
from lms.web.sentences import refusal

CURED_BY = {Reason.ROOM_TAKEN: "name", Reason.CLASSES_AHEAD: "place", Reason.OTHER_DISTRICT: "jamoat"}


@blueprint.route("/desk/centres/<int:centre_id>/rooms/new", methods=["GET", "POST"])
@only(Role.ADMIN)
def new_room(centre_id: int):
    """Add a room."""
    found = queries.centre(centre_id)
    form = RoomForm()
    if form.validate_on_submit():
        return _keep(form, centre_id, _("New room"), lambda **facts: actions.add_room(centre_id=found.id, **facts))
    return form_page(form, _("New room"), url_for(".centre", centre_id=centre_id))


@blueprint.route("/desk/rooms/<int:room_id>", methods=["GET", "POST"])
@only(Role.ADMIN)
def edit_room(room_id: int):
    """Correct a room."""
    found = queries.room(room_id)
    if found.away:
        return redirect(url_for(".edit_place", room_id=room_id))
    form = RoomForm(obj=found, seen=sign_of(*found.facts))
    if form.validate_on_submit():
        which = {"room_id": room_id, "seen": form.seen.data}
        title = room_name(found)  # as it is called until now
        return _keep(form, found.centre_id, title, lambda **facts: actions.change_room(**which, **facts))
    return form_page(form, room_name(found), url_for(".centre", centre_id=found.centre_id))


@blueprint.route("/desk/centres/<int:centre_id>/places/new", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def new_place(centre_id: int):
    """Record a place to which the centre goes (E110)."""
    found = _kept_by_visitor(queries.visible_centre(actor(), centre_id))
    home = f"{found.region}/{found.district}"
    form = with_places(place_form(_languages())(formdata=request.form or None, place=home))
    if form.validate_on_submit():
        add = partial(actions.add_room, centre_id=centre_id)
        return _keep(form, centre_id, _("New place"), add, then=lambda made: url_for("classes.new", room=made.id))
    return form_page(form, _("New place"), url_for(".centre", centre_id=centre_id))


@blueprint.route("/desk/places/<int:room_id>", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def edit_place(room_id: int):
    """Correct a place to which the centre goes."""
    found = queries.room(room_id)
    _kept_by_visitor(queries.visible_centre(actor(), found.centre_id))
    if not found.away:
        raise NotThere
    where = {"place": "/".join(found.lies_in), "jamoat": found.jamoat_id or ""}
    known = {f"name_{each}": text for each, text in found.names.items()}
    form = with_places(place_form(_languages())(data={
        **known, **where, "name": found.name, "area": found.area, "equipment": found.equipment,
        "layouts": found.layouts, "step_free": found.step_free, "seen": sign_of(*found.facts),
    }))  # fmt: skip
    if form.validate_on_submit():
        which, title = {"room_id": room_id, "seen": form.seen.data}, room_name(found)
        return _keep(form, found.centre_id, title, lambda **facts: actions.change_room(**which, **facts))
    return form_page(form, room_name(found), url_for(".centre", centre_id=found.centre_id))


@blueprint.post("/desk/places/<int:room_id>/<any(put_away,take_up):what>")
@only(Role.OFFICER, Role.ADMIN)
def keep_place(room_id: int, what: str):
    """No new class in a place any more; or again."""
    found = queries.room(room_id)
    _kept_by_visitor(queries.visible_centre(actor(), found.centre_id))
    {"put_away": actions.put_away, "take_up": actions.take_up}[what](
        room_id=room_id, by=actor().user_id, at=clock.now()
    )
    name = room_name(found)
    if what == "put_away":
        flash(_("“%(name)s” is put away. Classes that are planned there stay there.", name=name))
    else:
        flash(_("Classes can be held at “%(name)s” again.", name=name))
    return redirect(url_for(".centre", centre_id=found.centre_id), 303)


def _languages() -> tuple[str, ...]:
    return tuple(current_app.config["LANGUAGES"])


def _kept_by_visitor(found: Centre) -> Centre:
    if not can_keep_hours(actor(), found):
        raise NotThere
    return found


def _away(form: RoomForm) -> Away | None:
    if not isinstance(form, PlaceForm):
        return None
    return Away(*form.place.data.split("/"), int(form.jamoat.data) if form.jamoat.data else None)


def _keep(
    form: RoomForm, centre_id: int, title: str, keep: Callable[..., Room], then: Callable[[Room], str] | None = None
):
    """Save it and go back to the centre, or on to what is `then` done with it."""
    try:
        kept = keep(
            away=_away(form), names=form.names() if isinstance(form, PlaceForm) else {},
            step_free=isinstance(form, PlaceForm) and form.step_free.data,
            name=form.name.data.strip(), area=float(form.area.data),
            equipment=[Equipment(each) for each in form.equipment.data],
            layouts=[Layout(each) for each in form.layouts.data], by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.refuse(CURED_BY.get(refused.reason, "area"), refusal(refused))
        return form_page(form, title, url_for(".centre", centre_id=centre_id))
    return redirect(then(kept) if then else url_for(".centre", centre_id=centre_id))
