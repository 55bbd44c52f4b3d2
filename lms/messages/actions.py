"""Writing messages, taking them out to send, and noting what became of them."""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, case, func, or_, type_coerce, update
from sqlalchemy.exc import IntegrityError

from lms.core import clock
from lms.core.database import db
from lms.core.encryption import ERASED
from lms.messages import queries
from lms.messages.models import OutboxMessage
from lms.messages.rules import BATCH, LEASE, MOST_TRIES, Channel, Fault, State, pause_after, staff_key
from lms.messages.rules.texts import plain


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as a transport gets it."""

    id: int
    key: str
    channel: str
    address: str | None
    language: str
    code: str
    body: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody is to be told once about a subject."""

    person_key: str
    channel: Channel
    address: str | None
    language: str
    code: str
    body: str
    subject: str


def queue_once(notices: Collection[Notice], *, at: datetime) -> None:
    """Write each of these as `queue` does with a subject: the same few statements for one as for a whole class."""
    known = queries.about_each({(each.person_key, each.code, each.subject) for each in notices})
    for each in known.values():
        _true_again(each, at)
    fresh = [each for each in notices if (each.person_key, each.code, each.subject) not in known]
    if not fresh:
        return
    try:
        with db.session.begin_nested():
            db.session.add_all([_written(**asdict(each), at=at) for each in fresh])
    except IntegrityError:  # another worker wrote one of them in this very moment
        for each in fresh:
            queue(**asdict(each), at=at)


def queue(
    *, person_key: str, channel: Channel, address: str | None, language: str, code: str, body: str, at: datetime,
    subject: str | None = None, expires_at: datetime | None = None, secret: bool = False,
) -> OutboxMessage:  # fmt: skip
    """Write a message in the transaction of its cause, saved with it: it is sent only if that is committed.

    With a `subject` it is written once, however often it is queued; one that was withdrawn is true again. A `secret`
    is for nobody's eyes but the person's: it is never printed or shown, and forgotten once it is settled."""
    if subject is not None and (before := queries.about(person_key=person_key, code=code, subject=subject)):
        return _true_again(before, at)
    made = _written(
        person_key=person_key, channel=channel, address=address, language=language, code=code, body=body, at=at,
        subject=subject, expires_at=expires_at, secret=secret,
    )  # fmt: skip
    if subject is None:
        db.session.add(made)
        return made
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # another worker wrote it in this very moment
        return queries.about(person_key=person_key, code=code, subject=subject)
    return made


def queue_for_staff(*, user_id: int, email: str | None, phone: str | None, **message: Any) -> OutboxMessage | None:
    """Write to a colleague as `queue` does: by e-mail where something carries it, or else to their telephone. Who gave
    neither is not written to."""
    if not (email or phone):
        return None
    by_mail = bool(email) and (Channel.EMAIL in queries.carried() or not phone)
    channel, address = (Channel.EMAIL, email) if by_mail else (Channel.SMS, phone)
    return queue(person_key=staff_key(user_id), channel=channel, address=address, **message)


def _written(*, channel: Channel, body: str, at: datetime, **facts: Any) -> OutboxMessage:
    return OutboxMessage(
        key=_new_key(), channel=channel.value, body=plain(body), created_at=at, next_try_at=at, **facts
    )


def lease(*, channels: Collection[Channel], most: int = BATCH, at: datetime) -> list[Letter]:
    """Take messages out to send. Commit before sending: a worker that dies leaves them to the next one.

    In quiet hours no SMS is taken. What was tried often enough, or has lost its sense, is settled instead."""
    _settle_hopeless(at)
    if queries.quiet().hold(clock.local(at)):
        channels = set(channels) - {Channel.SMS}
    taken = queries.due(at, channels=channels, most=most)
    for each in taken:
        each.tries += 1
        each.leased_until = at + LEASE
    db.session.flush()
    return [
        Letter(each.id, each.key, each.channel, each.address, each.language, each.code, each.body) for each in taken
    ]


