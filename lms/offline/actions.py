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
from lms.curriculum import queries as curriculum
from lms.learning import actions as learning
from lms.learning.queries import lessons as lessons_of
from lms.offline.rules import BEGIN, END, Batch, Lessons, Letter
from lms.quizzes import actions as quizzes
from lms.registration import actions as registration
from lms.registration import queries as people_of
from lms.registration.models import Enrolment
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


def take_lessons(*, enrolment: Enrolment, letter: Lessons, at: datetime) -> tuple[set[str], dict[str, Refused]]:
    """Take in what a phone read and answered of a course, lesson by lesson; sending it again changes nothing. Which
    entries are kept, and why others are not."""
    kept: set[str] = set()
    refused: dict[str, Refused] = dict.fromkeys(letter.unread, Refused(Reason.NOT_UNDERSTOOD))
    programme, by = curriculum.programme(enrolment.edition_id), enrolment.registration.user_id
    lessons = {each.module.slug: each for each in lessons_of(enrolment)} if letter.reads else {}
    for slug, reads in letter.reads.items():
        if lesson := lessons.get(slug):
            for screen in sorted(set(reads.values()) & set(range(1, lesson.screens + 1))):
                learning.read_screen(
                    enrolment_id=enrolment.id, module=lesson.module, screen=screen, not_needed=lesson.not_needed, by=by,
                    at=at,
                )  # fmt: skip
            kept |= reads.keys()
        else:
            refused |= dict.fromkeys(reads, Refused(Reason.NOT_YOURS))
    for key, (slug, go) in letter.goes.items():
        ids = letter.ids[key]
        try:
            with db.session.begin_nested():
                editions = curriculum.editions_in(programme, slug)
                wrong = quizzes.take_go(enrolment=enrolment, module=slug, editions=editions, go=go, by=by, at=at)
        except NotThere:
            refused |= dict.fromkeys(ids.values(), Refused(Reason.NOT_YOURS))
        except Refused as reason:
            refused |= dict.fromkeys(ids.values(), reason)
        else:
            refused |= {ids[number]: Refused(reason) for number, reason in wrong.items()}
            kept |= set(ids.values()) - refused.keys()
    return kept, refused


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
