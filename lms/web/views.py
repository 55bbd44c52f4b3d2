"""Pages that belong to no domain: health, language."""

from flask import Blueprint, abort, current_app, jsonify, redirect, request, url_for
from sqlalchemy import text

from lms import __version__
from lms.core.database import db
from lms.web.access import local_path, public
from lms.web.locale import remember

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
    response = redirect(local_path(request.args.get("next")) or url_for("home.start"))
    remember(response, language)
    return response
