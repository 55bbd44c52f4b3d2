"""Marks that phones send, once or many times, in any order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from lms.attendance import queries
from lms.attendance.actions.opening import held, opened
from lms.attendance.models import Contradiction, Mark
from lms.attendance.rules.marks import Merged, Placed, Sent, Way, merged
from lms.classes import queries as classes
from lms.core.database import db
from lms.core.events import EnrolmentsProgressed, publish


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of marks that were sent: the client's ids of those that are kept, and of those that speak of people
    whom nobody expects in the session."""

    kept: frozenset[str]
    strangers: frozenset[str]


def take_marks(
    *, session_id: int, marks: Sequence[Sent], may_overrule: bool, by: int | None, at: datetime
) -> TakenIn:
    """Keep what a phone sends of one session. What is kept already is not kept again; what contradicts another
    device stays beside it until a person settles it. One read of the roster, one insert, one event.

    Raises what `open_roll_call` raises."""
    session = held(session_id)
    roll_call = opened(session, by=by, at=at)
    known = _known({each.client_id for each in marks})
    expected = {*classes.roster(session_id), *queries.marks_of(session_id)}
    fresh = {each.client_id: each for each in marks if each.client_id not in known}
    strangers = frozenset(each.client_id for each in fresh.values() if each.person not in expected)
    found = merged(
        queries.kept_marks(session_id),
        [each for each in fresh.values() if each.client_id not in strangers],
        may_overrule=may_overrule,
    )
    _keep(session_id, found, by=by, at=at)
    if roll_call.closed_at and found.placed:
        publish(EnrolmentsProgressed(at, by, tuple(sorted({each.sent.person for each in found.placed}))))
    return TakenIn(frozenset(known | (fresh.keys() - strangers)), strangers)


def _known(client_ids: Collection[str]) -> set[str]:
    return set(db.session.scalars(select(Mark.client_id).where(Mark.client_id.in_(client_ids))))


def _keep(session_id: int, found: Merged, *, by: int | None, at: datetime) -> None:
    if not found.placed:
        return
    contradictions = _contradictions(session_id, found, at=at)
    if found.superseded:
        db.session.execute(update(Mark).where(Mark.id.in_(found.superseded)).values(superseded_at=at))
    given = {"session_id": session_id, "marked_at": at, "marked_by_id": by, "way": Way.PHONE.value}
    db.session.execute(insert(Mark), [{**given, **_row(each, contradictions, at=at)} for each in found.placed])


def _row(placed: Placed, contradictions: Mapping[int, int], *, at: datetime) -> dict[str, object]:
    sent = placed.sent
    return {
        "enrolment_id": sent.person,
        "state": sent.said.state.value,
        "minutes": sent.said.minutes,
        "reason": sent.said.reason.value if sent.said.reason else None,
        "superseded_at": None if placed.counts else at,
        "client_id": sent.client_id,
        "device": sent.device,
        "device_number": sent.number,
        "said_at": sent.said_at,
        "contradiction_id": contradictions[sent.person] if placed.disputed else None,
    }


def _contradictions(session_id: int, found: Merged, *, at: datetime) -> dict[int, int]:
    """The open contradiction of each person concerned, made where there is none; the kept marks join it."""
    people = sorted({each.sent.person for each in found.placed if each.disputed})
    if not people:
        return {}
    rows = {each.enrolment_id: each for each in queries.contradictions(session_id)}
    made = [Contradiction(session_id=session_id, enrolment_id=each, found_at=at) for each in people if each not in rows]
    db.session.add_all(made)
    db.session.flush()
    by_person = {each.enrolment_id: each.id for each in [*rows.values(), *made]}
    for kept in db.session.scalars(select(Mark).where(Mark.id.in_(found.disputed))):
        kept.contradiction_id = by_person[kept.enrolment_id]
    db.session.flush()
    return by_person
