"""How far people are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from lms.attendance.models import Mark, RollCall
from lms.attendance.rules import MarkState, Standing, counts_as_attended
from lms.attendance.rules import standing as standing_of
from lms.classes import queries as classes
from lms.classes.models import ClassSession, MakeUp, Seat
from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Block, TakesPart
from lms.registration.models import Enrolment

COUNTED = tuple(state.value for state in MarkState if counts_as_attended(state))


def duties(enrolment: Enrolment) -> list[Block]:
    """The blocks that the person must attend: required ones, without those for the family alone."""
    variant = curriculum.programme(enrolment.edition_id).variant(enrolment.variant)
    return [block for block in variant.blocks if block.required and block.takes_part is not TakesPart.FAMILY]


def standing(enrolment: Enrolment) -> Standing:
    """How far this person is."""
    return standings([enrolment])[enrolment.id]


def standings(enrolments: Collection[Enrolment]) -> dict[int, Standing]:
    """How far each person is: the same few queries for one as for a thousand."""
    ids = [each.id for each in enrolments]
    began = set(db.session.scalars(select(Mark.enrolment_id).where(Mark.enrolment_id.in_(ids)).distinct()))
    attended, coming = attended_sessions(ids), _coming_sessions(ids)
    return {
        each.id: standing_of(
            [(block.id, block.modules) for block in duties(each)],
            attended_modules=_modules(attended.get(each.id, ())),
            coming_modules=_modules(coming.get(each.id, ())),
            began=each.id in began,
        )
        for each in enrolments
    }


def attended_sessions(enrolment_ids: Collection[int]) -> dict[int, list[ClassSession]]:
    """The sessions that each person attended, in order of time, with class, centre and trainer."""
    return _by_person(
        select(Mark.enrolment_id, ClassSession)
        .join(ClassSession, ClassSession.id == Mark.session_id)
        .where(Mark.enrolment_id.in_(enrolment_ids), Mark.superseded_at.is_(None), Mark.state.in_(COUNTED))
    )


def came_to(class_id: int) -> tuple[int, ...]:
    """The enrolments that were in at least one block of a class, guests who made up a block among them."""
    return tuple(
        db.session.scalars(
            select(Mark.enrolment_id)
            .join(ClassSession, ClassSession.id == Mark.session_id)
            .where(ClassSession.class_id == class_id, Mark.superseded_at.is_(None), Mark.state.in_(COUNTED))
            .distinct()
            .order_by(Mark.enrolment_id)
        )
    )


def next_chances(enrolment: Enrolment, found: Standing, *, at: datetime) -> dict[str, ClassSession]:
    """For each missing block the next session that teaches it before the departure, in the person's language if
    there is one. Blocks that nobody teaches in time are left out."""
    blocks = {block.id: block for block in duties(enrolment)}
    leaves = clock.at_local(enrolment.journey.departs_on)
    chances = {}
    for block in found.missing:
        sessions = classes.sessions_teaching(set(blocks[block].modules), after=at, before=leaves)
        own = [each for each in sessions if each.training_class.language == enrolment.registration.language]
        if sessions:
            chances[block] = (own or sessions)[0]
    return chances


def next_chance(enrolment: Enrolment, found: Standing, *, at: datetime) -> ClassSession | None:
    """The soonest session at which the person can make up something missing."""
    return min(next_chances(enrolment, found, at=at).values(), key=lambda each: each.starts_at, default=None)


def enrolments_marked_since(since: datetime) -> list[int]:
    """Enrolments with a mark given since then, in order."""
    return list(
        db.session.scalars(
            select(Mark.enrolment_id).where(Mark.marked_at >= since).distinct().order_by(Mark.enrolment_id)
        )
    )


def _coming_sessions(enrolment_ids: Collection[int]) -> dict[int, list[ClassSession]]:
    """Sessions in which each person has a place and whose roll was not called yet."""
    open_still = and_(
        ClassSession.block.is_not(None),
        ClassSession.cancelled_at.is_(None),
        ClassSession.id.not_in(select(RollCall.session_id).where(RollCall.closed_at.is_not(None))),
    )
    seated = (
        select(Seat.enrolment_id, ClassSession)
        .join(ClassSession, ClassSession.class_id == Seat.class_id)
        .where(Seat.enrolment_id.in_(enrolment_ids), Seat.given_up_at.is_(None), open_still)
    )
    guests = (
        select(MakeUp.enrolment_id, ClassSession)
        .join(ClassSession, ClassSession.id == MakeUp.session_id)
        .where(MakeUp.enrolment_id.in_(enrolment_ids), open_still)
    )
    found = _by_person(seated)
    for enrolment_id, sessions in _by_person(guests).items():
        found.setdefault(enrolment_id, []).extend(sessions)
    return found


def _by_person(statement) -> dict[int, list[ClassSession]]:
    found: dict[int, list[ClassSession]] = defaultdict(list)
    loaded = statement.options(joinedload(ClassSession.training_class), joinedload(ClassSession.trainer))
    for enrolment_id, session in db.session.execute(loaded.order_by(ClassSession.starts_at, ClassSession.id)):
        found[enrolment_id].append(session)
    return dict(found)


def _modules(sessions: Iterable[ClassSession]) -> set[str]:
    return {module for each in sessions for module in classes.block_modules(each)}
