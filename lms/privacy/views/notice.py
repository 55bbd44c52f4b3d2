"""What everybody may read before they tell us anything: a page for everybody, and one for lawyers."""

from functools import partial

from flask import current_app, render_template

from lms.privacy.messages.data_map import BASIS, WHAT, WHO, WHY, how_long
from lms.privacy.plan import plan
from lms.privacy.rules.data_map import MAP
from lms.privacy.views import blueprint
from lms.web.access import public
from lms.web.locale import language


@blueprint.get("/privacy")
@public
def notice():
    """One page in plain words, to be read or heard."""
    recording = f"privacy/notice.{language()}.mp3"
    there = (current_app.config["MEDIA"] / recording).exists()
    return render_template("privacy/notice.html", recording=recording if there else None)


@blueprint.get("/privacy/full")
@public
def full_notice():
    """The data map, for lawyers and for whoever wants to know exactly."""
    words = {"what": WHAT, "why": WHY, "basis": BASIS, "who": WHO, "kept": partial(how_long, terms=plan())}
    return render_template("privacy/full.html", map=MAP, words=words)
