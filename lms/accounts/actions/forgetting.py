"""Forgetting what is not needed any more of those who sign in."""

from datetime import datetime

from sqlalchemy import delete, or_

from lms.accounts import queries
from lms.accounts.models import KnownDevice, OneTimeLink, RecoveryCode, SecondFactor, SignIn
from lms.core.database import db


def forget_account(*, user_id: int, at: datetime) -> None:
    """Close an account for good, and forget whose it was. Raises NotThere."""
    found = queries.user(user_id)
    found.login, found.name, found.secret_hash = f"gone-{found.id}", "—", None
    found.phone = found.email = None
    found.disabled_at = found.disabled_at or at
    db.session.flush()
    for table in (SignIn, OneTimeLink, KnownDevice, RecoveryCode, SecondFactor):
        db.session.execute(delete(table).where(table.user_id == user_id))


def forget_sign_ins(*, before: datetime) -> int:
    """Remove sign-ins and one-time links that ended before a moment; how many."""
    gone = delete(SignIn).where(or_(SignIn.ended_at < before, SignIn.expires_at < before))
    links = delete(OneTimeLink).where(or_(OneTimeLink.used_at < before, OneTimeLink.expires_at < before))
    return db.session.execute(gone).rowcount + db.session.execute(links).rowcount
