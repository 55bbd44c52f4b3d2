"""Passwords and PINs, and the one-time links by which a first or new password is set."""

import secrets as random
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import update

from lms.accounts import queries
from lms.accounts.actions.own_password import check_password, forget_own_tries
from lms.accounts.actions.sessions import end_sessions
from lms.accounts.actions.signing_in import forget_tries
from lms.accounts.actions.trail import record
from lms.accounts.models import OneTimeLink, User
from lms.accounts.rules import Reason, weak_password
from lms.accounts.secrets import hash_of, known_words
from lms.core.database import db
from lms.core.errors import Refused

LINK_LIVES = timedelta(days=3)


def make_link(*, user_id: int, by: int | None, at: datetime) -> str:
    """The token of a link with which a user sets a first or new password, once, within three days. Links made before
    work no more: of a form sent twice, the page one sees shows the one that works."""
    spend_links(user_id=user_id, at=at)
    token = random.token_urlsafe(24)
    db.session.add(
        OneTimeLink(user_id=user_id, token_digest=queries.digest_of(token), expires_at=at + LINK_LIVES)
    )
    record(action="link-made", kind="account", subject=user_id, by=by, at=at)
    db.session.flush()
    return token


def use_link(*, token: str, password: str, at: datetime) -> User:
    """Set the password through a one-time link. Raises Refused(LINK_SPENT, or why the password is too weak)."""
    link = queries.open_link(token, at)
    if link is None:
        raise Refused(Reason.LINK_SPENT)
    found = queries.user(link.user_id)
    _refuse_weak(password, found)
    if not spend_links(user_id=found.id, at=at):
        raise Refused(Reason.LINK_SPENT)  # by somebody else with it, in this very moment
    set_secret(user_id=found.id, secret=password, by=found.id, at=at)
    return found


def spend_links(*, user_id: int, at: datetime) -> int:
    """Let the links of a user work no more; how many did."""
    return db.session.execute(
        update(OneTimeLink).where(OneTimeLink.user_id == user_id, OneTimeLink.used_at.is_(None)).values(used_at=at)
    ).rowcount


def change_password(*, user_id: int, old: str, new: str, sign_in_id: int, at: datetime) -> Reason | None:
    """A new password, by somebody who knows the old one; every sign-in but this one ends. Returns why not, when it is
    not the old one: see `check_password`. Raises Refused(PASSWORD_SAME, or why the new one is too weak)."""
    if stranger := check_password(user_id=user_id, password=old, at=at):
        return stranger
    if old == new:
        raise Refused(Reason.PASSWORD_SAME)
    _refuse_weak(new, queries.user(user_id))
    set_secret(user_id=user_id, secret=new, by=user_id, at=at, besides=sign_in_id)
    return None


def _refuse_weak(password: str, found: User) -> None:
    own = (found.name, current_app.config["SITE_NAME"])
    if weak := weak_password(password, found.login, known=known_words(), own=own):
        raise Refused(weak)


def set_secret(*, user_id: int, secret: str, by: int | None, at: datetime, besides: int | None = None) -> None:
    """Replace a password or PIN that a rule has already passed; ends all sign-ins, `besides` one. Whoever was made to
    wait by others' wrong tries may sign in at once."""
    found = queries.user(user_id)
    found.secret_hash = hash_of(secret)
    end_sessions(user_id=user_id, at=at, besides=besides)
    forget_tries(login=found.login)
    forget_own_tries(user_id=user_id)
    record(action="secret-changed", kind="account", subject=user_id, by=by, at=at)
