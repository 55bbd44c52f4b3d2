"""Pages that belong to no domain: health, language."""

from urllib.parse import urlencode

from flask import Blueprint, abort, current_app, jsonify, redirect, request, url_for
from sqlalchemy import text

from lms import __version__
from lms.core.database import db
from lms.web.access import local_path, public
from lms.web.locale import remember

CHOSEN, MOST_CHOICES, LONGEST_CHOICE = "chosen", 20, 160

blueprint = Blueprint("web", __name__, template_folder="templates")


@blueprint.get("/healthz")
@public
def health():
    """Whether the program and its database answer, and which version this is."""
    db.session.execute(text("select 1"))
    return jsonify(status="ok", version=__version__)


@blueprint.get("/language/<language>")
@public
def choose_language(language: str):
    """Speak this language on this device and go back to where the reader was."""
    if language not in current_app.config["LANGUAGES"]:
        abort(404)
    return _go_on(language, local_path(request.args.get("next")) or url_for("home.start"))


@blueprint.post("/language/<language>")
@public
def keep_and_choose_language(language: str):
    """The same from a page with a form that is half filled in: what was chosen there comes back with the page."""
    if language not in current_app.config["LANGUAGES"]:
        abort(404)
    target = local_path(request.form.get("next")) or url_for("home.start")
    chosen = [each for each in request.form.getlist(CHOSEN) if each and len(each) <= LONGEST_CHOICE][:MOST_CHOICES]
    query = urlencode([(CHOSEN, each) for each in chosen])
    return _go_on(language, "?".join(filter(None, [target.partition("?")[0], query])))


def _go_on(language: str, target: str):
    response = redirect(target, 303)
    remember(response, language)
    return response
