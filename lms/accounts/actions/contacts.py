"""Where somebody of the staff is reached: telephone and e-mail."""

from datetime import datetime

from lms.accounts import queries
from lms.accounts.actions.trail import record
from lms.core.database import db
from lms.core.freshness import refuse_if_changed


def change_contact(
    *, user_id: int, phone: str | None, email: str | None, seen: str | None = None, by: int | None, at: datetime
) -> None:
    """Record another telephone (in international form) or e-mail, or none. Raises Refused(CHANGED_MEANWHILE)."""
    found = queries.user(user_id, to_change=True)
    now, wanted = (found.phone, found.email), (phone, email)
    if now == wanted:
        return
    refuse_if_changed(seen, now=now, wanted=wanted)
    found.phone, found.email = wanted
    db.session.flush()
    record(action="contact-changed", kind="account", subject=user_id, by=by, at=at)
