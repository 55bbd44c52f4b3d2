"""The roll of one session."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from lms.accounts.models import User
from lms.attendance.models import Contradiction, Mark, RollCall, WalkIn
from lms.attendance.rules import MarkState, Reason
from lms.attendance.rules.marks import AbsentFor, Kept, Said
from lms.classes import queries as classes
from lms.classes.models import ClassSession
from lms.core.actors import Actor
from lms.core.database import db
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Registration


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the roll. `seat` is None for a guest who makes up a block missed elsewhere."""

    enrolment: Enrolment
    seat: int | None
    state: MarkState | None
    mark: Mark | None = None


def roll_call(session_id: int) -> RollCall | None:
    """The roll call of a session, once it was opened."""
    return db.session.get(RollCall, session_id)


def marks(session_id: int) -> dict[int, Mark]:
    """The marks of a session that count, by enrolment."""
    found = db.session.scalars(
        select(Mark).where(Mark.session_id == session_id, Mark.superseded_at.is_(None)).order_by(Mark.id)
    )
    return {mark.enrolment_id: mark for mark in found}


def marks_of(session_id: int) -> set[int]:
    """Everybody who was ever marked in a session."""
    return set(db.session.scalars(select(Mark.enrolment_id).where(Mark.session_id == session_id)))


def kept_marks(session_id: int) -> list[Kept]:
    """All marks of a session as the rules see them, the oldest first."""
    rows = db.session.execute(
        select(
            Mark.id, Mark.enrolment_id, Mark.state, Mark.minutes, Mark.reason, Mark.device, Mark.device_number,
            Mark.superseded_at, Contradiction.id,
        )
        .outerjoin(
            Contradiction, and_(Contradiction.id == Mark.contradiction_id, Contradiction.settled_at.is_(None))
        )
        .where(Mark.session_id == session_id)
        .order_by(Mark.id)
    )  # fmt: skip
    return [
        Kept(
            id=mark_id, person=person, device=device, number=number, counts=superseded_at is None,
            disputed=contradiction is not None,
            said=Said(MarkState(state), minutes, AbsentFor(reason) if reason else None),
        )
        for mark_id, person, state, minutes, reason, device, number, superseded_at, contradiction in rows
    ]  # fmt: skip


def marks_by_session(session_ids: Collection[int]) -> dict[int, dict[int, Mark]]:
    """The marks that count, by session and enrolment."""
    found: dict[int, dict[int, Mark]] = {each: {} for each in session_ids}
    for mark in db.session.scalars(
        select(Mark).where(Mark.session_id.in_(session_ids), Mark.superseded_at.is_(None)).order_by(Mark.id)
    ):
        found[mark.session_id][mark.enrolment_id] = mark
    return found


def roll_calls(session_ids: Collection[int]) -> dict[int, RollCall]:
    """The roll calls of sessions, as far as they were opened."""
    found = db.session.scalars(select(RollCall).where(RollCall.session_id.in_(session_ids)))
    return {each.session_id: each for each in found}


def disputed(session_ids: Collection[int]) -> dict[int, set[int]]:
    """By session, the people of whom two devices say different things."""
    found: dict[int, set[int]] = {each: set() for each in session_ids}
    for session_id, person in db.session.execute(
        select(Contradiction.session_id, Contradiction.enrolment_id).where(
            Contradiction.session_id.in_(session_ids), Contradiction.settled_at.is_(None)
        )
    ):
        found[session_id].add(person)
    return found


def contradictions(session_id: int) -> list[Contradiction]:
    """What contradicts in a session and nobody has settled."""
    return list(
        db.session.scalars(
            select(Contradiction)
            .where(Contradiction.session_id == session_id, Contradiction.settled_at.is_(None))
            .order_by(Contradiction.id)
        )
    )


