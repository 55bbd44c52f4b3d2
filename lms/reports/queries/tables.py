"""The tables of the pages and of the workbook: one source for both."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from lms.centres import queries as centres
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.evaluation.rules import UNSAID
from lms.registration import queries as registration
from lms.registration.models import Journey, Registration
from lms.reports.messages import ALL, NO_PROJECT, NOT_KNOWN, NOT_SAID, SEXES, written_month
from lms.reports.permissions import centres_of, figures_visible_to
from lms.reports.queries.people import counts
from lms.reports.queries.scores import months_answered, scores
from lms.reports.rules import By, Counts, Filters, Row, Table, add_months, months_between


def table(actor: Actor, by: By, filters: Filters, language: str) -> Table:
    """The figures told apart by `by`: a row for each group that was asked for or has figures, then all together."""
    people = counts(actor, by, filters)
    rated = scores(actor, by, filters)
    of_group, of_all = rated or ({}, {})
    rows = tuple(
        Row(key, label, people.get(key, Counts()), of_group.get(key, {}))
        for key, label in _labels(actor, by, filters, language, {**people, **of_group}).items()
    )
    total = Row(None, str(ALL), sum((row.counts for row in rows), Counts()), of_all)
    return Table(by, rows, total, scores_kept=rated is not None)


def names(actor: Actor, by: By, language: str) -> dict[str, str]:
    """Code → name of the centres this person sees, of the sexes, or of the countries of destination;
    projects are known by their names alone."""
    if by is By.CENTRE:
        codes = centres_of(actor)
        return {code: name for code, name in centres.scopes(language) if codes is None or code in codes}
    if by is By.SEX:
        return {code: str(name) for code, name in SEXES.items()}
    return dict(registration.destinations(language)) if by is By.DESTINATION else {}


def months(actor: Actor, *, today: date) -> list[date]:
    """The months there is anything to tell of, the latest first; this month is always one."""
    began = db.session.scalar(
        select(func.min(Journey.created_at))
        .join(Registration, Registration.id == Journey.registration_id)
        .where(figures_visible_to(actor))
    )
    this = today.replace(day=1)
    first = min([this, *months_answered(actor), *([clock.local(began).date().replace(day=1)] if began else [])])
    return [add_months(this, -n) for n in range(months_between(first, this) + 1)]


def _labels(
    actor: Actor, by: By, filters: Filters, language: str, found: Mapping[Any, object]
) -> dict[str | date | None, str]:
    if by is By.MONTH:
        return {month: written_month(month) for month in filters.months}
    known = names(actor, by, language)
    kept = {**known, UNSAID: str(NOT_SAID)}
    chosen = {By.CENTRE: filters.centre, By.SEX: filters.sex, By.DESTINATION: filters.destination}.get(by)
    listed = {
        key: name
        for key, name in known.items()
        if key == chosen or (chosen is None and (key in found or by is not By.DESTINATION))
    }
    others = sorted((key for key in found if key not in listed), key=str)
    return {**listed, **{key: kept.get(key, key or str(_nothing(by))) for key in others}}


def _nothing(by: By) -> object:
    return NO_PROJECT if by is By.PROJECT else NOT_KNOWN
