"""Putting messages into the outbox, and saying anew what waits in it."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError

from lms.core.database import db
from lms.messages import queries
from lms.messages.models import OutboxMessage
from lms.messages.rules import Channel, State, staff_key
from lms.messages.rules.texts import plain


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
    expires_at: datetime | None = None


def queue_once(notices: Collection[Notice], *, at: datetime) -> None:
    """Write each of these as `queue` does with a subject: the same few statements for one as for a whole class."""
    by_subject = {(each.person_key, each.code, each.subject): each for each in notices}
    known = queries.about_each(by_subject.keys())
    for each in known.values():
        said = by_subject[each.person_key, each.code, each.subject]
        say_anew(
            each, channel=said.channel, address=said.address, language=said.language, body=said.body,
            expires_at=said.expires_at, at=at,
        )  # fmt: skip
    fresh = [each for subject, each in by_subject.items() if subject not in known]
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

    With a `subject` it is written once, however often it is queued: one that still waits, or was withdrawn, says from
    then on what is said now. A `secret` is for nobody's eyes but the person's: it is never printed or shown, and
    forgotten once it is settled."""
    if subject is not None and (before := queries.about(person_key=person_key, code=code, subject=subject)):
        said = {"channel": channel, "address": address, "language": language, "body": body, "expires_at": expires_at}
        return say_anew(before, **said, at=at)
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


def say_anew(
    found: OutboxMessage, *, channel: Channel, body: str, at: datetime, **facts: Any
) -> OutboxMessage:
    """What was withdrawn is true again and waits, in the words of now; what still waits, and nobody is sending, says
    what is true now. What could not be sent stays with the desk, which phones, prints or sends the words of now. What
    has gone out or was told stays as it is."""
    now = {"channel": channel.value, "body": plain(body), **facts}
    changed = {name: value for name, value in now.items() if getattr(found, name) != value}
    if found.state == State.FAILED:
        return _reworded(found, changed)
    if found.state != State.WITHDRAWN and not (found.state == State.WAITING and changed):
        return found
    if not changed.keys().isdisjoint(("address", "body")):  # a line that has the old one may send this one too
        changed["key"] = new_key()
    still = or_(OutboxMessage.state == State.WITHDRAWN, (OutboxMessage.state == State.WAITING) & queries.free(at))
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == found.id, still)
        .values(**changed, state=State.WAITING.value, settled_at=None, tries=0, next_try_at=at, leased_until=None)
    )
    return found


def _reworded(found: OutboxMessage, changed: Mapping[str, Any]) -> OutboxMessage:
    words = {name: changed[name] for name in ("language", "body", "expires_at") if name in changed}
    if "body" in words:
        words["key"] = new_key()
    if words:
        given_up = OutboxMessage.id == found.id, OutboxMessage.state == State.FAILED
        db.session.execute(update(OutboxMessage).where(*given_up).values(**words))
    return found


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
        key=new_key(), channel=channel.value, body=plain(body), created_at=at, next_try_at=at, **facts
    )


def new_key() -> str:
    """What gateways know a message by."""
    # Not from core.chance: two demo worlds of one seed may speak to one gateway, and each message is its own.
    return secrets.token_hex(10)
