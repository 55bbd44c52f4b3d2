"""Who leaves from where in a month, and how many seats there are for them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import and_, case, exists, func, select

from lms.centres import queries as centres
from lms.centres.models import Centre, Jamoat, Room
from lms.certificates.models import Certificate
from lms.classes.models import ClassSession, Seat, TrainingClass, Wait
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.languages import collation_key
from lms.curriculum import queries as curriculum
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Journey, Registration
from lms.reports.messages import NOT_KNOWN
from lms.reports.permissions import centres_of, figures_visible_to
from lms.reports.rules import Demand, Place, add_months

WINDOW = timedelta(days=14)  # a class is for those who leave within two weeks after it (E21)
Where = tuple[str, str, str]  # region, district, jamoat


def demand(actor: Actor, month: date, language: str) -> list[Place]:
    """Regions with their districts and jamoats from which somebody leaves in the month that begins on this day, or
    where classes end that are for them (E111)."""
    people, seats = _people(actor, month), _seats(actor, month)
    found = []
    for code, label, districts in centres.regions(language):
        parts = [
            _district(code, district, name, people, seats, language)
            for district, name in sorted(districts, key=lambda each: collation_key(each[1], language))
        ]
        parts = [each for each in parts if each.demand != Demand()]
        if parts:
            found.append(Place(code, label, sum((each.demand for each in parts), Demand()), tuple(parts)))
    return found


def _district(
    region: str, code: str, label: str, people: Mapping[Where, Demand], seats: Mapping[Where, int],
    language: str,
) -> Place:  # fmt: skip
    jamoats = {where[2]: count for where, count in people.items() if where[:2] == (region, code)}
    parts = tuple(
        Place(name, name or str(NOT_KNOWN), jamoats[name] + Demand(seats=_in_jamoat(seats, region, code, name)))
        for name in sorted(jamoats, key=lambda each: (not each, collation_key(each, language)))
    )
    people = sum((each.demand for each in parts), Demand())
    return Place(code, label, replace(people, seats=seats.get((region, code, ""), 0)), parts)


def _in_jamoat(seats: Mapping[Where, int], region: str, district: str, name: str) -> int:
    return seats.get((region, district, name.lower()), 0) if name else 0


def _people(actor: Actor, month: date) -> dict[Where, Demand]:
    own = and_(Enrolment.journey_id == Journey.id, registration.prepares())
    certified = exists().where(
        own,
        Certificate.enrolment_id == Enrolment.id,
        Certificate.revoked_at.is_(None),
        Certificate.replaced_at.is_(None),
    )
    seated = exists().where(
        own,
        Seat.enrolment_id == Enrolment.id,
        Seat.given_up_at.is_(None),
        TrainingClass.id == Seat.class_id,
        TrainingClass.cancelled_at.is_(None),
    )
    waiting = exists().where(own, Wait.enrolment_id == Enrolment.id, Wait.ended_at.is_(None))
    step = case((certified, "certified"), (seated, "seated"), (waiting, "waiting"), else_="nothing")
    rows = db.session.execute(
        select(Registration.region, Registration.district, func.min(Registration.jamoat), step, func.count())
        .join(Journey, Journey.registration_id == Registration.id)
        .where(
            figures_visible_to(actor), Journey.departs_on >= month, Journey.departs_on < add_months(month, 1)
        )
        .group_by(Registration.region, Registration.district, Registration.jamoat_index, step)
    )
    found: dict[Where, Demand] = defaultdict(Demand)
    for region, district, jamoat, reached, count in rows:
        found[region, district, jamoat or ""] += Demand(**{reached: count})
    return found


def _seats(actor: Actor, month: date) -> dict[Where, int]:
    """Seats by district (no jamoat), and by every name of the jamoat in which a class is held: people write theirs in
    any language."""
    codes = centres_of(actor)
    wanted = [
        TrainingClass.cancelled_at.is_(None),
        TrainingClass.programme_slug.not_in(curriculum.trainings()),
        TrainingClass.last_day >= month - WINDOW,
        TrainingClass.last_day < add_months(month, 1),
    ]
    if codes is not None:
        wanted.append(Centre.code.in_(codes))
    held_in = (
        select(ClassSession.room_id)
        .where(ClassSession.class_id == TrainingClass.id)
        .order_by(ClassSession.starts_at)
        .limit(1)
        .scalar_subquery()
    )
    where = (  # a centre goes to people, too: then the place counts at which they meet (E110)
        func.coalesce(Room.region, Centre.region),
        func.coalesce(Room.district, Centre.district),
        case((Room.district.is_not(None), Room.jamoat_id), else_=Centre.jamoat_id),
    )
    rows = db.session.execute(
        select(*where, func.sum(TrainingClass.capacity))
        .select_from(Centre)
        .join(TrainingClass, TrainingClass.centre_id == Centre.id)
        .join(Room, Room.id == held_in)
        .where(*wanted)
        .group_by(*where)
    )
    names = {jamoat_id: known for jamoat_id, known in db.session.execute(select(Jamoat.id, Jamoat.names))}
    found: dict[Where, int] = defaultdict(int)
    for region, district, jamoat_id, seats in rows:
        for name in {"", *(each.lower() for each in names.get(jamoat_id, {}).values())}:
            found[region, district, name] += int(seats)
    return found
