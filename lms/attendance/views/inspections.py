"""The rooms of a centre: whether somebody looked at them before each use."""

from datetime import timedelta

from flask import render_template

from lms.attendance import queries
from lms.attendance.messages import CHECKS
from lms.attendance.views.room import blueprint
from lms.centres import queries as centres
from lms.centres.rules import Tenure
from lms.classes.permissions import can_run_centre
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.web.access import actor, only

BACK, AHEAD = timedelta(days=28), timedelta(days=7)


@blueprint.get("/desk/centres/<int:centre_id>/inspections")
@only(Role.OFFICER, Role.ADMIN)
def inspections(centre_id: int):
    """Each use of a room in the last four weeks and the coming one, and what was looked at before it (E76)."""
    found, today = centres.centre(centre_id), clock.today()
    if not can_run_centre(actor(), found.code):
        raise NotThere
    return render_template(
        "attendance/inspections.html",
        centre=found,
        uses=queries.uses_of(centre_id, today - BACK, today + AHEAD),
        today=today,
        rented=found.tenure == Tenure.RENTED,
        names=lambda keys: ", ".join(str(CHECKS[each]) for each in keys),
        programme=curriculum.programme,
        place_name=curriculum.place_name,
    )
