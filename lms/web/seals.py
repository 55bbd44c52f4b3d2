"""What is sealed, so that nobody forges it: the cookie of a session, and the token in its forms. A phone shows the same
cookie with each request and needs one token for all its forms: each seal is made and looked at once, which took a tenth
of the time of a page when it was done for each."""

from contextlib import suppress
from copy import deepcopy
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask import Flask, Request, Response, current_app, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf, same_origin, validate_csrf
from itsdangerous import BadSignature
from wtforms import ValidationError

from lms.core import clock


class Sessions(SecureCookieSessionInterface):
    """Flask's own sessions."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """What stands in the cookie; nothing, when its seal is not ours or is too old."""
        sealed = request.cookies.get(self.get_cookie_name(app))
        data, sealed_at = _opened(app.secret_key, sealed) if sealed else NOTHING
        if sealed_at and clock.now() - sealed_at > app.permanent_session_lifetime:
            data = {}
        return self.session_class(deepcopy(data))  # what somebody changes is not what stands in the cookie

    def save_session(self, app: Flask, session: SecureCookieSession, response: Response) -> None:
        """Most pages leave it as it was: then there is nothing to say but that the page is not for others."""
        if self.should_set_cookie(app, session):
            super().save_session(app, session, response)
        elif session.accessed:
            response.headers["Vary"] = ", ".join([*response.headers.getlist("Vary"), "Cookie"])


NOTHING: tuple[dict[str, Any], datetime | None] = ({}, None)
SESSIONS = Sessions()


@lru_cache(maxsize=4096)
def _opened(_key: str, sealed: str) -> tuple[dict[str, Any], datetime | None]:
    try:
        return SESSIONS.get_signing_serializer(current_app).loads(sealed, return_timestamp=True)
    except BadSignature:
        return NOTHING


class Forms(CSRFProtect):
    """Flask-WTF's guard of forms."""

    def protect(self, apply_exemptions: bool = False) -> None:
        """Let a form in whose token was looked at before; whatever else comes, is looked at."""
        mark = session.get("csrf_token")
        if mark and request.method == "POST" and _comes_from_here():
            with suppress(ValidationError):
                _look_at(current_app.secret_key, mark, request.form.get("csrf_token", ""))
                g.csrf_valid = True
                return
        try:
            super().protect(apply_exemptions)
        except ValueError:
            raise CSRFError("The referrer is no address.") from None


def _comes_from_here() -> bool:
    """Of what came encrypted the browser says which page sent it."""
    try:
        return not request.is_secure or same_origin(request.referrer or "", f"https://{request.host}/")
    except ValueError:  # no address at all
        return False


@lru_cache(maxsize=4096)
def _look_at(_key: str, _mark: str, token: str) -> None:
    validate_csrf(token)  # what does not fit raises, and is not remembered: strangers send as much of it as they like


def _keep_token() -> None:
    if mark := session.get("csrf_token"):
        g.csrf_token = _token(current_app.secret_key, mark)


@lru_cache(maxsize=4096)
def _token(_key: str, _mark: str) -> str:
    return generate_csrf()


def init_app(app: Flask) -> None:
    """Guard every form, and remember what was sealed. Comes after who asks who it is: a form out of date is answered to
    them."""
    app.session_interface = SESSIONS
    Forms(app)
    app.before_request(_keep_token)
