"""The password of somebody who is signed in already, asked again before what only the owner may do."""

from datetime import datetime

from lms.accounts import queries
from lms.accounts.actions.signing_in import count_wrong, forget_wrong
from lms.accounts.rules import Reason, wait_until
from lms.accounts.secrets import matches


def check_password(*, user_id: int, password: str, at: datetime) -> Reason | None:
    """Why somebody is not taken for the owner: PASSWORD_WRONG or TOO_MANY_TRIES; None when the password is right.

    Returns a refusal rather than raising it, because a wrong try must stay on record: whoever sits down at a session
    that was left open guesses no longer than at the door."""
    found = queries.user(user_id, to_change=True)  # held, so that tries at the same moment are counted
    wait = wait_until(queries.failures(_counted(user_id), at))
    if wait and at < wait:
        return Reason.TOO_MANY_TRIES
    if not matches(password, found.secret_hash):
        count_wrong(_counted(user_id), at)
        return Reason.PASSWORD_WRONG
    forget_own_tries(user_id=user_id)
    return None


def forget_own_tries(*, user_id: int) -> None:
    """Let somebody try at once: the password was right, or is a new one."""
    forget_wrong(_counted(user_id))


def _counted(user_id: int) -> str:
    return f"own:{user_id}"