def mark_sent(*, message_ids: Iterable[int], at: datetime) -> None:
    """Record that these have gone out."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(list(message_ids)))
        .values(state=State.SENT.value, settled_at=at, fault=None, leased_until=None, body=_kept_body())
    )


def put_off(*, message_id: int, at: datetime) -> State:
    """Nobody answered: try later, or leave it to the desk after the last try. Returns what it is now."""
    found = queries.message(message_id, to_change=True)
    if found.state == State.WAITING:
        found.leased_until = None
        if found.tries >= MOST_TRIES:
            _fail(found, Fault.NO_ANSWER, at)
        else:
            found.next_try_at = at + pause_after(found.tries)
        db.session.flush()
    return State(found.state)


def give_up(*, message_id: int, at: datetime) -> None:
    """The line refused it for good: leave it to the desk."""
    found = queries.message(message_id, to_change=True)
    if found.state == State.WAITING:
        _fail(found, Fault.REFUSED, at)
        db.session.flush()


def give_back(*, message_ids: Collection[int]) -> None:
    """Put back what was taken out and not tried: its line is down."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(message_ids), OutboxMessage.state == State.WAITING)
        .values(leased_until=None, tries=OutboxMessage.tries - 1)
    )


def withdraw(*, message_ids: Collection[int], at: datetime) -> None:
    """What these say is not true any more: nobody shall get them."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(message_ids), OutboxMessage.state == State.WAITING)
        .values(state=State.WITHDRAWN.value, settled_at=at, body=_kept_body())
    )


def settle(*, message_ids: Collection[int], how: State, by: int | None, at: datetime) -> None:
    """The desk has printed these, or told the person: PRINTED or TOLD. What has gone out meanwhile stays sent."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(message_ids), OutboxMessage.state.in_((State.WAITING, State.FAILED)))
        .values(state=how.value, settled_at=at, settled_by_id=by, leased_until=None)
    )


def try_again(*, message_id: int, address: str | None, at: datetime) -> None:
    """Send once more what could not be sent: to the number that the person has now."""
    found = queries.message(message_id, to_change=True)
    if found.state != State.FAILED or address is None:
        return
    if found.address != address:  # for another number it is another message
        found.address, found.key = address, _new_key()
    found.state, found.settled_at, found.fault, found.tries, found.next_try_at = State.WAITING.value, None, None, 0, at
    db.session.flush()


def forget_old_letters(*, before: datetime, but: Collection[str], at: datetime) -> int:
    """Empty what was written to people, and their numbers, once it was settled before a moment; what nobody ever
    settled, once it had lost its sense or, without such a day, was written before it. What was written to the people
    `but` (keys) stays. How many."""
    over = func.coalesce(OutboxMessage.settled_at, OutboxMessage.expires_at, OutboxMessage.created_at) < before
    return _forget(over, OutboxMessage.person_key.not_in(but), at=at)


def forget_letters(*, person_keys: Collection[str], at: datetime) -> int:
    """Empty everything that was written to these people. How many."""
    return _forget(OutboxMessage.person_key.in_(person_keys), at=at)


def _forget(*which: ColumnElement[bool], at: datetime) -> int:
    """That something was written, of which kind, and what became of it, stays."""
    these, waits = update(OutboxMessage).where(*which), OutboxMessage.settled_at.is_(None)
    written = or_(type_coerce(OutboxMessage.body, Text) != "", OutboxMessage.address.is_not(None))
    done = db.session.execute(these.where(written).values(body=ERASED, address=None)).rowcount
    db.session.execute(these.where(waits).values(state=State.LATE.value, settled_at=at, leased_until=None))
    return done


def _new_key() -> str:
    # Not from core.chance: two demo worlds of one seed may speak to one gateway, and each message is its own.
    return secrets.token_hex(10)


def _true_again(found: OutboxMessage, at: datetime) -> OutboxMessage:
    if found.state == State.WITHDRAWN:
        found.state, found.settled_at, found.next_try_at = State.WAITING.value, None, at
        db.session.flush()
    return found


def _fail(found: OutboxMessage, fault: Fault, at: datetime) -> None:
    found.state, found.fault, found.settled_at, found.leased_until = State.FAILED.value, fault.value, at, None
    if found.secret:
        found.body = ""


def _kept_body() -> ColumnElement[str]:
    """What stays of the words of a message that is settled: of a secret nothing."""
    return case((OutboxMessage.secret, ERASED), else_=type_coerce(OutboxMessage.body, Text))


def _settle_hopeless(at: datetime) -> None:
    free = or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= at)
    waiting = update(OutboxMessage).where(OutboxMessage.state == State.WAITING, free)
    db.session.execute(
        waiting.where(OutboxMessage.expires_at <= at).values(state=State.LATE.value, settled_at=at, body=_kept_body())
    )
    db.session.execute(  # its workers died over it
        waiting.where(OutboxMessage.tries >= MOST_TRIES).values(
            state=State.FAILED.value, fault=Fault.NO_ANSWER.value, settled_at=at, body=_kept_body()
        )
    )
