"""Rooms: adding and correcting them."""

from collections.abc import Callable

from flask import redirect, url_for
from flask_babel import gettext as _

from lms.centres import actions, queries
from lms.centres.forms import RoomForm
from lms.centres.messages import room_name
from lms.centres.models import Room
from lms.centres.rules import Equipment, Layout, Reason
from lms.centres.views.blueprint import blueprint, form_page
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.web.access import actor, only
from lms.web.sentences import refusal


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
    form = RoomForm(obj=found, seen=sign_of(*found.facts))
    if form.validate_on_submit():
        which = {"room_id": room_id, "seen": form.seen.data}
        title = room_name(found.name)  # as it is called until now
        return _keep(form, found.centre_id, title, lambda **facts: actions.change_room(**which, **facts))
    return form_page(form, room_name(found.name), url_for(".centre", centre_id=found.centre_id))


def _keep(form: RoomForm, centre_id: int, title: str, keep: Callable[..., Room]):
    try:
        keep(
            name=form.name.data.strip(), area=float(form.area.data),
            equipment=[Equipment(each) for each in form.equipment.data],
            layouts=[Layout(each) for each in form.layouts.data], by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.refuse("name" if refused.reason is Reason.ROOM_TAKEN else "area", refusal(refused))
        return form_page(form, title, url_for(".centre", centre_id=centre_id))
    return redirect(url_for(".centre", centre_id=centre_id))
