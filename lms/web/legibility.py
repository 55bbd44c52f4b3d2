"""What is sent must be text. Whoever sends anything else is told so, before any room looks at it or keeps it."""

import re

from flask import Flask, request
from werkzeug.exceptions import BadRequest

from lms.core.errors import NotThere

# Control characters (tabs and line breaks are text), and the sign that stands for bytes nobody could decode.
# PostgreSQL keeps no NUL, paper prints none of them, and a terminal obeys some.
ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")


class Illegible(BadRequest):
    """Something in a form or in the query of an address is not text."""


def is_legible(text: str) -> bool:
    """Whether it can be kept, shown and printed."""
    return ILLEGIBLE.search(text) is None


def _guard() -> None:
    if not is_legible(request.path):
        raise NotThere
    try:
        sent = [*request.args.items(multi=True)]
        if request.method not in ("GET", "HEAD"):  # whose form no page reads
            sent += request.form.items(multi=True)
    except UnicodeDecodeError:
        raise Illegible from None
    if not all(is_legible(name) and is_legible(value) for name, value in sent):
        raise Illegible


def init_app(app: Flask) -> None:
    """Look at every request. Comes before whatever reads it."""
    app.before_request(_guard)
