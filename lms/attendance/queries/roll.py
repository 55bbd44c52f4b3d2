"""The roll of one session."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.attendance.models import Mark, RollCall
from lms.attendance.rules import MarkState
from lms.classes import queries as classes
from lms.classes.models import ClassSession
from lms.core.database import db
from lms.registration import queries as registration
from lms.registration.models import Enrolment


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the roll. `seat` is None for a guest who makes up a block missed elsewhere."""

    enrolment: Enrolment
    seat: int | None
    state: MarkState | None


def roll_call(session_id: int) -> RollCall | None:
    """The roll call of a session, once it was opened."""
    return db.session.get(RollCall, session_id)


def marks(session_id: int) -> dict[int, Mark]:
    """The marks of a session that count, by enrolment."""
    found = db.session.scalars(
        select(Mark).where(Mark.session_id == session_id, Mark.superseded_at.is_(None)).order_by(Mark.id)
    )
    return {mark.enrolment_id: mark for mark in found}


def marked(session_id: int) -> list[tuple[int, str]]:
    """Enrolment and state of each mark that counts."""
    return sorted((each, mark.state) for each, mark in marks(session_id).items())


def roll(session: ClassSession) -> list[Line]:
    """The people expected in a session, in order of their seats, with the marks they have."""
    expected = classes.roster(session.id)
    people = registration.people(expected)
    numbers = {seat.enrolment_id: seat.number for seat in classes.seats(session.class_id)}
    given = marks(session.id)
    return [
        Line(people[each], numbers.get(each), MarkState(given[each].state) if each in given else None)
        for each in expected
    ]


def next_block(session: ClassSession) -> ClassSession | None:
    """The block of the same class that follows."""
    later = [each for each in session.training_class.sessions if each.block and each.starts_at > session.starts_at]
    return later[0] if later else None
