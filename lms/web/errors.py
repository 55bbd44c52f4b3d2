"""Pages for what went wrong: in the reader's language, saying what to do, with nothing of the program's inside."""

from flask import Flask, current_app, g, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from lms.core.errors import NotThere, Refused
from lms.web import kept
from lms.web.access import PUBLIC
from lms.web.legibility import Illegible
from lms.web.sentences import refusal

KNOWN = {400, 403, 404, 405, 409, 410, 413, 429}
STALE, SIGNED_IN_BY_NOW, ILLEGIBLE = "stale", "signed-in", "illegible"


def _page(status: int, *, kind: str | None = None, **values):
    likely = 400 if 400 <= status < 500 else 500
    kind = kind or (status if status in KNOWN else likely)
    return render_template("web/error.html", kind=kind, **values), status


def _refused(error: Refused):
    return _page(409, sentence=refusal(error), again=kept.came_from())


def _not_there(_error: NotThere):
    return _page(404)


def _stale(_error: CSRFError):
    view, actor = current_app.view_functions.get(request.endpoint or ""), g.get("actor")
    for_all = getattr(view, "access", None) == PUBLIC
    if for_all and kept.had_secrets():  # a form to sign in: without its secret there is nothing to send again
        return _page(400, kind=SIGNED_IN_BY_NOW) if actor else _page(400, kind=STALE, again=kept.came_from())
    if fields := kept.typed():
        return kept.page(fields, 400, must_sign_in=not (actor or for_all))
    return _page(400, kind=STALE, again=kept.came_from())


def _illegible(_error: Illegible):
    return _page(400, kind=ILLEGIBLE, return_to=url_for("home.start"))


def _http(error: HTTPException):
    if error.code and error.code < 400:
        return error
    return _page(error.code or 500)


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(NotThere, _not_there)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(Illegible, _illegible)
    app.register_error_handler(HTTPException, _http)
