"""The cookies of a device: who is signed in on it, and the mark by which it is known again."""

import secrets
from datetime import timedelta

from flask import Flask, Response, current_app, g, request, session
from itsdangerous import BadSignature, URLSafeSerializer

from lms.accounts import actions, queries
from lms.accounts.queries.sessions import idle_limit
from lms.accounts.rules import device_name
from lms.accounts.rules.sessions import touch_after
from lms.core import clock

COOKIE_FIELD = "sign-in"
HALF_FIELD = "half-sign-in"
DEVICE_COOKIE = "device"
DEVICE_LIVES = timedelta(days=180)
# Where somebody is led who must set up a second factor first, and what may be asked for on the way there.
ERRAND = tuple(
    f"accounts.{each}" for each in ("second_factor", "offer_second_factor", "confirm_second_factor", "sign_out")
)


def remember(token: str) -> None:
    """Keep the token in this device's signed cookie, and the device's mark in another; whatever stood in the first is
    gone."""
    _begin(COOKIE_FIELD, token)
    g.keep_mark = True


def remember_half(token: str) -> None:
    """Keep the token of somebody of whom a code is still to come."""
    _begin(HALF_FIELD, token)


def _begin(field: str, token: str) -> None:
    session.clear()
    g.pop("csrf_token", None)  # of the session before
    session[field] = token


def token() -> str | None:
    """The token of this device."""
    return session.get(COOKIE_FIELD)


def half_token() -> str | None:
    """The token of the first half of a sign-in."""
    return session.get(HALF_FIELD)


def device() -> str:
    """The mark of this device; a new one, kept once somebody is signed in, when it has none or shows a false one."""
    if "mark" not in g:
        try:
            g.mark = str(_signer().loads(request.cookies.get(DEVICE_COOKIE, "")))
        except BadSignature:
            g.mark = secrets.token_urlsafe(16)
    return g.mark


def named() -> str:
    """What the owner of this device would call it."""
    return device_name(request.user_agent.string)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key, salt="device")


def _load() -> None:
    g.actor = g.sign_in_id = g.errand = None
    found = queries.present(session[COOKIE_FIELD], clock.now()) if COOKIE_FIELD in session else None
    if found is None:
        return
    if clock.now() - found.seen_at > touch_after(idle_limit()):
        actions.touch(sign_in_id=found.sign_in_id, at=clock.now())
    g.actor, g.sign_in_id = found.actor, found.sign_in_id
    if not found.second and queries.is_second_factor_required() and queries.is_of_staff(found.actor):
        g.errand = ERRAND


def _keep_mark(response: Response) -> Response:
    if g.get("keep_mark"):
        response.set_cookie(
            DEVICE_COOKIE, _signer().dumps(device()), max_age=DEVICE_LIVES, httponly=True, samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )  # fmt: skip
    return response


def init_app(app: Flask) -> None:
    """Find out who it is before anything else looks."""
    app.before_request(_load)
    app.after_request(_keep_mark)
