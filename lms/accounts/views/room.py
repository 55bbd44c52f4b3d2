"""What all pages of accounts share."""

from flask import Blueprint, render_template
from markupsafe import Markup

from lms.accounts import queries, sessions
from lms.web.access import actor

blueprint = Blueprint("accounts", __name__, template_folder="../templates")


def frame() -> str:
    """The page around somebody's own account: a desk for the staff, a phone for trainees."""
    return "web/desk.html" if queries.is_of_staff(actor()) else "web/layout.html"


def told() -> Markup:
    """What somebody of the staff must know of their account, on top of the start page: devices they do not know yet."""
    if not queries.is_of_staff(actor()):
        return Markup("")
    found = queries.new_devices(actor().user_id, besides=sessions.device())
    return Markup(render_template("accounts/told.html", devices=found)) if found else Markup("")


@blueprint.record_once
def _give_notices(state) -> None:
    state.app.jinja_env.globals.update(told=told)
