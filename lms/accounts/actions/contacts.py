"""Where somebody of the staff is reached, and in which language: telephone and e-mail."""

from datetime import datetime

from lms.accounts import queries
from lms.accounts.actions.trail import record
from lms.core.database import db
from lms.core.freshness import refuse_if_changed


def change_contact(
    *, user_id: int, phone: str | None, email: str | None, language: str | None = None, seen: str | None = None,
    by: int | None, at: datetime,
) -> None:  # fmt: skip
    """Record another telephone (in international form) or e-mail, or none, and another language to be written to in.
    Raises Refused(CHANGED_MEANWHILE)."""
    found = queries.user(user_id, to_change=True)
    now, wanted = (found.phone, found.email, found.language), (phone, email, language or found.language)
    if now == wanted:
        return
    refuse_if_changed(seen, now=now, wanted=wanted)
    found.phone, found.email, found.language = wanted
    db.session.flush()
    record(action="contact-changed", kind="account", subject=user_id, by=by, at=at)
