"""The attendance of a whole class."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.accounts.models import User
from lms.attendance.models import Mark, RollCall
from lms.attendance.queries.roll import Line
from lms.attendance.rules import MarkState
from lms.attendance.rules.marks import Way
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.core.database import db
from lms.registration import queries as registration
from lms.registration.models import Enrolment


@dataclass(frozen=True, slots=True)
class Closing:
    """Who closed the roll call of a session, and when."""

    name: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """A mark that replaced another one: by whom, when by the server's clock, in what way, and when by the clock of the
    device, if it was one."""

    session_id: int
    enrolment: Enrolment
    before: MarkState
    after: MarkState
    name: str | None
    at: datetime
    way: Way
    said_at: datetime | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The attendance of a whole class: people by blocks."""

    sessions: Sequence[ClassSession]
    lines: Sequence[tuple[Line, Mapping[int, MarkState]]]
    closings: Mapping[int, Closing]
    corrections: Sequence[Correction]


def grid(training_class: TrainingClass) -> Grid:
    """The attendance of a class: everybody who has a seat, had one when a block began, or was marked, by block."""
    sessions = [each for each in training_class.sessions if each.block]
    in_class = Mark.session_id.in_([each.id for each in sessions])
    given = db.session.scalars(select(Mark).where(in_class).order_by(Mark.id)).all()
    seats = _numbers(sessions)
    people = registration.people({*seats, *(mark.enrolment_id for mark in given)})
    current: dict[int, dict[int, MarkState]] = defaultdict(dict)
    for mark in given:
        if mark.superseded_at is None:
            current[mark.enrolment_id][mark.session_id] = MarkState(mark.state)
    order = sorted(people, key=lambda each: (seats.get(each, 99), each))
    names = _names({mark.marked_by_id for mark in given})
    return Grid(
        sessions,
        [(Line(people[each], seats.get(each), None), current[each]) for each in order],
        _closings([each.id for each in sessions]),
        list(_corrections(given, people, names)),
    )


def _numbers(sessions: Sequence[ClassSession]) -> dict[int, int]:
    """The seats of those who are expected in some of these sessions, the last one of who changed it."""
    rosters = classes.rosters([each.id for each in sessions]).values()
    return {person: number for roster in rosters for person, number in roster.items() if number}


def _closings(session_ids: Collection[int]) -> dict[int, Closing]:
    rows = db.session.execute(
        select(RollCall.session_id, User.name, RollCall.closed_at)
        .outerjoin(User, User.id == RollCall.closed_by_id)
        .where(RollCall.session_id.in_(session_ids), RollCall.closed_at.is_not(None))
    )
    return {session_id: Closing(name, at) for session_id, name, at in rows}


def _corrections(
    given: Sequence[Mark], people: Mapping[int, Enrolment], names: Mapping[int, str]
) -> Iterable[Correction]:
    last: dict[tuple[int, int], Mark] = {}
    for mark in given:
        if mark.superseded_at == mark.marked_at:  # it never counted: another device's, or an older one
            continue
        before = last.get((mark.session_id, mark.enrolment_id))
        if before and before.state != mark.state:
            yield Correction(
                mark.session_id,
                people[mark.enrolment_id],
                MarkState(before.state),
                MarkState(mark.state),
                names.get(mark.marked_by_id),
                mark.marked_at,
                Way(mark.way),
                mark.said_at,
            )
        last[mark.session_id, mark.enrolment_id] = mark


def _names(user_ids: Collection[int | None]) -> dict[int, str]:
    wanted = [each for each in user_ids if each is not None]
    return {found: name for found, name in db.session.execute(select(User.id, User.name).where(User.id.in_(wanted)))}
