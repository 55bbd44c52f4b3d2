"""Sessions that make a missed block good: in whatever class, centre, programme or edition."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import joinedload

from lms.classes.models import ClassSession, MakeUp, Seat, TrainingClass
from lms.classes.queries.bookings import taken_times
from lms.classes.queries.seats import guest_counts, seat_counts
from lms.classes.queries.timetable import block_modules
from lms.classes.rules.make_ups import Chance, Missed, why_not
from lms.classes.rules.seats import SeatCount
from lms.classes.rules.timetable import Interval
from lms.classes.rules.window import ends_by
from lms.core import clock
from lms.core.database import db, held_anew
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.registration.models import Enrolment


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that makes a missed block good, with the places left in it."""

    session: ClassSession
    free: int
    in_own_language: bool


def make_up_sessions(enrolment: Enrolment, block: str, *, at: datetime) -> list[OpenSession]:
    """Sessions before the departure that teach everything of a block and that the person can come to, own language
    first."""
    return sessions_for([(enrolment, block_of(enrolment, block))], at=at)[0]


def block_of(enrolment: Enrolment, block: str) -> tuple[str, ...]:
    """The modules of a block of somebody's programme."""
    return curriculum.programme(enrolment.edition_id).variant(enrolment.variant).block(block).modules


def sessions_for(
    lacks: Sequence[tuple[Enrolment, Collection[str]]], *, at: datetime
) -> list[list[OpenSession]]:
    """For each person and the modules of a missed block the sessions to come to: the same few queries for one as for a
    whole class."""
    if not lacks:
        return []
    leaves = [_leaves(enrolment) for enrolment, _ in lacks]
    sessions = _teaching([modules for _, modules in lacks], after=at, before=max(leaves))
    chances = chances_of(sessions)
    missed = missed_by(lacks, sessions)
    return [
        sorted(
            (
                OpenSession(session, chance.free, chance.language == lack.language)
                for session, chance in zip(sessions, chances, strict=True)
                if not why_not(chance, lack, now=at) and (enrolment.id, session.class_id) not in missed.seats
            ),
            key=lambda each: not each.in_own_language,
        )
        for (enrolment, _), lack in zip(lacks, missed.lacks, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class People:
    """What is missed, in the order asked; and who sits in which class."""

    lacks: Sequence[Missed]
    seats: Collection[tuple[int, int]]


def missed_by(lacks: Sequence[tuple[Enrolment, Collection[str]]], sessions: Sequence[ClassSession]) -> People:
    """What each person missed, with everything that decides where it can be made up."""
    times = [Interval(each.starts_at, each.ends_at) for each in sessions]
    taken = taken_times({enrolment.registration_id for enrolment, _ in lacks}, times)
    return People([_missed(enrolment, modules, taken) for enrolment, modules in lacks], _sitting(lacks, sessions))


def chances_of(sessions: Sequence[ClassSession]) -> list[Chance]:
    """Sessions as the rules of make-up see them."""
    counts = seat_counts({each.class_id for each in sessions})
    guests = guest_counts([each.id for each in sessions])
    return [_chance(each, counts[each.class_id], guests.get(each.id, 0)) for each in sessions]


def make_ups(enrolment_id: int, *, after: datetime) -> list[MakeUp]:
    """The sessions that somebody still comes to for a make-up."""
    return list(
        db.session.scalars(
            select(MakeUp)
            .join(ClassSession)
            .where(
                MakeUp.enrolment_id == enrolment_id, ClassSession.ends_at > after, ClassSession.cancelled_at.is_(None)
            )
            .options(
                joinedload(MakeUp.session).options(
                    joinedload(ClassSession.training_class), joinedload(ClassSession.room)
                )
            )
            .order_by(ClassSession.starts_at)
        )
    )


def booked_blocks(enrolment: Enrolment, *, after: datetime) -> list[tuple[str, MakeUp]]:
    """The same, each with the first block of the person's own course that it makes good."""
    blocks = curriculum.programme(enrolment.edition_id).variant(enrolment.variant).blocks
    made_good = [
        (next((each.id for each in blocks if set(each.modules) <= set(block_modules(place.session))), None), place)
        for place in make_ups(enrolment.id, after=after)
    ]
    return [(block, place) for block, place in made_good if block]


def make_up(make_up_id: int, *, to_change: bool = False) -> MakeUp:
    """One place for a make-up, with its session. Raises NotThere."""
    wanted = select(MakeUp).where(MakeUp.id == make_up_id)
    found = db.session.scalar(held_anew(wanted) if to_change else wanted)
    if found is None:
        raise NotThere
    return found


def _chance(session: ClassSession, count: SeatCount, guests: int) -> Chance:
    people = count.taken + count.offered + guests
    found = session.training_class
    return Chance(
        time=Interval(session.starts_at, session.ends_at),
        modules=block_modules(session),
        language=found.language,
        audience=found.audience,
        free=max(0, min(count.capacity - people, count.room - people - count.family)),
        cancelled=session.cancelled_at is not None,
    )


def _missed(enrolment: Enrolment, modules: Collection[str], taken: Mapping[int, Sequence[Interval]]) -> Missed:
    person = enrolment.registration
    return Missed(
        modules=modules,
        leaves=_leaves(enrolment),
        sex=person.sex,
        language=person.language,
        taken=taken.get(person.id, ()),
    )


def _leaves(enrolment: Enrolment) -> datetime:
    return clock.at_local(ends_by(curriculum.programme(enrolment.edition_id), enrolment.journey.departs_on))


def _sitting(
    lacks: Sequence[tuple[Enrolment, Collection[str]]], sessions: Sequence[ClassSession]
) -> set[tuple[int, int]]:
    rows = db.session.execute(
        select(Seat.enrolment_id, Seat.class_id).where(
            Seat.enrolment_id.in_({enrolment.id for enrolment, _ in lacks}),
            Seat.class_id.in_({each.class_id for each in sessions}),
            Seat.given_up_at.is_(None),
        )
    )
    return {(enrolment_id, class_id) for enrolment_id, class_id in rows}


def _teaching(wanted: Sequence[Collection[str]], *, after: datetime, before: datetime) -> list[ClassSession]:
    """Sessions within the time that work through all modules of at least one of the sets."""
    sets = {frozenset(each) for each in wanted}
    coming = and_(
        ClassSession.block.is_not(None),
        ClassSession.cancelled_at.is_(None),
        TrainingClass.programme_slug.not_in(curriculum.trainings()),  # whose blocks may name no modules
        ClassSession.starts_at > after,
        ClassSession.ends_at <= before,
    )
    columns = (TrainingClass.edition_id, TrainingClass.variant, ClassSession.block)
    kinds = db.session.execute(select(*columns).join(ClassSession.training_class).where(coming).distinct())
    suitable = [
        and_(TrainingClass.edition_id == edition_id, TrainingClass.variant == variant, ClassSession.block == block)
        for edition_id, variant, block in kinds
        if any(each <= set(curriculum.programme(edition_id).variant(variant).block(block).modules) for each in sets)
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
