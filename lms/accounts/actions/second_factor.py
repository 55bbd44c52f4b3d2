"""The second factor: set up, confirmed, taken away; and its recovery codes."""

import secrets as random
from datetime import datetime

from sqlalchemy import delete

from lms.accounts import queries
from lms.accounts.actions.own_password import check_password
from lms.accounts.actions.sessions import end_sessions
from lms.accounts.actions.trail import record
from lms.accounts.models import RecoveryCode, SecondFactor, SignIn
from lms.accounts.queries.codes import digest_of_code
from lms.accounts.rules import Reason
from lms.accounts.rules.codes import (
    RECOVERY_CODES,
    RECOVERY_DIGITS,
    SECRET_BYTES,
    digits_of,
    secret_from,
    step_of,
    typed_secret,
)
from lms.core import chance
from lms.core.database import db
from lms.core.errors import Refused


def offer_second_factor(*, user_id: int, password: str, at: datetime) -> Reason | None:
    """A new secret for the app. It counts once a code of it was seen; until then the old one does. Who has a second
    factor gives the password, too: else whoever finds an open session moves it to a phone of their own. Returns why
    not: see `check_password`."""
    if queries.has_second_factor(user_id) and (stranger := check_password(user_id=user_id, password=password, at=at)):
        return stranger
    found = queries.second_factor(user_id, to_change=True)
    if found is None:
        found = SecondFactor(user_id=user_id)
        db.session.add(found)
    found.offered, found.offered_at = typed_secret(random.token_bytes(SECRET_BYTES)), at
    db.session.flush()
    return None


def confirm_second_factor(*, user_id: int, code: str, sign_in_id: int, at: datetime) -> list[str]:
    """From now on a password alone opens nothing. Every other sign-in ends; returns the recovery codes, which are seen
    this once. Raises Refused(WRONG_FIRST_CODE or OFFER_LAPSED)."""
    found = queries.second_factor(user_id, to_change=True)
    offered = queries.offered_secret(user_id, at)
    if found is None or offered is None:
        raise Refused(Reason.OFFER_LAPSED)
    step = step_of(secret_from(offered), digits_of(code), at, after=None)
    if step is None:
        raise Refused(Reason.WRONG_FIRST_CODE)
    found.secret, found.offered, found.offered_at = offered, None, None
    found.confirmed_at, found.last_step = at, step
    end_sessions(user_id=user_id, at=at, besides=sign_in_id)
    queries.sign_in_of(user_id, sign_in_id).second = True
    record(action="second-factor-set", kind="account", subject=user_id, by=user_id, at=at)
    return _new_codes(user_id)


def renew_recovery_codes(*, user_id: int, password: str, at: datetime) -> list[str] | Reason:
    """New recovery codes instead of the old ones; or why not, when the password is wrong: see `check_password`. Raises
    Refused(NO_SECOND_FACTOR)."""
    if stranger := check_password(user_id=user_id, password=password, at=at):
        return stranger
    if not queries.has_second_factor(user_id):
        raise Refused(Reason.NO_SECOND_FACTOR)
    record(action="recovery-codes-renewed", kind="account", subject=user_id, by=user_id, at=at)
    return _new_codes(user_id)


def remove_second_factor(*, user_id: int, password: str, at: datetime) -> Reason | None:
    """Do without it again, where it is not a must. Returns why not, when the password is wrong: see `check_password`.
    Raises Refused(SECOND_FACTOR_REQUIRED)."""
    if stranger := check_password(user_id=user_id, password=password, at=at):
        return stranger
    if queries.is_second_factor_required():
        raise Refused(Reason.SECOND_FACTOR_REQUIRED)
    _remove(user_id)
    record(action="second-factor-removed", kind="account", subject=user_id, by=user_id, at=at)
    return None


def reset_second_factor(*, user_id: int, why: str, by: int | None, at: datetime) -> None:
    """Take the second factor away from somebody who lost phone and codes; every sign-in ends. The reason stands in the
    trail. Nobody does this for themselves. Raises Refused(OWN_ACCOUNT or NO_SECOND_FACTOR)."""
    if user_id == by:
        raise Refused(Reason.OWN_ACCOUNT)
    queries.user(user_id, to_change=True)
    if not queries.has_second_factor(user_id):
        raise Refused(Reason.NO_SECOND_FACTOR)
    _remove(user_id)
    end_sessions(user_id=user_id, at=at)
    record(action=f"second-factor-reset:{why}", kind="account", subject=user_id, by=by, at=at)


def _remove(user_id: int) -> None:
    for table in (RecoveryCode, SecondFactor):
        db.session.execute(delete(table).where(table.user_id == user_id))
    db.session.execute(SignIn.__table__.update().where(SignIn.user_id == user_id).values(second=False))


def _new_codes(user_id: int) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    codes = [chance.digits(RECOVERY_DIGITS) for _ in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(user_id=user_id, code_digest=digest_of_code(user_id, each)) for each in codes)
    db.session.flush()
    return codes
