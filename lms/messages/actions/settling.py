"""What is not sent: taken back, settled by the desk, tried once more, forgotten."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Text, case, func, or_, type_coerce, update

from lms.core.database import db
from lms.core.encryption import ERASED
from lms.messages import queries
from lms.messages.actions.writing import new_key
from lms.messages.models import OutboxMessage
from lms.messages.rules import State


def withdraw(*, message_ids: Collection[int], at: datetime) -> None:
    """What these say is not true any more: nobody shall get them, nor be told what could not be sent."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(message_ids), OutboxMessage.state.in_((State.WAITING, State.FAILED)))
        .values(state=State.WITHDRAWN.value, settled_at=at, body=kept_body())
    )


def withdraw_all(*, code: str, subject: str, at: datetime) -> None:
    """The same for everybody who was written to about a subject."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.code == code, OutboxMessage.subject == subject, OutboxMessage.state == State.WAITING)
        .values(state=State.WITHDRAWN.value, settled_at=at, body=kept_body())
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
        found.address, found.key = address, new_key()
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


def kept_body() -> ColumnElement[str]:
    """What stays of the words of a message that is settled: of a secret nothing."""
    return case((OutboxMessage.secret, ERASED), else_=type_coerce(OutboxMessage.body, Text))
