"""Freed seats, offered to those who wait, one after the other. Staff, trainees and the clock come this way alike."""

from datetime import UTC, datetime

from sqlalchemy import select

from lms.classes import messages
from lms.classes.actions.locks import hold_classes
from lms.classes.models import TrainingClass, Wait
from lms.classes.queries import line, waiting_list
from lms.classes.rules import Outcome
from lms.classes.rules.waiting import advance
from lms.core import clock
from lms.core.database import db
from lms.messages import actions as outbox
from lms.messages import queries as written
from lms.messages.rules import Channel
from lms.registration import queries as registration
from lms.registration.models import Enrolment


def offer_free_seats(*, class_id: int, at: datetime) -> int:
    """Bring a waiting list up to date: end offers nobody answered in time, offer what is free to the first in line who
    can still come, and tell them; returns how many were asked. The class must be held."""
    found = db.session.get_one(TrainingClass, class_id)
    waits = {one.wait.id: one.wait for one in waiting_list(class_id)}
    if found.cancelled_at or not waits:
        return 0
    told_at = written.quiet().next_allowed(clock.local(at)).astimezone(UTC)
    step = advance(line(found, waits.values(), at=at), at, told_at=told_at)
    for wait_id in step.lapsed:
        end_wait(waits[wait_id], Outcome.LAPSED, at=at)
    people = registration.people(waits[wait_id].enrolment_id for wait_id, _ in step.offers)
    for wait_id, until in step.offers:
        waits[wait_id].offered_until = until
        tell(people[waits[wait_id].enrolment_id], found, messages.Notice.SEAT_OFFERED, at=at, until=until)
    db.session.flush()
    return len(step.offers)


def pass_lapsed_offers(*, at: datetime, class_id: int | None = None) -> int:
    """End offers nobody answered in time, everywhere or in one class, and ask the next in line; returns how many."""
    lapsed = select(Wait).where(Wait.ended_at.is_(None), Wait.offered_until <= at)
    if class_id is not None:
        lapsed = lapsed.where(Wait.class_id == class_id)
    class_ids = {wait.class_id for wait in db.session.scalars(lapsed)}
    if not class_ids:
        return 0
    hold_classes(class_ids)
    passed = list(db.session.scalars(lapsed.execution_options(populate_existing=True)))
    for each in sorted(class_ids):
        offer_free_seats(class_id=each, at=at)
    return len(passed)


def end_wait(wait: Wait, outcome: Outcome, *, at: datetime) -> None:
    """Take somebody off the list."""
    wait.ended_at, wait.outcome = at, outcome.value
    db.session.flush()


def tell(
    enrolment: Enrolment, found: TrainingClass, notice: messages.Notice, *, at: datetime, until: datetime | None = None
) -> None:
    """Put a message to a person about a class into the outbox, in the person's language."""
    person, starts = enrolment.registration, found.coming_start(at)
    language, body = messages.written(
        notice, language=person.language, names=found.place_names, starts=starts, until=until
    )
    outbox.queue(
        person_key=person.key,
        channel=Channel.SMS if person.phone else Channel.PRINT,
        address=person.phone,
        language=language,
        code=notice.value,
        body=body,
        expires_at=until or starts,
        at=at,
    )
