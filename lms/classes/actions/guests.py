"""Guests of a block, who come besides its trainer (E95)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from lms.accounts.actions import record
from lms.accounts.models import User
from lms.classes import queries
from lms.classes.actions.locks import hold_classes
from lms.classes.actions.trainings import account_of
from lms.classes.messages import Notice, written
from lms.classes.models import ClassSession
from lms.classes.queries import tellers
from lms.classes.rules import Reason
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.messages import actions as outbox
from lms.messages import queries as letters
from lms.messages.models import OutboxMessage
from lms.messages.rules import Channel, State, guest_key, staff_key
from lms.messages.rules.texts import plain
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer

Told = tuple[datetime, datetime, dict[str, str]]  # when a visit begins and ends, and where: what a guest was told


def invite_guest(*, session_id: int, guest_id: int, by: int | None, at: datetime) -> bool:
    """Book a guest for a block that is still to come, and tell them; one who was booked before is called off. Whoever
    is booked already stays, whatever became of their authorisation since. Returns whether a message goes to where they
    are reached; if not, the desk has to tell them.

    Raises NotThere when they may not tell of anything in it, and Refused(BEGUN, CANCELLED or GUEST_BUSY)."""
    trainers.hold([guest_id])
    found = queries.session(session_id)
    hold_classes({found.class_id})
    guest = trainers.trainer(guest_id)
    if found.guest_id == guest_id:
        return _reach(guest, at) is not None
    if not tellers.may_tell(guest, found):
        raise NotThere
    if found.cancelled_at:
        raise Refused(Reason.CANCELLED)
    if found.starts_at <= at:
        raise Refused(Reason.BEGUN)
    if tellers.is_busy(guest_id, found):
        raise Refused(Reason.GUEST_BUSY)
    if found.guest:
        tell_guest(found, Notice.VISIT_CANCELLED, at=at)
    _put(found, guest, at=at)
    tell_guest(found, Notice.VISIT_BOOKED, at=at)
    record(action="guest-invited", kind="session", subject=session_id, by=by, at=at)
    return _reach(guest, at) is not None


def call_guest_off(*, session_id: int, by: int | None, at: datetime) -> None:
    """Nobody comes as a guest to this block any more; who was booked is told. Raises NotThere."""
    found = queries.session(session_id)
    hold_classes({found.class_id})
    if found.guest_id is not None:
        if not found.cancelled_at:  # else they know
            tell_guest(found, Notice.VISIT_CANCELLED, at=at)
        _put(found, None, at=at)
        record(action="guest-called-off", kind="session", subject=session_id, by=by, at=at)


def tell_guest(session: ClassSession, notice: Notice, *, at: datetime) -> None:
    """Put a message to the guest of a block that is still to come into the outbox: to where their account says that
    they are reached, or else for the desk, who tells them or hands it over on paper. What was written of this visit and
    did not reach them is withdrawn: they are told what is new to them, or nothing."""
    if session.guest is None or session.starts_at <= at:
        return
    subject = f"visit-{session.id}-{session.guest.id}."
    before = letters.of_subjects(_keys(session.guest), subject)
    told = next((each for each in reversed(before) if _reached(each, at)), None)
    outbox.withdraw(message_ids=[each.id for each in before], at=at)
    news = _news(notice, told, session)
    if news is None:
        return
    user = _reach(session.guest, at)
    language, body = _written(news, session, user.language if user else session.training_class.language)
    message = {
        "language": language, "code": news.value, "body": body, "subject": f"{subject}{len(before)}",
        "expires_at": session.starts_at, "at": at,
    }  # fmt: skip
    if user:
        outbox.queue_for_staff(user_id=user.id, email=user.email, phone=user.phone, **message)
    else:
        outbox.queue(person_key=guest_key(session.guest.id), channel=Channel.PRINT, address=None, **message)


def visits(sessions: Iterable[ClassSession]) -> dict[int, Told]:
    """What the guests of these blocks were told, by number of the block."""
    return {each.id: (each.starts_at, each.ends_at, each.room.place_names) for each in sessions if each.guest_id}


def tell_moved(sessions: Iterable[ClassSession], before: Mapping[int, Told], *, at: datetime) -> None:
    """Tell the guests of blocks that have another time or place than `before`."""
    now = visits(sessions)
    for each in sessions:
        if each.id in now and now[each.id] != before.get(each.id):
            tell_guest(each, Notice.VISIT_MOVED, at=at)


def _news(notice: Notice, told: OutboxMessage | None, session: ClassSession) -> Notice | None:
    """What is new to a guest who was `told` this last, if anything is: who never heard of a visit is not told that it
    is another, or none, and who knows when and where to come not once more."""
    comes = told is not None and told.code != Notice.VISIT_CANCELLED
    if notice is Notice.VISIT_CANCELLED:
        return notice if comes else None
    if not comes:
        return Notice.VISIT_BOOKED
    as_told = _written(Notice(told.code), session, told.language)[1]
    return None if plain(as_told) == told.body else Notice.VISIT_MOVED


def _written(notice: Notice, session: ClassSession, language: str) -> tuple[str, str]:
    return written(notice, language=language, names=session.room.place_names, starts=session.starts_at)


def _reached(message: OutboxMessage, at: datetime) -> bool:
    """Whether somebody was told, or is just being told."""
    sending = message.state == State.WAITING and message.leased_until is not None and message.leased_until > at
    return sending or message.state in (State.SENT, State.PRINTED, State.TOLD)


def _keys(guest: Trainer) -> list[str]:
    """Whom messages to a guest are for, with their account or without."""
    return [guest_key(guest.id), *([staff_key(guest.user_id)] if guest.user_id else [])]


def _reach(guest: Trainer, at: datetime) -> User | None:
    """The account that says where somebody is reached, if there is one."""
    user = account_of(guest, at=at)
    return user if user and (user.email or user.phone) else None


def _put(found: ClassSession, guest: Trainer | None, *, at: datetime) -> None:
    """Book somebody or nobody. A calendar learns that the day of the class is another than it was."""
    found.guest_id = guest.id if guest else None
    found.training_class.sequence += 1
    found.training_class.changed_at = at
    db.session.flush()
    db.session.expire(found, ["guest"])
