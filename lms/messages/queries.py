"""Reads of the outbox."""

from collections.abc import Collection
from datetime import datetime

from flask import current_app
from sqlalchemy import ColumnElement, func, or_, select, true

from lms.core.database import db, get_row, held_anew
from lms.core.errors import NotThere
from lms.messages.models import OutboxMessage
from lms.messages.rules import GUEST, MOST_TRIES, STAFF, Channel, State
from lms.messages.rules.quiet import QuietHours, quiet_hours

# What carries each kind of transport; a channel that nothing carries is printed.
CARRIED = {
    "paper": frozenset(),
    "console": frozenset({Channel.SMS, Channel.EMAIL}),
    "file": frozenset({Channel.SMS, Channel.EMAIL}),
}


def message(message_id: int, *, to_change: bool = False) -> OutboxMessage:
    """One message; `to_change` holds it until the end of the transaction. Raises NotThere."""
    found = get_row(OutboxMessage, message_id, to_change=to_change)
    if found is None:
        raise NotThere
    return found


def of_people(keys: Collection[str]) -> list[OutboxMessage]:
    """Everything written to people, the newest first."""
    return list(
        db.session.scalars(
            select(OutboxMessage).where(OutboxMessage.person_key.in_(keys)).order_by(OutboxMessage.id.desc())
        )
    )


def not_sent(codes: Collection[str], *, at: datetime) -> list[OutboxMessage]:
    """What of these kinds was written to colleagues and guests of a class, is still true, and was given up or can be
    carried by nothing here; in order of writing."""
    theirs = or_(*(OutboxMessage.person_key.startswith(each) for each in (STAFF, GUEST)))
    return list(
        db.session.scalars(
            select(OutboxMessage)
            .where(needs_somebody(at), OutboxMessage.code.in_(codes), theirs)
            .order_by(OutboxMessage.id)
        )
    )


def about(*, person_key: str, code: str, subject: str) -> OutboxMessage | None:
    """What was written to somebody about a subject."""
    return db.session.scalar(
        select(OutboxMessage).where(
            OutboxMessage.person_key == person_key, OutboxMessage.code == code, OutboxMessage.subject == subject
        )
    )


def of_subjects(keys: Collection[str], begin: str) -> list[OutboxMessage]:
    """What was written to these people about subjects that begin so, in order of writing."""
    about = OutboxMessage.person_key.in_(keys), OutboxMessage.subject.startswith(begin, autoescape=True)
    return list(db.session.scalars(select(OutboxMessage).where(*about).order_by(OutboxMessage.id)))


def about_each(subjects: Collection[tuple[str, str, str]]) -> dict[tuple[str, str, str], OutboxMessage]:
    """What was written of these (person, code, subject), each with its message. They are few subjects, of however many
    people: a statement that named each person would be too long for a database."""
    found = db.session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.code.in_({code for _, code, _ in subjects}),
            OutboxMessage.subject.in_({subject for _, _, subject in subjects}),
        )
    )
    keys = ((each, (each.person_key, each.code, each.subject)) for each in found)
    return {key: each for each, key in keys if key in subjects}


def is_told(*, code: str, subject: str) -> bool:
    """Whether anybody was written to about a subject."""
    told = select(OutboxMessage.id).where(OutboxMessage.code == code, OutboxMessage.subject == subject)
    return db.session.scalar(told.limit(1)) is not None


def written(codes: Collection[str], *, since: datetime) -> dict[tuple[str, str, str], State]:
    """What was written of these kinds since then: (person, code, subject) → what became of it."""
    rows = db.session.execute(
        select(OutboxMessage.person_key, OutboxMessage.code, OutboxMessage.subject, OutboxMessage.state).where(
            OutboxMessage.code.in_(codes), OutboxMessage.subject.is_not(None), OutboxMessage.created_at >= since
        )
    )
    return {(person, code, subject): State(state) for person, code, subject, state in rows}


def waiting(codes: Collection[str]) -> list[OutboxMessage]:
    """What waits of these kinds, to be sent or printed."""
    return list(
        db.session.scalars(
            select(OutboxMessage).where(OutboxMessage.state == State.WAITING, OutboxMessage.code.in_(codes))
        )
    )


def given_up(codes: Collection[str], *, since: datetime) -> list[OutboxMessage]:
    """What of these kinds was written since then and could not be sent: the desk phones, prints, or sends it again."""
    failed = OutboxMessage.state == State.FAILED, OutboxMessage.code.in_(codes), OutboxMessage.created_at >= since
    return list(db.session.scalars(select(OutboxMessage).where(*failed)))


def told_since(codes: Collection[str], *, since: datetime) -> set[str]:
    """The people to whom something of these kinds was written since then."""
    return set(
        db.session.scalars(
            select(OutboxMessage.person_key).where(OutboxMessage.code.in_(codes), OutboxMessage.created_at >= since)
        )
    )


def due(at: datetime, *, channels: Collection[Channel], most: int) -> list[OutboxMessage]:
    """Messages to send now, the oldest first, locked; those that another worker is taking are left to it."""
    return list(
        db.session.scalars(
            held_anew(
                select(OutboxMessage)
                .where(
                    OutboxMessage.state == State.WAITING,
                    OutboxMessage.channel.in_([each.value for each in channels]),
                    OutboxMessage.tries < MOST_TRIES,
                    OutboxMessage.next_try_at <= at,
                    free(at),
                )
                .order_by(OutboxMessage.id)
                .limit(most),
                skip_locked=True,
            )
        )
    )


def free(at: datetime) -> ColumnElement[bool]:
    """Messages that nobody is sending just now."""
    return or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= at)


def carried() -> frozenset[Channel]:
    """The channels that something here carries; the others are printed."""
    transport = current_app.config["MESSAGES_TRANSPORT"]
    if transport in CARRIED:
        return CARRIED[transport]
    found = {Channel.SMS: current_app.config["SMS_GATEWAY"], Channel.EMAIL: current_app.config["SMTP_URL"]}
    return frozenset(channel for channel, way in found.items() if way)


def sends_codes() -> bool:
    """Whether a code can be sent to a telephone: secrets are never printed."""
    return Channel.SMS in carried()


def needs_somebody(at: datetime) -> ColumnElement[bool]:
    """Messages for which somebody of the centre must do something: print them, or phone; those that have lost their
    sense, and secrets, are left out."""
    on_paper = (OutboxMessage.state == State.WAITING) & OutboxMessage.channel.not_in([each.value for each in carried()])
    still_true = or_(OutboxMessage.expires_at.is_(None), OutboxMessage.expires_at > at)
    return or_(on_paper, OutboxMessage.state == State.FAILED) & still_true & ~OutboxMessage.secret


def quiet() -> QuietHours:
    """The hours in which no SMS is sent here."""
    return quiet_hours(current_app.config["QUIET_HOURS"])


def backlog(among: ColumnElement[bool] | None = None) -> tuple[int, datetime | None]:
    """How many messages wait for a way that is carried here, and since when the oldest does; `among` those that
    somebody may see."""
    count, oldest = db.session.execute(
        select(func.count(), func.min(OutboxMessage.created_at)).where(
            OutboxMessage.state == State.WAITING,
            OutboxMessage.channel.in_([each.value for each in carried()]),
            true() if among is None else among,
        )
    ).one()
    return count, oldest
