"""Addresses of static files that change when the file does, so that a phone may keep them for a year."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, request, url_for

STATIC = Path(__file__).parent / "static"
YEAR = 365 * 86400
THE_FILE = (200, 206, 304)  # whole, a part of it, or still the same


@lru_cache(maxsize=64)
def _address(name: str, _root: str) -> str:
    digest = hashlib.blake2b((STATIC / name).read_bytes(), digest_size=4).hexdigest()
    return url_for("static", filename=name, v=digest)


def asset(name: str) -> str:
    """The address of a file in `static/`. Files change with the program, which is started anew then."""
    return _address(name, request.script_root)


def _keep(response):
    # Only the file itself: an answer that there is none here yet holds until the next look.
    if request.endpoint == "static" and request.args.get("v") and response.status_code in THE_FILE:
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


def init_app(app: Flask) -> None:
    """Serve `static/` of this package at /static."""
    app.jinja_env.globals["asset"] = asset
    app.after_request(_keep)
