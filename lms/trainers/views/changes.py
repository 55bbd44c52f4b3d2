"""What changed in what a trainer teaches."""

from flask import redirect, render_template, url_for

from lms.core import clock
from lms.core.actors import Role
from lms.core.languages import best
from lms.trainers import queries
from lms.trainers.actions.reading import confirm_change
from lms.trainers.queries.changes import changes_for
from lms.trainers.views.blueprint import blueprint
from lms.web.access import actor, only
from lms.web.locale import choices


@blueprint.get("/teach/changes")
@only(Role.TRAINER)
def changes():
    """The newer versions of what one teaches: what changed and why, from which day on."""
    found = changes_for(queries.trainer_of_user(actor().user_id), at=clock.now())
    return render_template("trainers/changes.html", found=found, best=best, choices=choices())


@blueprint.post("/teach/changes/<int:edition_id>")
@only(Role.TRAINER)
def read_change(edition_id: int):
    """One has read it."""
    trainer = queries.trainer_of_user(actor().user_id)
    confirm_change(trainer=trainer, edition_id=edition_id, at=clock.now())
    return redirect(url_for(".changes"), 303)
