"""What everybody may read before they tell us anything: a page for everybody, and one for lawyers."""

from flask import current_app, render_template

from lms.privacy.messages.data_map import BASIS, KEPT, WHAT, WHO, WHY
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
    words = {"what": WHAT, "why": WHY, "basis": BASIS, "who": WHO, "kept": KEPT}
    return render_template("privacy/full.html", map=MAP, words=words, plan=plan())
