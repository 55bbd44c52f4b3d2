"""What everybody may read before they tell us anything: a page for everybody, and one for lawyers."""

from functools import partial
from pathlib import Path

from flask import current_app, render_template, url_for
from flask_babel import force_locale, gettext
from markupsafe import Markup

from lms.media.queries.spoken import by_machine
from lms.media.rules.parts import screen_text, sign_of
from lms.privacy.messages.data_map import BASIS, WHAT, WHO, WHY, how_long
from lms.privacy.plan import plan
from lms.privacy.rules.data_map import MAP
from lms.privacy.views import blueprint
from lms.web.access import public
from lms.web.locale import language

READ = (".mp3", ".opus")  # kinds of recordings that come with the curriculum


@blueprint.get("/privacy")
@public
def notice():
    """One page in plain words, to be read or heard."""
    text = _text()
    return render_template("privacy/notice.html", text=text, sound=_sound(_aloud(text), language()))


@blueprint.get("/privacy/full")
@public
def full_notice():
    """The data map, for lawyers and for whoever wants to know exactly."""
    words = {"what": WHAT, "why": WHY, "basis": BASIS, "who": WHO, "kept": partial(how_long, terms=plan())}
    return render_template("privacy/full.html", map=MAP, words=words)


def notice_aloud(code: str) -> str:
    """What of the notice is read aloud in a language."""
    with force_locale(code):
        return _aloud(_text())


def _text() -> Markup:
    return Markup(render_template("privacy/notice_text.html"))


def _aloud(text: Markup) -> str:
    return screen_text({"title": gettext("What we do with your data"), "html": text})


def _sound(text: str, code: str) -> str | None:
    """What somebody read aloud of exactly this text, else what a machine did."""
    media, name = Path(current_app.config["MEDIA"]), f"privacy/notice.{code}.{sign_of(text, code)}"
    read = next((name + kind for kind in READ if (media / (name + kind)).exists()), None)
    return url_for("curriculum.media", file=read) if read else by_machine(text, code)
