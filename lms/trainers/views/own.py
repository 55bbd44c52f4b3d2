"""A trainer's own record."""

from flask import render_template

from lms.core.actors import Role
from lms.trainers import queries
from lms.trainers.views.blueprint import blueprint, words
from lms.web.access import actor, only


@blueprint.get("/record")
@only(Role.TRAINER)
def own_record():
    """What is recorded of oneself, and what falls due."""
    return render_template("trainers/own.html", trainer=queries.trainer_of_user(actor().user_id), **words())
