"""Start pages."""

from flask import Blueprint, render_template

from lms.web.access import public

blueprint = Blueprint("home", __name__, template_folder="templates")


@blueprint.get("/")
@public
def start():
    """The welcome for visitors, each role's start page for those signed in."""
    return render_template("home/welcome.html")
