"""Jamoats from a table."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select

from lms.accounts.actions import record
from lms.centres import queries
from lms.centres.models import Jamoat
from lms.centres.rules.jamoats import BadRow, read_rows
from lms.core.database import db


def import_jamoats(
    *, rows: Iterable[Mapping[str, str | None]], by: int | None, at: datetime
) -> tuple[int, int] | list[BadRow]:
    """Add the jamoats of a table, and correct those that are known by their code; returns how many were added and how
    many changed. When a row is wrong nothing is done, and every wrong row is returned."""
    found, wrong = read_rows(rows, queries.districts())
    if wrong:
        return wrong
    known = {each.code: each for each in db.session.scalars(select(Jamoat))}
    changed = 0
    for row in found:
        facts = {"region": row.region, "district": row.district, "names": dict(row.names)}
        if (old := known.get(row.code)) is None:
            db.session.add(Jamoat(code=row.code, **facts))
        elif any(getattr(old, name) != value for name, value in facts.items()):
            old.region, old.district, old.names = row.region, row.district, dict(row.names)
            changed += 1
    db.session.flush()
    record(action="jamoats-imported", kind="jamoat", subject=None, by=by, at=at)
    return sum(row.code not in known for row in found), changed
