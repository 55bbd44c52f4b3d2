"""Pages for what went wrong: in the reader's language, saying what to do, with nothing of the program's inside."""

from flask import Flask, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.web.sentences import refusal

KNOWN = {400, 403, 404, 405, 409, 410, 413, 429}


def _page(status: int, **values):
    return render_template("web/error.html", status=status if status in KNOWN else 500, **values), status


def _refused(error: Refused):
    return _page(409, sentence=refusal(error), back=request.referrer)


def _not_there(_error: NotThere):
    return _page(404)


def _stale(_error: CSRFError):
    return _page(400)


def _http(error: HTTPException):
    if error.code and error.code < 400:
        return error
    return _page(error.code or 500)


def _crash(error: Exception):
    db.session.rollback()
    # The kind and place of the fault, never its message: messages quote the data they choked on.
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    current_app.logger.error("%s at %s while serving %s", type(error).__name__, where, request.endpoint)
    return _page(500)


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(NotThere, _not_there)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _http)
    if not app.testing:
        app.register_error_handler(Exception, _crash)