def voices(session_id: int) -> dict[int, list[tuple[Mark, str | None]]]:
    """The marks of each open contradiction, by person, with who gave them, in the order in which they came."""
    rows = db.session.execute(
        select(Mark, User.name)
        .join(Contradiction, Contradiction.id == Mark.contradiction_id)
        .outerjoin(User, User.id == Mark.marked_by_id)
        .where(Contradiction.session_id == session_id, Contradiction.settled_at.is_(None))
        .order_by(Mark.id)
    )
    found: dict[int, list[tuple[Mark, str | None]]] = {}
    for mark, name in rows:
        found.setdefault(mark.enrolment_id, []).append((mark, name))
    return found


def open_walk_ins(session_id: int) -> Sequence[WalkIn]:
    """People who came without a seat and whom nobody has looked after."""
    return db.session.scalars(
        select(WalkIn).where(WalkIn.session_id == session_id, WalkIn.settled_at.is_(None)).order_by(WalkIn.id)
    ).all()


def without_seat(session_ids: Collection[int]) -> dict[int, int]:
    """By session, how many came without a seat and are not looked after."""
    rows = db.session.execute(
        select(WalkIn.session_id, func.count())
        .where(WalkIn.session_id.in_(session_ids), WalkIn.settled_at.is_(None))
        .group_by(WalkIn.session_id)
    )
    return {session_id: count for session_id, count in rows}


def to_settle(session_ids: Collection[int]) -> dict[int, int]:
    """By session, how many people wait for somebody to settle what contradicts, or why they have no seat."""
    counts = without_seat(session_ids)
    return {
        each: len(people) + counts.get(each, 0)
        for each, people in disputed(session_ids).items()
        if people or each in counts
    }


def enrolment_with_number(number: str, session: ClassSession) -> tuple[Registration | None, int | None]:
    """Who has this registration number, and with which course the person comes to a session."""
    person = registration.by_number(number)
    kind = classes.programme_of(session.training_class).kind
    found = registration.course_of(person.id, kind) if person else None
    return person, found.id if found else None


def who_walked_in(actor: Actor, walk_ins: Collection[WalkIn]) -> dict[int, Registration]:
    """By walk-in the person: found for the class, or of those whose record the actor sees. Of all others there is only
    the number."""
    people = registration.people({each.enrolment_id for each in walk_ins if each.enrolment_id})
    seen = registration.seen_with(actor, _alone(walk_ins))
    found = {each.id: seen.get(each.number) for each in walk_ins if each.enrolment_id is None}
    found |= {each.id: people[each.enrolment_id].registration for each in walk_ins if each.enrolment_id in people}
    return {walk_in: person for walk_in, person in found.items() if person}


def refusals(actor: Actor, walk_ins: Collection[WalkIn]) -> dict[int, str]:
    """By walk-in why there is no seat. Whoever serves the owner of a lost card learns that it is one, wherever it was
    shown; whose it is, nobody."""
    lost = registration.retired(actor, _alone(walk_ins))
    return {
        each.id: Reason.CARD_LOST.value if each.enrolment_id is None and each.number in lost else each.refused
        for each in walk_ins
    }


def _alone(walk_ins: Collection[WalkIn]) -> set[str]:
    return {each.number for each in walk_ins if each.enrolment_id is None}


def marked(session_id: int) -> list[tuple[int, str]]:
    """Enrolment and state of each mark that counts."""
    return sorted((each, mark.state) for each, mark in marks(session_id).items())


def roll(session: ClassSession) -> list[Line]:
    """The people expected in a session, in order of their seats, with the marks they have."""
    expected = classes.rosters([session.id])[session.id]
    people, given = registration.people(expected), marks(session.id)
    return [
        Line(people[each], number, MarkState(given[each].state) if each in given else None, given.get(each))
        for each, number in expected.items()
    ]


def next_block(session: ClassSession) -> ClassSession | None:
    """The block of the same class that follows."""
    later = [each for each in session.training_class.sessions if each.block and each.starts_at > session.starts_at]
    return later[0] if later else None
