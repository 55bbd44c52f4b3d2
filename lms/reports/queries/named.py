"""Who was registered, and who may be asked how it went, by name: only for files that two people have agreed on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Row, Select, func, select, true

from lms.centres import queries as centres
from lms.core import clock
from lms.core.database import db
from lms.registration.models import Journey, Registration
from lms.registration.queries.consents import allowing
from lms.registration.rules.consents import Purpose
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


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody who may be asked some months after the departure how the course helped."""

    registration_id: int
    number: str
    name: str
    phone: str | None
    language: str
    centre: str
    country: str
    departed_on: date
    returned_on: date | None


def named(codes: Collection[str] | None, first: date, last: date, language: str) -> list[Named]:
    """Those registered from one month to another at these centres (None: at all), with their last journey; without
    those whose names are erased."""
    who = Registration.__table__.c
    there = who.created_at >= clock.at_local(first), who.created_at < clock.at_local(add_months(last, 1))
    places = dict(centres.scopes(language))
    return [
        Named(
            registration_id=row.id,
            number=row.number,
            name=_name(row),
            latin_name=f"{row.family_name_latin} {row.given_name_latin}",
            birth_date=row.birth_date,
            centre=places.get(row.centre_code, "—"),
            country=row.country,
            departs_on=row.departs_on,
        )
        for row in db.session.execute(_people(codes, *there))
    ]


def to_ask(codes: Collection[str] | None, first: date, last: date, language: str, *, today: date) -> list[ToAsk]:
    """Those of these centres whose last journey began from one month to another, before today, and who allow to be
    asked later (E134): nobody else."""
    there = (
        Journey.departs_on >= first, Journey.departs_on < min(add_months(last, 1), today), allowing(Purpose.FOLLOW_UP),
        Registration.merged_into_id.is_(None),
    )  # fmt: skip
    places = dict(centres.scopes(language))
    return [
        ToAsk(
            registration_id=row.id,
            number=row.number,
            name=_name(row),
            phone=row.phone,
            language=row.language,
            centre=places.get(row.centre_code, "—"),
            country=row.country,
            departed_on=row.departs_on,
            returned_on=row.returned_on,
        )
        for row in db.session.execute(_people(codes, *there))
    ]


def _people(codes: Collection[str] | None, *there: ColumnElement[bool]) -> Select:
    """People whose names are not erased, each with the last journey, by centre and name."""
    who = Registration.__table__.c
    latest = select(func.max(Journey.id).label("id")).group_by(Journey.registration_id).subquery()
    return (
        select(
            who.id, who.number, who.family_name, who.given_name, who.patronymic, who.family_name_latin,
            who.given_name_latin, who.birth_date, who.phone, who.language, who.centre_code, Journey.country,
            Journey.departs_on, Journey.returned_on,
        )
        .join_from(Registration, Journey, Journey.registration_id == who.id)
        .join(latest, latest.c.id == Journey.id)
        .where(true() if codes is None else who.centre_code.in_(codes), who.erased_at.is_(None), *there)
        .order_by(who.centre_code, who.family_name, who.given_name, who.id)
    )  # fmt: skip


def _name(row: Row) -> str:
    return " ".join(filter(None, (row.family_name, row.given_name, row.patronymic)))
