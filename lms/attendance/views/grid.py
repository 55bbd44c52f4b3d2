"""The attendance of a class at the desk."""

from flask import redirect, render_template, url_for

from lms.attendance import permissions, queries
from lms.attendance.messages import SIGNS, STATES, WAYS
from lms.attendance.rules import counts_as_attended
from lms.attendance.views.room import blueprint, progress_of
from lms.classes import queries as classes
from lms.classes.permissions import can_read_names
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.web.access import actor, only


@blueprint.get("/desk/classes/<int:class_id>/attendance")
@only(Role.OFFICER, Role.MNE, Role.ADMIN)
def class_attendance(class_id: int):
    """People by blocks: who was there, who marked it and when. Who only counts reads no names."""
    training_class = classes.training_class(class_id)
    if not permissions.can_read_attendance(actor(), training_class):
        raise NotThere
    if classes.for_trainers(training_class):
        return redirect(url_for(".trainers_attendance", class_id=class_id), 303)
    grid = queries.grid(training_class)
    names = can_read_names(actor(), training_class)
    people = [line.enrolment for line, _marks in grid.lines] if names else []
    known = queries.courses(people)
    return render_template(
        "attendance/grid.html",
        training_class=training_class,
        programme=classes.programme_of(training_class),
        grid=grid,
        names=names,
        elsewhere=queries.made_up(known, grid.sessions),
        progress=progress_of(people, known),
        blocks={each.id: each.block for each in training_class.sessions},
        callable={each.id for each in training_class.sessions if permissions.can_call_roll(actor(), each)},
        states=STATES,
        ways=WAYS,
        to_settle=queries.to_settle([each.id for each in training_class.sessions]),
        signs=SIGNS,
        counts=counts_as_attended,
    )
