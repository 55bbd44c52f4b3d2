"""Counts of consultations."""

from datetime import date

from sqlalchemy import extract, func, select

from lms.core.actors import Actor
from lms.core.database import db
from lms.registration.models import Consultation
from lms.registration.permissions import consultations_visible_to


def consultations(actor: Actor, *, since: date) -> list[tuple[date, str | None, str, int]]:
    """How many there were: (first day of the month, centre, topic, count), the newest month first."""
    year, month = extract("year", Consultation.held_on), extract("month", Consultation.held_on)
    count = func.count()
    rows = db.session.execute(
        select(year, month, Consultation.centre_code, Consultation.topic, count)
        .where(consultations_visible_to(actor), Consultation.held_on >= since)
        .group_by(year, month, Consultation.centre_code, Consultation.topic)
        .order_by(year.desc(), month.desc(), Consultation.centre_code, count.desc())
    )
    return [(date(int(y), int(m), 1), centre, topic, n) for y, m, centre, topic, n in rows]
