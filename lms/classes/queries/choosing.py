"""What somebody may choose from: the classes with what the person needs."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, false, or_, select

from lms.classes.models import ClassSession, Seat, TrainingClass
from lms.classes.queries.bookings import days_of
from lms.classes.queries.make_ups import make_ups
from lms.classes.queries.seats import seat_counts
from lms.classes.queries.timetable import TIME_LOG, variant_of
from lms.classes.rules.audience import WOMAN, Audience
from lms.classes.rules.needs import gets_in, women_teach
from lms.classes.rules.seats import SeatCount
from lms.classes.rules.timetable import Interval, clashes, last_day_in_time, suitability, teaches_all
from lms.classes.rules.window import at_best
from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Programme, Variant
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Registration
from lms.registration.rules import Need
from lms.trainers.models import Trainer


@dataclass(frozen=True, slots=True)
class OpenClass:
    """A class that somebody may take, how full it is, and whether it lies within the days before departure (E21).
    `by_women`: whether women teach all of it, for somebody who asked for a woman as trainer (E141); None for others,
    and when it is not known. `step_free`: whether one gets in without steps, for somebody who asked for that; None for
    others."""

    training_class: TrainingClass
    count: SeatCount
    in_window: bool
    in_own_language: bool
    by_women: bool | None = None
    step_free: bool | None = None


def covers(taught: Variant, needed: Variant) -> bool:
    """Whether a class of one variant teaches every required block of another."""
    modules = {slug for block in taught.blocks for slug in block.modules}
    return teaches_all(modules, (block.modules for block in needed.blocks if block.required))


def open_classes(enrolment: Enrolment, *, at: datetime, needed: Variant | None = None) -> list[OpenClass]:
    """The coming classes that are for this person, teach what the enrolment needs, or another `needed` form of the
    course, are in time for the journey, and leave booked make-ups alone; the best suited first."""
    programme = curriculum.programme(enrolment.edition_id)
    needed = needed or registration.asked_variant(enrolment)
    coming = and_(
        TrainingClass.cancelled_at.is_(None),
        TrainingClass.first_day >= clock.local(at).date(),
        _in_time(programme, enrolment.journey.departs_on),
        invited(enrolment),
    )
    pairs = db.session.execute(select(TrainingClass.edition_id, TrainingClass.variant).where(coming).distinct())
    suitable = [
        and_(TrainingClass.edition_id == edition_id, TrainingClass.variant == variant)
        for edition_id, variant in pairs
        if not curriculum.programme(edition_id).for_trainers
        and covers(curriculum.programme(edition_id).variant(variant), needed)
    ]
    found = db.session.scalars(
        select(TrainingClass).where(coming, or_(false(), *suitable)).options(TIME_LOG)
    ).all()
    counts = seat_counts([each.id for each in found])
    needs = (enrolment.registration.needs or "").split()
    women = _by_women([each.id for each in found]) if Need.FEMALE_TRAINER in needs else {}
    booked = [Interval(each.session.starts_at, each.session.ends_at) for each in make_ups(enrolment.id, after=at)]
    return [
        OpenClass(
            each,
            counts[each.id],
            at_best(programme, enrolment.journey.departs_on, each.last_day),
            each.language == enrolment.registration.language,
            women.get(each.id),
            gets_in(needs, step_free=each.step_free),
        )
        for each in sorted(found, key=_suits(enrolment, programme, women))
        if each.sessions[0].starts_at > at and not clashes(booked, days_of(each))
    ]


def seat_that_goes(seat: Seat | None, needed: Variant, at: datetime) -> Seat | None:
    """The seat that cannot be kept with another form of the course: its class is to come and leaves a part out."""
    ahead = seat is not None and seat.training_class.sessions[0].starts_at > at
    return seat if ahead and not covers(variant_of(seat.training_class), needed) else None


def has_begun(seat: Seat | None, at: datetime) -> bool:
    """Whether the class of a seat has begun; it may be over, and its roll still on paper."""
    return seat is not None and seat.training_class.sessions[0].starts_at <= at


def invited(enrolment: Enrolment) -> ColumnElement[bool]:
    """The classes to which this person belongs: `why_not_invited` as a condition."""
    person = enrolment.registration
    mine = [Audience.ALL, Audience.WOMEN if person.sex == WOMAN else Audience.MEN]
    own_language = and_(TrainingClass.audience == Audience.LANGUAGE, TrainingClass.language == person.language)
    return or_(TrainingClass.audience.in_(mine), own_language)


def _in_time(programme: Programme, departs_on: date) -> ColumnElement[bool]:
    """`window.in_time` as a condition."""
    if programme.before_leaving:
        return TrainingClass.last_day <= last_day_in_time(departs_on, programme.terms.window_closes)
    return TrainingClass.last_day > departs_on


def taught_by_women(class_ids: Collection[int]) -> set[int]:
    """Classes all of whose blocks women teach."""
    return {class_id for class_id, women in _by_women(class_ids).items() if women}


def _by_women(class_ids: Collection[int]) -> dict[int, bool | None]:
    """`needs.women_teach` of these classes."""
    sexes: dict[int, list[str | None]] = defaultdict(list)
    rows = db.session.execute(
        select(ClassSession.class_id, Trainer.sex)
        .join(Trainer, Trainer.id == ClassSession.trainer_id, isouter=True)
        .where(
            ClassSession.class_id.in_(class_ids), ClassSession.block.is_not(None), ClassSession.cancelled_at.is_(None)
        )
        .distinct()
    )
    for class_id, sex in rows:
        sexes[class_id].append(sex)
    return {class_id: women_teach(each) for class_id, each in sexes.items()}


def _is_near(found: TrainingClass, person: Registration) -> bool:
    """Whether somebody has not far to go: to the own centre, or to a place in the own district to which it goes."""
    if found.away:
        return found.away.lies_in == (person.region, person.district)
    return found.centre.code == person.centre_code


def _suits(
    enrolment: Enrolment, programme: Programme, women: Mapping[int, bool | None]
) -> Callable[[TrainingClass], tuple]:
    needs = (enrolment.registration.needs or "").split()

    def key(each: TrainingClass) -> tuple:
        return suitability(
            in_window=at_best(programme, enrolment.journey.departs_on, each.last_day),
            own_language=each.language == enrolment.registration.language,
            own_centre=_is_near(each, enrolment.registration),
            starts=each.sessions[0].starts_at,
            by_whom_asked=bool(women.get(each.id, not women)),
            gets_in=gets_in(needs, step_free=each.step_free) is not False,
        )

    return key
