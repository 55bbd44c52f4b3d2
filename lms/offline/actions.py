"""Taking in what a phone sends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.attendance import actions as attendance
from lms.attendance import queries as rolls
from lms.attendance.permissions import can_call_roll, can_change_marks
from lms.attendance.rules import Reason
from lms.attendance.rules.marks import Sent
from lms.classes import queries as classes
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.offline.rules import BEGIN, END, Batch, Letter
from lms.registration import actions as registration
from lms.registration import queries as people_of
from lms.registration.rules import Person, Plan


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the entries of a phone: those that are kept now, and why others were not taken."""

    kept: frozenset[str]
    refused: Mapping[str, Refused]


def take_in(*, actor: Actor, letter: Letter, at: datetime) -> Receipt:
    """Take in everything that a phone sends, session by session: what is refused in one does not hold up another.
    Sending it again changes nothing."""
    kept: set[str] = set()
    refused: dict[str, Refused] = dict.fromkeys(letter.unread, Refused(Reason.NOT_UNDERSTOOD))
    for batch in letter.batches:
        try:
            with db.session.begin_nested():
                receipt = _batch(batch, actor=actor, device=letter.device, at=at)
        except Refused as reason:
            refused |= dict.fromkeys(batch.ids, reason)
        except NotThere:
            refused |= dict.fromkeys(batch.ids, Refused(Reason.NOT_YOURS))
        else:
            kept |= receipt.kept
            refused |= receipt.refused
    return Receipt(frozenset(kept), refused)


def _batch(batch: Batch, *, actor: Actor, device: str, at: datetime) -> Receipt:
    session = classes.session(batch.session_id)
    if not can_call_roll(actor, session):
        raise NotThere
    what = {"session_id": session.id, "by": actor.user_id, "at": at}
    if BEGIN in batch.times:
        attendance.begin_block(began_at=batch.times[BEGIN][1], **what)
    marks = [*batch.marks, *_arrivals(batch, device, what)]
    may_overrule = can_change_marks(actor, session, rolls.roll_call(session.id), clock.local(at).date())
    taken = attendance.take_marks(marks=marks, may_overrule=may_overrule, **what)
    if END in batch.times:
        attendance.end_block(ended_at=batch.times[END][1], **what)
    refused: dict[str, Refused] = dict.fromkeys(taken.strangers, Refused(Reason.NOT_ON_ROLL))
    if batch.closing:
        try:
            attendance.close_marked(**what)
        except Refused as reason:
            refused[batch.closing] = reason
    return Receipt(frozenset(set(batch.ids) - refused.keys()), refused)


def _arrivals(batch: Batch, device: str, what: Mapping[str, object]) -> list[Sent]:
    """Seat those who walked in; the marks of those who got a seat. The others are written down for an officer."""
    marks = []
    for each in batch.arrivals:
        found = attendance.take_walk_in(
            client_id=each.client_id, number=each.number, device=device, said_at=each.said_at, **what
        )
        if found.refused is None:
            marks.append(
                Sent(each.client_id, found.enrolment_id, each.said, device, each.device_number, each.said_at)
            )
    return marks


def register_people(
    *,
    actor: Actor,
    people: Sequence[tuple[str, Person, Plan]],
    language: str,
    centres: Mapping[str, str | None],
    at: datetime,
) -> tuple[dict[str, tuple[str, bool]], dict[str, Refused]]:
    """Register whom a device wrote down without network, each once and at the centre that serves them: by its name of
    them the number, and whether somebody the actor serves looks like them; and why others were not taken."""
    kept: dict[str, tuple[str, bool]] = {}
    refused: dict[str, Refused] = {}
    for name, person, plan in people:
        try:
            with db.session.begin_nested():
                made = registration.register(
                    person=person, plan=plan, language=language, centre_code=centres[name],
                    form_token=f"field-{name}", by=actor.user_id, at=at,
                )  # fmt: skip
        except Refused as reason:
            refused[name] = reason
        else:
            kept[name] = made.number, bool(people_of.lookalikes_of(actor, made.id))
    return kept, refused
