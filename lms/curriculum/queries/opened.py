"""How often things were opened."""

from datetime import date

from sqlalchemy import select

from lms.core.database import db
from lms.curriculum.models import OpenedCount


def opened_in(month: date) -> list[tuple[str, str, int]]:
    """What, of which programme, country or phrasebook, and how often in the month that begins on this day; what was
    opened most comes first."""
    rows = db.session.execute(
        select(OpenedCount.what, OpenedCount.key, OpenedCount.count)
        .where(OpenedCount.month == month)
        .order_by(OpenedCount.count.desc(), OpenedCount.what, OpenedCount.key)
    )
    return [(what, key, count) for what, key, count in rows]
