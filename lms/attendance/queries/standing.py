"""How far people are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select, union_all
from sqlalchemy.orm import joinedload

from lms.attendance.models import Mark, RollCall
from lms.attendance.rules import MarkState, Standing, counts_as_attended, covered
from lms.attendance.rules import standing as standing_of
from lms.classes import queries as classes
from lms.classes.models import ClassSession, MakeUp, Seat
from lms.core.database import db
from lms.curriculum.rules.programme import Block, TakesPart, Variant
from lms.registration import queries as registration
from lms.registration.models import Enrolment

COUNTED = tuple(state.value for state in MarkState if counts_as_attended(state))


@dataclass(frozen=True, slots=True)
class Course:
    """How far somebody is; the sessions they attended in order of time, with class and trainer; and the blocks
    that are neither attended nor to come in a session they have a place in."""

    standing: Standing
    attended: Sequence[ClassSession]
    unbooked: Sequence[str]


def duties(enrolment: Enrolment) -> list[Block]:
    """The blocks that the person must attend: required ones of the days asked of them (E13), without those for the
    family alone."""
    return duties_in(registration.asked_variant(enrolment))


def duties_in(variant: Variant) -> list[Block]:
    """The blocks that must be attended by whoever is asked for all days of a variant."""
    return [block for block in variant.blocks if block.required and block.takes_part is not TakesPart.FAMILY]


def standing(enrolment: Enrolment) -> Standing:
    """How far this person is."""
    return courses([enrolment])[enrolment.id].standing


def standings(enrolments: Collection[Enrolment]) -> dict[int, Standing]:
    """How far each person is."""
    return {enrolment_id: course.standing for enrolment_id, course in courses(enrolments).items()}


def courses(enrolments: Collection[Enrolment]) -> dict[int, Course]:
    """How far each person is and what they attended: three queries, for one person as for a thousand, and none for
    nobody."""
    if not enrolments:
        return {}
    ids = [each.id for each in enrolments]
    marked, coming = _marked(ids), _coming(ids)
    sessions = _sessions({session_id for _, session_id, *_ in [*marked, *coming]})
    taught = {each.id: classes.block_modules(each) for each in sessions.values()}  # of a class all the same
    marks: dict[int, list[tuple[ClassSession, str]]] = defaultdict(list)
    for enrolment_id, session_id, state in marked:
        marks[enrolment_id].append((sessions[session_id], state))
    places: dict[int, list[ClassSession]] = defaultdict(list)
    for enrolment_id, session_id in coming:
        places[enrolment_id].append(sessions[session_id])
    return {each.id: _course(each, marks[each.id], places[each.id], taught) for each in enrolments}


def _course(
    enrolment: Enrolment, marked: Sequence[tuple[ClassSession, str]], coming: Sequence[ClassSession],
    taught: Mapping[int, Collection[str]],
) -> Course:  # fmt: skip
    attended = [session for session, state in marked if state in COUNTED]
    blocks = [(block.id, block.modules) for block in duties(enrolment)]
    done, booked = ({module for each in found for module in taught[each.id]} for found in (attended, coming))
    found = standing_of(blocks, attended_modules=done, coming_modules=booked, began=bool(marked))
    hoped = covered(blocks, done | booked)
    return Course(found, attended, [block for block, _ in blocks if block not in hoped])


def made_up(
    known: Mapping[int, Course], sessions: Collection[ClassSession]
) -> dict[tuple[int, int], ClassSession]:
    """Where somebody of these `courses` attended elsewhere all that one of these sessions of a class teaches: enrolment
    and session → the session with which it was whole, with its room."""
    wanted = {each.id: (each.class_id, set(classes.block_modules(each))) for each in sessions}
    found = {}
    for person, course in known.items():
        attended = [(each, set(classes.block_modules(each))) for each in course.attended]
        for session_id, (class_id, needed) in wanted.items():
            left = set(needed)
            for there, taught in attended:
                if left and there.class_id != class_id and left & taught:
                    left -= taught
                    found[person, session_id] = there
            if left:
                found.pop((person, session_id), None)
    _load_rooms(found.values())
    return found


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


def enrolments_marked_since(since: datetime) -> list[int]:
    """Enrolments with a mark given since then, in order."""
    return list(
        db.session.scalars(
            select(Mark.enrolment_id).where(Mark.marked_at >= since).distinct().order_by(Mark.enrolment_id)
        )
    )


def with_marks(enrolment_ids: Collection[int]) -> set[int]:
    """Those of these enrolments that have a mark for any block, whatever it says, the roll closed or not."""
    wanted = select(Mark.enrolment_id).where(Mark.enrolment_id.in_(enrolment_ids), Mark.superseded_at.is_(None))
    return set(db.session.scalars(wanted))


def _marked(enrolment_ids: Collection[int]) -> Sequence[Row[tuple[int, int, str]]]:
    """Who has a mark in which session, and what it says, in order of time. Before a roll call is closed its marks are
    only on their way: a phone may have sent some of them, and nothing is earned on them."""
    return db.session.execute(
        select(Mark.enrolment_id, Mark.session_id, Mark.state)
        .join(ClassSession, ClassSession.id == Mark.session_id)
        .join(RollCall, RollCall.session_id == Mark.session_id)
        .where(
            Mark.enrolment_id.in_(enrolment_ids), Mark.superseded_at.is_(None), RollCall.closed_at.is_not(None)
        )
        .order_by(ClassSession.starts_at, ClassSession.id)
    ).all()


def _coming(enrolment_ids: Collection[int]) -> Sequence[Row[tuple[int, int]]]:
    """Who has a place in which session whose roll was not called yet."""
    seated = (
        select(Seat.enrolment_id, ClassSession.id.label("session_id"))
        .join(ClassSession, ClassSession.class_id == Seat.class_id)
        .where(Seat.enrolment_id.in_(enrolment_ids), Seat.given_up_at.is_(None))
    )
    guests = select(MakeUp.enrolment_id, MakeUp.session_id).where(MakeUp.enrolment_id.in_(enrolment_ids))
    places = union_all(seated, guests).subquery()
    return db.session.execute(
        select(places.c.enrolment_id, places.c.session_id)
        .join(ClassSession, ClassSession.id == places.c.session_id)
        .where(
            ClassSession.block.is_not(None),
            ClassSession.cancelled_at.is_(None),
            ClassSession.id.not_in(select(RollCall.session_id).where(RollCall.closed_at.is_not(None))),
        )
    ).all()


def _sessions(session_ids: Collection[int]) -> dict[int, ClassSession]:
    """Sessions by id, with class and trainer."""
    found = db.session.scalars(
        select(ClassSession)
        .where(ClassSession.id.in_(session_ids))
        .options(joinedload(ClassSession.training_class), joinedload(ClassSession.trainer))
    )
    return {each.id: each for each in found}


def _load_rooms(sessions: Iterable[ClassSession]) -> None:
    """At once, rather than for each session when it is shown."""
    if ids := {each.id for each in sessions}:
        wanted = select(ClassSession).where(ClassSession.id.in_(ids)).options(joinedload(ClassSession.room))
        db.session.scalars(wanted).all()
