"""What somebody may choose from: classes with what she needs, sessions that make a missed block good."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import joinedload

from lms.classes.models import ClassSession, TrainingClass
from lms.classes.queries.seats import guest_counts, own_seat, seat_counts
from lms.classes.queries.timetable import TIME_LOG
from lms.classes.rules.seats import SeatCount
from lms.classes.rules.timetable import fits_window, suitability, teaches_all
from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Variant
from lms.registration.models import Enrolment


@dataclass(frozen=True, slots=True)
class OpenClass:
    """A class that somebody may take, how full it is, and whether it lies within the days before departure (E21)."""

    training_class: TrainingClass
    count: SeatCount
    in_window: bool
    in_own_language: bool


def covers(taught: Variant, needed: Variant) -> bool:
    """Whether a class of one variant teaches every required block of another."""
    modules = {slug for block in taught.blocks for slug in block.modules}
    return teaches_all(modules, (block.modules for block in needed.blocks if block.required))


def open_classes(enrolment: Enrolment, *, at: datetime) -> list[OpenClass]:
    """The coming classes that teach what the enrolment needs and end before the departure, the best suited first."""
    programme = curriculum.programme(enrolment.edition_id)
    needed = programme.variant(enrolment.variant)
    coming = and_(
        TrainingClass.cancelled_at.is_(None),
        TrainingClass.first_day >= clock.local(at).date(),
        TrainingClass.last_day < enrolment.journey.departs_on,
    )
    pairs = db.session.execute(select(TrainingClass.edition_id, TrainingClass.variant).where(coming).distinct())
    suitable = [
        and_(TrainingClass.edition_id == edition_id, TrainingClass.variant == variant)
        for edition_id, variant in pairs
        if covers(curriculum.programme(edition_id).variant(variant), needed)
    ]
    found = db.session.scalars(
        select(TrainingClass).where(coming, or_(false(), *suitable)).options(TIME_LOG)
    ).all()
    counts = seat_counts([each.id for each in found])
    return [
        OpenClass(
            each,
            counts[each.id],
            fits_window(enrolment.journey.departs_on, each.last_day, programme.window_days),
            each.language == enrolment.registration.language,
        )
        for each in sorted(found, key=_suits(enrolment, programme.window_days))
        if each.sessions[0].starts_at > at
    ]


def _suits(enrolment: Enrolment, window_days: int) -> Callable[[TrainingClass], tuple]:
    def key(each: TrainingClass) -> tuple:
        return suitability(
            in_window=fits_window(enrolment.journey.departs_on, each.last_day, window_days),
            own_language=each.language == enrolment.registration.language,
            own_centre=each.centre.code == enrolment.registration.centre_code,
            starts=each.sessions[0].starts_at,
        )

    return key


def sessions_teaching(
    modules: Collection[str], *, after: datetime, before: datetime, language: str | None = None
) -> list[ClassSession]:
    """Sessions within the time that work through all these modules, the soonest first; in one language, or in any."""
    coming = and_(
        ClassSession.block.is_not(None),
        ClassSession.cancelled_at.is_(None),
        ClassSession.starts_at > after,
        ClassSession.ends_at <= before,
        *([TrainingClass.language == language] if language else []),
    )
    columns = (TrainingClass.edition_id, TrainingClass.variant, ClassSession.block)
    kinds = db.session.execute(select(*columns).join(ClassSession.training_class).where(coming).distinct())
    suitable = [
        and_(TrainingClass.edition_id == edition_id, TrainingClass.variant == variant, ClassSession.block == block)
        for edition_id, variant, block in kinds
        if set(modules) <= set(curriculum.programme(edition_id).variant(variant).block(block).modules)
    ]
    return list(
        db.session.scalars(
            select(ClassSession)
            .join(ClassSession.training_class)
            .where(coming, or_(false(), *suitable))
            .options(joinedload(ClassSession.training_class), joinedload(ClassSession.room))
            .order_by(ClassSession.starts_at, ClassSession.id)
        )
    )


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that makes a missed block good, with the places left in it."""

    session: ClassSession
    free: int
    in_own_language: bool


def make_up_sessions(enrolment: Enrolment, block: str, *, at: datetime) -> list[OpenSession]:
    """Sessions before the departure that teach everything of a block, with a free place, own language first."""
    needed = curriculum.programme(enrolment.edition_id).variant(enrolment.variant).block(block).modules
    found = sessions_teaching(set(needed), after=at, before=clock.at_local(enrolment.journey.departs_on))
    counts = seat_counts({each.class_id for each in found})
    guests = guest_counts([each.id for each in found])
    seat = own_seat(enrolment.id)
    open_ones = [
        OpenSession(
            each,
            max(0, count.capacity - count.taken - count.offered - guests.get(each.id, 0)),
            each.training_class.language == enrolment.registration.language,
        )
        for each in found
        if (count := counts[each.class_id]) and not (seat and seat.class_id == each.class_id)
    ]
    return sorted((each for each in open_ones if each.free), key=lambda each: not each.in_own_language)
