"""Accounts: made, given roles, opened, closed, ended with the contract."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from lms.accounts import queries
from lms.accounts.actions.secrets import spend_links
from lms.accounts.actions.sessions import end_sessions
from lms.accounts.actions.trail import record
from lms.accounts.models import RoleGrant, User
from lms.accounts.rules import Reason
from lms.accounts.secrets import hash_of
from lms.core import clock
from lms.core.actors import EVERYWHERE_ONLY, LIMITED_ONLY, Grant, Role
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.freshness import refuse_if_changed


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
    """Make an account. Raises Refused(LOGIN_TAKEN, ROLE_EVERYWHERE, ROLE_LIMITED or LAST_DAY_PASSED)."""
    if expires_on is not None and expires_on < clock.local(at).date():
        raise Refused(Reason.LAST_DAY_PASSED)
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
        grants=[_row(*each) for each in _wanted(grants)],
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # somebody else took it in the same moment
        raise Refused(Reason.LOGIN_TAKEN) from None
    record(action="account-created", kind="account", subject=made.id, by=by, at=at)
    return made


def change_account(
    *, user_id: int, grants: Iterable[Grant], expires_on: date | None, seen: str | None = None, by: int, at: datetime
) -> None:
    """Give exactly these roles, until this day. Raises Refused as `set_grants` does."""
    found = queries.user(user_id, to_change=True)
    grants = list(grants)
    now, wanted = (sorted(each, key=str) for each in (_held(found), _wanted(grants)))
    refuse_if_changed(seen, now=(now, found.expires_on), wanted=(wanted, expires_on))
    set_grants(user_id=user_id, grants=grants, by=by, at=at)
    set_expiry(user_id=user_id, expires_on=expires_on, by=by, at=at)


def set_grants(*, user_id: int, grants: Iterable[Grant], by: int, at: datetime) -> None:
    """Give exactly these roles. Nobody changes their own: an administrator cannot lock the last door behind them.
    Raises Refused(OWN_ACCOUNT, ROLE_EVERYWHERE, ROLE_LIMITED or CHANGED_MEANWHILE)."""
    if user_id == by:
        raise Refused(Reason.OWN_ACCOUNT)
    found = queries.user(user_id, to_change=True)
    wanted, have = _wanted(grants), _held(found)
    if wanted == have.keys():
        return
    for key in have.keys() - wanted:
        db.session.delete(have[key])
        found.grants.remove(have[key])
    found.grants.extend(_row(*each) for each in wanted - have.keys())
    db.session.flush()
    record(action="roles-changed", kind="account", subject=user_id, by=by, at=at)


def _held(found: User) -> dict[tuple[str, str, str | None], RoleGrant]:
    return {(grant.role, grant.within, grant.code): grant for grant in found.grants}


def _wanted(grants: Iterable[Grant]) -> set[tuple[str, str, str | None]]:
    wanted = set()
    for grant in grants:
        if grant.code and grant.role in EVERYWHERE_ONLY:
            raise Refused(Reason.ROLE_EVERYWHERE)
        if not grant.code and grant.role in LIMITED_ONLY:
            raise Refused(Reason.ROLE_LIMITED)
        wanted.add((grant.role.value, grant.within.value, grant.code))
    return wanted


def _row(role: str, within: str, code: str | None) -> RoleGrant:
    return RoleGrant(role=role, within=within, code=code)


def set_expiry(*, user_id: int, expires_on: date | None, by: int | None, at: datetime) -> None:
    """Let an account end with the contract: it opens for the last time on that day. Raises Refused(OWN_ACCOUNT)."""
    if user_id == by:
        raise Refused(Reason.OWN_ACCOUNT)
    found = queries.user(user_id, to_change=True)
    if found.expires_on != expires_on:
        found.expires_on = expires_on
        record(action="expiry-changed", kind="account", subject=user_id, by=by, at=at)


def end_with_contract(*, user_id: int, until: date | None, by: int | None, at: datetime) -> None:
    """The contract of a trainer changed: an account that is only a trainer's ends with it. Somebody who also has
    another role here keeps the date the administrator set."""
    found = queries.user(user_id, to_change=True)
    if {grant.role for grant in found.grants} == {Role.TRAINER} and user_id != by:
        set_expiry(user_id=user_id, expires_on=until, by=by, at=at)


def set_open(*, user_id: int, is_open: bool, by: int, at: datetime) -> None:
    """Close an account, ending its sign-ins, or open it again. Nobody closes their own."""
    if user_id == by:
        raise Refused(Reason.OWN_ACCOUNT)
    queries.user(user_id).disabled_at = None if is_open else at
    if not is_open:
        end_sessions(user_id=user_id, at=at)
        spend_links(user_id=user_id, at=at)
    record(action="account-opened" if is_open else "account-closed", kind="account", subject=user_id, by=by, at=at)
