"""Signing in: the password, then, for those who have a second factor, the code."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete

from lms.accounts import queries
from lms.accounts.actions.sessions import open_session, sign_out
from lms.accounts.models import FailedTry, User
from lms.accounts.queries.tries import counted_as
from lms.accounts.rules import WINDOW, Door, Reason, is_open, must_wait, neighbourhood
from lms.accounts.rules.codes import digits_of, is_app_code, is_recovery_code, secret_from, step_of
from lms.accounts.secrets import matches
from lms.core import clock
from lms.core.database import db, noting
from lms.core.encryption import index_of, indexes_of


class SignedIn(NamedTuple):
    """The token for the cookie of a device, whose it is, and whether the code is still to come."""

    token: str
    user: User
    half: bool


def sign_in(
    *, login: str, secret: str, address: str, at: datetime, instead_of: str | None = None, device: str | None = None,
    named: str = "",
) -> SignedIn | Reason:  # fmt: skip
    """Sign in on one device, or half-way when a code must follow; or the reason why not. `instead_of` is the token the
    device had until now: it ends. `device` is the mark the device carries, `named` what its owner would call it.

    Returns a refusal rather than raising it, because a wrong try must stay on record."""
    what = f"login:{digits_of(login.lower())[:200]}"
    found = queries.user_by_login(login, to_change=True)  # held, so that tries at the same moment are counted
    tries = queries.tries(what, user_id=found.id if found else None, device=device, address=address, now=at)
    if must_wait(tries, at):
        return Reason.TOO_MANY_TRIES
    counted = counted_as(what, device=device if tries.device_known else None)
    if not matches(secret, found.secret_hash if found else None) or found is None:
        count_wrong(counted, at)
        count_try(door=Door.SIGN_IN, address=address, at=at)
        return Reason.WRONG_SECRET
    if not is_open(disabled_at=found.disabled_at, expires_on=found.expires_on, today=clock.local(at).date()):
        return Reason.ACCOUNT_CLOSED
    forget_wrong(counted)
    half = queries.has_second_factor(found.id)
    token = open_session(
        user_id=found.id, at=at, instead_of=instead_of, device=device, named=named, address=address, half=half
    )
    return SignedIn(token, found, half)


def give_code(
    *, token: str, code: str, address: str, at: datetime, device: str | None = None, named: str = ""
) -> SignedIn | Reason:
    """The second half of signing in: a code of the app, or one of the recovery codes. A new token replaces that of the
    first half. Returns a refusal rather than raising it, because a wrong try must stay on record."""
    half = queries.half_sign_in(token, at)
    if half is None:
        return Reason.SIGN_IN_AGAIN
    found = queries.user(half.user_id, to_change=True)
    if not is_open(disabled_at=found.disabled_at, expires_on=found.expires_on, today=clock.local(at).date()):
        return Reason.ACCOUNT_CLOSED
    what = f"code:{found.id}"
    tries = queries.tries(what, user_id=found.id, device=device, address=address, now=at)
    if must_wait(tries, at):
        return Reason.TOO_MANY_TRIES
    counted = counted_as(what, device=device if tries.device_known else None)
    if not _take_code(found.id, digits_of(code), at):
        count_wrong(counted, at)
        count_try(door=Door.SIGN_IN, address=address, at=at)
        return Reason.WRONG_CODE
    forget_wrong(counted)
    sign_out(token=token, at=at)
    whole = open_session(user_id=found.id, at=at, device=device, named=named, address=address, second=True)
    return SignedIn(whole, found, False)


def _take_code(user_id: int, digits: str, at: datetime) -> bool:
    """Whether the code is right; it is not taken again."""
    factor = queries.second_factor(user_id, to_change=True)
    if factor is None or factor.secret is None:
        return False
    if is_app_code(digits):
        step = step_of(secret_from(factor.secret), digits, at, after=factor.last_step)
        factor.last_step = step if step is not None else factor.last_step
        return step is not None
    spare = queries.recovery_code(user_id, digits) if is_recovery_code(digits) else None
    if spare is not None:
        spare.used_at = at
    return spare is not None


def count_wrong(what: str, at: datetime) -> None:
    """Count a wrong secret."""
    db.session.add(FailedTry(who_digest=index_of(what), at=at))


def forget_wrong(what: str) -> None:
    """Forget the wrong ones before the right one."""
    db.session.execute(delete(FailedTry).where(FailedTry.who_digest.in_(indexes_of(what))))


def forget_tries(*, login: str) -> None:
    """Let the owner of an account try at once: after a new secret given by those who know the person."""
    forget_wrong(f"login:{digits_of(login.lower())[:200]}")


def count_try(*, door: Door, address: str, at: datetime) -> None:
    """Count something that was tried from an address, and forget what counts no more."""
    db.session.execute(delete(FailedTry).where(FailedTry.at < at - WINDOW))
    db.session.add(FailedTry(who_digest=index_of(f"{door}:{neighbourhood(address)}"), door=door.value, at=at))
    db.session.flush()


def count_try_while_reading(*, door: Door, address: str, at: datetime) -> None:
    """The same, from a page that is read."""
    with noting():
        count_try(door=door, address=address, at=at)
