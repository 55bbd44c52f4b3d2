"""Logging that somebody asked something."""

from datetime import datetime

from sqlalchemy import select

from lms.core import clock
from lms.core.database import db
from lms.registration.models import Consultation
from lms.registration.rules import Sex
from lms.registration.rules.consulting import Topic, Way


def log_consultation(
    *,
    topic: Topic,
    way: Way,
    sex: Sex | None,
    centre_code: str | None,
    form_token: str | None = None,
    by: int | None,
    at: datetime,
) -> Consultation:
    """Write it down; a form sent twice is one consultation."""
    sent = select(Consultation).where(Consultation.form_token == form_token)
    if form_token and (before := db.session.scalar(sent)):
        return before
    made = Consultation(
        topic=topic.value,
        way=way.value,
        sex=sex.value if sex else None,
        centre_code=centre_code,
        held_on=clock.local(at).date(),
        logged_by_id=by,
        form_token=form_token,
    )
    db.session.add(made)
    db.session.flush()
    return made
