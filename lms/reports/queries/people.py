"""Counts of people: plain aggregates, the same few queries for four centres as for forty."""

from collections import Counter
from dataclasses import replace
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, exists, func, select

from lms.attendance import queries as attendance
from lms.attendance.models import Mark
from lms.certificates.models import Certificate
from lms.classes.models import Seat, TrainingClass
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.quizzes.models import Attempt
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Journey, Registration
from lms.reports.permissions import figures_visible_to
from lms.reports.rules import By, Counts, Filters

FINAL = "final"


def counts(actor: Actor, by: By, filters: Filters) -> dict[Any, Counts]:
    """What is counted of each group: the code of a centre or country, a sex, or the first day of a month.

    All figures follow those who registered in the period, so that each is a part of the one before it. Somebody who
    registers for a second departure counts again."""
    journeys = _journeys(actor, by, filters)
    found = _steps(journeys)
    for key, n in _completed_uncertified(journeys).items():
        found[key] = replace(found[key], completed=found[key].completed + n)
    for key, marks, attended in db.session.execute(_marks(journeys)):
        found[key] = replace(found[key], marks=marks, attended=int(attended or 0))
    for key, assessed, right, asked in db.session.execute(_finals(journeys)):
        found[key] = replace(found[key], assessed=assessed, right=int(right or 0), asked=int(asked or 0))
    if by is By.MONTH:
        return {filters.months[key]: value for key, value in found.items()}
    return found


def _journeys(actor: Actor, by: By, filters: Filters) -> CTE:
    keys = {
        By.CENTRE: Registration.centre_code,
        By.SEX: Registration.sex,
        By.DESTINATION: Journey.country,
        By.PROJECT: _project(),
        By.MONTH: _month_number(filters),
    }
    wanted = [
        figures_visible_to(actor),
        Journey.created_at >= clock.at_local(filters.first),
        Journey.created_at < clock.at_local(filters.after),
    ]
    if filters.centre:
        wanted.append(Registration.centre_code == filters.centre)
    if filters.sex:
        wanted.append(Registration.sex == filters.sex)
    if filters.destination:
        wanted.append(Journey.country == filters.destination)
    return (
        select(Journey.id, Journey.departs_on, keys[by].label("key"))
        .join(Registration, Registration.id == Journey.registration_id)
        .where(*wanted)
        .cte("journeys")
    )


def _project() -> ColumnElement[str | None]:
    """Of which course or project the class is a part in which somebody sits for this journey (E5)."""
    return (
        select(func.max(TrainingClass.project))
        .join(Seat, Seat.class_id == TrainingClass.id)
        .join(Enrolment, Enrolment.id == Seat.enrolment_id)
        .where(
            Enrolment.journey_id == Journey.id, registration.prepares(), Seat.given_up_at.is_(None),
            TrainingClass.cancelled_at.is_(None),
        )  # fmt: skip
        .correlate(Journey)
        .scalar_subquery()
    )


def _month_number(filters: Filters) -> ColumnElement[int]:
    # Months begin at midnight on the centre's wall, which no database function knows on both SQLite and PostgreSQL.
    ends = [*filters.months[1:], filters.after]
    return case(*((Journey.created_at < clock.at_local(end), n) for n, end in enumerate(ends)))


def _steps(journeys: CTE) -> dict[Any, Counts]:
    enrolled = and_(Enrolment.journey_id == journeys.c.id, registration.prepares())
    seated = exists().where(
        enrolled,
        Seat.enrolment_id == Enrolment.id,
        Seat.given_up_at.is_(None),
        TrainingClass.id == Seat.class_id,
        TrainingClass.cancelled_at.is_(None),
    )
    certified = _certified(journeys, Certificate.replaced_at.is_(None))
    # The day is that of UTC; on the centre's wall it is another one only in the night, when nobody is certified.
    # One that was corrected later was there in time when the first one was.
    in_time = certified & _certified(journeys, func.date(Certificate.issued_at) <= journeys.c.departs_on)
    rows = db.session.execute(
        select(
            journeys.c.key,
            func.count(),
            _how_many(exists().where(enrolled)),
            _how_many(seated),
            _how_many(certified),
            _how_many(in_time),
        ).group_by(journeys.c.key)
    )
    return {
        key: Counts(
            registered=registered,
            enrolled=int(enrolled),
            seated=int(seated),
            completed=int(certified),
            certified=int(certified),
            in_time=int(in_time),
        )
        for key, registered, enrolled, seated, certified, in_time in rows
    }


def _certified(journeys: CTE, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        Enrolment.journey_id == journeys.c.id,
        registration.prepares(),
        Certificate.enrolment_id == Enrolment.id,
        Certificate.revoked_at.is_(None),
        *conditions,
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _completed_uncertified(journeys: CTE) -> Counter:
    """People who attended all their blocks and have no certificate. A certificate says that the rest did; the few
    others are asked of the one rule there is, in `attendance`."""
    marked = exists().where(
        Mark.enrolment_id == Enrolment.id, Mark.superseded_at.is_(None), Mark.state.in_(attendance.COUNTED)
    )
    rows = db.session.execute(
        select(Enrolment, journeys.c.id, journeys.c.key)
        .join(journeys, journeys.c.id == Enrolment.journey_id)
        .where(marked, registration.prepares(), ~_certified(journeys, Certificate.replaced_at.is_(None)))
    ).all()
    standings = attendance.standings([enrolment for enrolment, _, _ in rows]) if rows else {}
    complete = {
        (journey_id, key)
        for enrolment, journey_id, key in rows
        if len(standings[enrolment.id].attended) == standings[enrolment.id].all
    }
    return Counter(key for _, key in complete)


def _marks(journeys: CTE) -> Select:
    return (
        select(journeys.c.key, func.count(Mark.id), _how_many(Mark.state.in_(attendance.COUNTED)))
        .join(Enrolment, and_(Enrolment.journey_id == journeys.c.id, registration.prepares()))
        .join(Mark, and_(Mark.enrolment_id == Enrolment.id, Mark.superseded_at.is_(None)))
        .group_by(journeys.c.key)
    )


def _finals(journeys: CTE) -> Select:
    last = (
        select(func.max(Attempt.id).label("id"))
        .where(Attempt.kind == FINAL, Attempt.submitted_at.is_not(None))
        .group_by(Attempt.enrolment_id)
        .subquery()
    )
    return (
        select(
            journeys.c.key,
            func.count(journeys.c.id.distinct()),
            func.sum(Attempt.right),
            func.sum(func.json_array_length(Attempt.questions)),
        )
        .join(Enrolment, and_(Enrolment.journey_id == journeys.c.id, registration.prepares()))
        .join(Attempt, Attempt.enrolment_id == Enrolment.id)
        .join(last, last.c.id == Attempt.id)
        .group_by(journeys.c.key)
    )
