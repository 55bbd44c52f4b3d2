"""The cookie of a signed-in device, and who that makes the visitor."""

from flask import Flask, g, session

from lms.accounts import queries
from lms.core import clock

COOKIE_FIELD = "sign-in"


def remember(token: str) -> None:
    """Keep the token in this device's signed cookie; whatever stood there before is gone."""
    session.clear()
    g.pop("csrf_token", None)  # of the session before
    session[COOKIE_FIELD] = token


def token() -> str | None:
    """The token of this device."""
    return session.get(COOKIE_FIELD)


def _load() -> None:
    g.actor = queries.actor_of(session[COOKIE_FIELD], clock.now()) if COOKIE_FIELD in session else None


def init_app(app: Flask) -> None:
    """Find out who it is before anything else looks."""
    app.before_request(_load)
