"""Signing in and out, making accounts, giving roles, keeping the trail."""

import secrets as random
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from lms.accounts import queries
from lms.accounts.actions.trail import record
from lms.accounts.models import FailedTry, OneTimeLink, RoleGrant, SignIn, User
from lms.accounts.rules import WINDOW, Door, Reason, is_open, neighbourhood, wait_until, weak_password
from lms.accounts.secrets import hash_of, matches
from lms.core import clock
from lms.core.actors import Grant
from lms.core.database import db, noting
from lms.core.encryption import index_of
from lms.core.errors import Refused
from lms.core.freshness import refuse_if_changed

SIGNED_IN_FOR = timedelta(hours=12)
LINK_LIVES = timedelta(days=3)


def sign_in(
    *, login: str, secret: str, address: str, at: datetime, instead_of: str | None = None
) -> tuple[str, User] | Reason:
    """Sign in on one device: the token for its cookie and the user, or the reason why not. `instead_of` is the token
    the device had until now: it ends.

    Returns a refusal rather than raising it, because a wrong try must stay on record."""
    who = "".join(login.lower().split()).replace("-", "")[:200]
    wait = wait_until(queries.failures(f"login:{who}", at))
    if (wait and at < wait) or queries.is_crowded(Door.SIGN_IN, address, at):
        return Reason.TOO_MANY_TRIES
    found = queries.user_by_login(login)
    if not matches(secret, found.secret_hash if found else None) or found is None:
        db.session.add(FailedTry(who_digest=index_of(f"login:{who}"), at=at))
        count_try(door=Door.SIGN_IN, address=address, at=at)
        return Reason.WRONG_SECRET
    if not is_open(disabled_at=found.disabled_at, expires_on=found.expires_on, today=clock.local(at).date()):
        return Reason.ACCOUNT_CLOSED
    db.session.execute(delete(FailedTry).where(FailedTry.who_digest == index_of(f"login:{who}")))
    return open_session(user_id=found.id, at=at, instead_of=instead_of), found


def count_try(*, door: Door, address: str, at: datetime) -> None:
    """Count something that was tried from an address, and forget what counts no more."""
    db.session.execute(delete(FailedTry).where(FailedTry.at < at - WINDOW))
    db.session.add(FailedTry(who_digest=index_of(f"{door}:{neighbourhood(address)}"), door=door.value, at=at))
    db.session.flush()


def count_try_while_reading(*, door: Door, address: str, at: datetime) -> None:
    """The same, from a page that is read."""
    with noting():
        count_try(door=door, address=address, at=at)


def open_session(*, user_id: int, at: datetime, instead_of: str | None = None) -> str:
    """A new sign-in; returns the token, of which only a digest is kept."""
    if instead_of:
        sign_out(token=instead_of, at=at)
    token = random.token_urlsafe(24)
    db.session.add(
        SignIn(
            user_id=user_id, token_digest=queries.digest_of(token), created_at=at, expires_at=at + SIGNED_IN_FOR
        )
    )
    db.session.flush()
    return token


def sign_out(*, token: str, at: datetime) -> None:
    """End the sign-in of this device."""
    db.session.execute(
        update(SignIn).where(SignIn.token_digest == queries.digest_of(token)).values(ended_at=at)
    )


def end_sessions(*, user_id: int, at: datetime) -> None:
    """End every sign-in of a user: after a new secret, or when the account is closed."""
    db.session.execute(
        update(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None)).values(ended_at=at)
    )


def create_user(
    *,
    login: str,
    name: str,
    language: str,
    grants: Iterable[Grant],
    secret: str | None,
    by: int | None,
    at: datetime,
    expires_on: date | None = None,
) -> User:
    """Make an account. Raises Refused(LOGIN_TAKEN)."""
    login = login.strip().lower()
    if queries.user_by_login(login):
        raise Refused(Reason.LOGIN_TAKEN)
    made = User(
        login=login,
        name=name.strip(),
        language=language,
        secret_hash=hash_of(secret) if secret else None,
        created_at=at,
        expires_on=expires_on,
        grants=[RoleGrant(role=grant.role.value, centre_code=grant.centre) for grant in grants],
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # somebody else took it in the same moment
        raise Refused(Reason.LOGIN_TAKEN) from None
    record(action="account-created", kind="account", subject=made.id, by=by, at=at)
    return made


def set_grants(
    *, user_id: int, grants: Iterable[Grant], seen: str | None = None, by: int, at: datetime
) -> None:
    """Give exactly these roles. Nobody changes their own: an administrator cannot lock the last door behind them.
    Raises Refused(OWN_ACCOUNT or CHANGED_MEANWHILE)."""
    if user_id == by:
        raise Refused(Reason.OWN_ACCOUNT)
    found = queries.user(user_id, to_change=True)
    wanted = {(grant.role.value, grant.centre) for grant in grants}
    have = {(grant.role, grant.centre_code): grant for grant in found.grants}
    refuse_if_changed(seen, now=(sorted(have, key=str),), wanted=(sorted(wanted, key=str),))
    for key in have.keys() - wanted:
        db.session.delete(have[key])
        found.grants.remove(have[key])
    found.grants.extend(RoleGrant(role=role, centre_code=centre) for role, centre in wanted - have.keys())
    db.session.flush()
    record(action="roles-changed", kind="account", subject=user_id, by=by, at=at)


def set_open(*, user_id: int, is_open: bool, by: int, at: datetime) -> None:
    """Close an account, ending its sign-ins, or open it again. Nobody closes their own."""
    if user_id == by:
        raise Refused(Reason.OWN_ACCOUNT)
    queries.user(user_id).disabled_at = None if is_open else at
    if not is_open:
        end_sessions(user_id=user_id, at=at)
        _spend_links(user_id, at)
    record(action="account-opened" if is_open else "account-closed", kind="account", subject=user_id, by=by, at=at)


def make_link(*, user_id: int, by: int | None, at: datetime) -> str:
    """The token of a link with which a user sets a first or new password, once, within three days. Links made before
    work no more: of a form sent twice, the page one sees shows the one that works."""
    _spend_links(user_id, at)
    token = random.token_urlsafe(24)
    db.session.add(
        OneTimeLink(user_id=user_id, token_digest=queries.digest_of(token), expires_at=at + LINK_LIVES)
    )
    record(action="link-made", kind="account", subject=user_id, by=by, at=at)
    db.session.flush()
    return token


def use_link(*, token: str, password: str, at: datetime) -> User:
    """Set the password through a one-time link. Raises Refused(LINK_SPENT, PASSWORD_SHORT or PASSWORD_COMMON)."""
    link = queries.open_link(token, at)
    if link is None:
        raise Refused(Reason.LINK_SPENT)
    found = queries.user(link.user_id)
    if weak := weak_password(password, found.login):
        raise Refused(weak)
    _spend_links(found.id, at)
    set_secret(user_id=found.id, secret=password, by=found.id, at=at)
    return found


def _spend_links(user_id: int, at: datetime) -> None:
    db.session.execute(
        update(OneTimeLink).where(OneTimeLink.user_id == user_id, OneTimeLink.used_at.is_(None)).values(used_at=at)
    )


def set_secret(*, user_id: int, secret: str, by: int | None, at: datetime) -> None:
    """Replace a password or PIN that a rule has already passed; ends all sign-ins."""
    queries.user(user_id).secret_hash = hash_of(secret)
    end_sessions(user_id=user_id, at=at)
    record(action="secret-changed", kind="account", subject=user_id, by=by, at=at)


def set_language(*, user_id: int, language: str) -> None:
    """Remember which language a user reads."""
    queries.user(user_id).language = language
