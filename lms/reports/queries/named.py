"""Who was registered, by name: only for files that two people have agreed on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, true

from lms.centres import queries as centres
from lms.core import clock
from lms.core.database import db
from lms.registration.models import Journey, Registration
from lms.reports.rules import add_months


@dataclass(frozen=True, slots=True)
class Named:
    """One line of the file."""

    registration_id: int
    number: str
    name: str
    latin_name: str
    birth_date: date
    centre: str
    country: str
    departs_on: date


def named(codes: Collection[str] | None, first: date, last: date, language: str) -> list[Named]:
    """Those registered from one month to another at these centres (None: at all), with their last journey; without
    those whose names are erased."""
    who = Registration.__table__.c
    latest = select(func.max(Journey.id).label("id")).group_by(Journey.registration_id).subquery()
    rows = db.session.execute(
        select(
            who.id, who.number, who.family_name, who.given_name, who.patronymic, who.family_name_latin,
            who.given_name_latin, who.birth_date, who.centre_code, Journey.country, Journey.departs_on,
        )
        .join_from(Registration, Journey, Journey.registration_id == who.id)
        .join(latest, latest.c.id == Journey.id)
        .where(
            true() if codes is None else who.centre_code.in_(codes), who.erased_at.is_(None),
            who.created_at >= clock.at_local(first), who.created_at < clock.at_local(add_months(last, 1)),
        )
        .order_by(who.centre_code, who.family_name, who.given_name, who.id)
    )  # fmt: skip
    places = dict(centres.scopes(language))
    return [
        Named(
            registration_id=row.id,
            number=row.number,
            name=" ".join(filter(None, (row.family_name, row.given_name, row.patronymic))),
            latin_name=f"{row.family_name_latin} {row.given_name_latin}",
            birth_date=row.birth_date,
            centre=places.get(row.centre_code, "—"),
            country=row.country,
            departs_on=row.departs_on,
        )
        for row in rows
    ]
