"""Putting into the outbox what people are to be reminded of, and what the desk does with what could not be sent."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from lms.accounts import queries as users
from lms.accounts.actions import record
from lms.advisories import queries as advisories
from lms.advisories.models import Advisory
from lms.advisories.rules import is_for
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import begin_to_write
from lms.core.events import AdvisoryApproved, AdvisoryWithdrawn, NewDevice
from lms.messages import actions as outbox
from lms.messages import queries as written_before
from lms.messages.models import OutboxMessage
from lms.messages.rules import Channel, State
from lms.notices import queries
from lms.notices.messages import new_device_words, staff_words, written
from lms.notices.rules import Reminder
from lms.registration.models import Registration
from lms.registration.queries.consents import refused
from lms.registration.queries.courses import on_their_way
from lms.registration.rules.consents import Purpose

LOOK_BACK = timedelta(days=30)  # longer than any reminder stays due
CODES = tuple(each.value for each in Reminder if each is not Reminder.IMPORTANT_NEWS)  # that falls due on no day
STAFF_LOOK_BACK = timedelta(days=100)  # from the first word until long after it fell due


def remind(*, at: datetime) -> tuple[int, int]:
    """Put every reminder that is due into the outbox, each once however often this runs, and take back those that are
    not true any more; one that still waits says the day and the place of now. Of advisories that begin today everybody
    is told. Who refused reminders gets none. Returns how many reminders are new, and how many were taken back.

    What is due is found out as a reader, if this began as one: that may take long, and nobody shall wait for it."""
    unwanted = refused(Purpose.REMINDERS)
    due = {each.key: each for each in queries.due(at) if each.enrolment.registration_id not in unwanted}
    begin_to_write()
    _tell_of_begun(at)
    waiting = {_key(each): each for each in written_before.waiting(CODES)}
    gone = [each.id for key, each in waiting.items() if key not in due]
    outbox.withdraw(message_ids=gone, at=at)
    given_up = {_key(each): each for each in written_before.given_up(CODES, since=at - LOOK_BACK)}
    for key, each in {**waiting, **given_up}.items():
        if key in due:
            outbox.say_anew(each, **_said(due[key]), at=at)
    known = written_before.written(CODES, since=at - LOOK_BACK)
    fresh = [each for key, each in due.items() if known.get(key) in (None, State.WITHDRAWN)]
    for each in fresh:
        outbox.queue(
            person_key=each.enrolment.registration.key, code=each.code.value, subject=each.subject, **_said(each), at=at
        )
    return len(fresh), len(gone)


def remind_staff(*, at: datetime) -> int:
    """The same for the staff: what falls due of trainers and places. Only those who gave a telephone or an e-mail
    address are told; the others see it on their start page."""
    due = {each.key: each for each in queries.due_for_staff(at)}
    begin_to_write()
    known = written_before.written(queries.STAFF_CODES, since=at - STAFF_LOOK_BACK)
    fresh = [each for key, each in due.items() if key not in known]
    for each in fresh:
        language, body = staff_words(each.code, language=each.user.language, on=each.on)
        outbox.queue_for_staff(
            user_id=each.user.id, email=each.user.email, phone=each.user.phone, language=language,
            code=each.code.value, subject=each.subject, body=body, expires_at=at + STAFF_LOOK_BACK, at=at,
        )  # fmt: skip
    return len(fresh)


def tell_of_advisory(event: AdvisoryApproved) -> None:
    """Word to everybody whom an advisory concerns; of one that begins later on its first day, see `remind`."""
    found = advisories.advisory(event.advisory_id)
    if found.starts_on <= clock.local(event.at).date():
        _tell(found, at=event.at)


def take_back_advisory(event: AdvisoryWithdrawn) -> None:
    """It is withdrawn: nobody shall get word of it any more."""
    outbox.withdraw_all(code=Reminder.IMPORTANT_NEWS.value, subject=_subject(event.advisory_id), at=event.at)


def _tell_of_begun(at: datetime) -> None:
    for found in advisories.begun(clock.local(at).date()):
        if not written_before.is_told(code=Reminder.IMPORTANT_NEWS.value, subject=_subject(found.id)):
            _tell(found, at=at)


def _tell(found: Advisory, *, at: datetime) -> None:
    """Everybody who is on a course before leaving, and whom it concerns: that there is something to read, and nothing
    of what it is (E140). Each once."""
    unwanted = refused(Purpose.REMINDERS)
    outbox.queue_once(
        [
            _of_advisory(each.registration, found)
            for each in on_their_way(clock.local(at).date())
            if each.registration_id not in unwanted and is_for(found.country, found.region, each.journey.bound_for)
        ],
        at=at,
    )


def _subject(advisory_id: int) -> str:
    return f"advisory-{advisory_id}"


def _of_advisory(person: Registration, found: Advisory) -> outbox.Notice:
    code = Reminder.IMPORTANT_NEWS
    language, body = written(code, language=person.language)
    return outbox.Notice(
        person_key=person.key, channel=Channel.SMS if person.phone else Channel.PRINT, address=person.phone,
        language=language, code=code.value, body=body, subject=_subject(found.id),
        expires_at=clock.at_local(found.ends_on + timedelta(days=1)),
    )  # fmt: skip


def tell_new_device(event: NewDevice) -> None:
    """Somebody of the staff signed in on a new device: a word to where they are reached, if anywhere."""
    user = users.user(event.user_id)
    language, body = new_device_words(language=user.language, device=event.device, at=event.at)
    outbox.queue_for_staff(
        user_id=user.id, email=user.email, phone=user.phone, language=language, code="new-device", body=body,
        expires_at=event.at + timedelta(days=2), at=event.at,
    )  # fmt: skip


def settle(*, actor: Actor, message_ids: Collection[int], how: State, at: datetime) -> int:
    """Note that the desk has printed these, or told the people. Those of others are left alone; returns how many."""
    own = {each.message.id for each in queries.wanting(actor, at=at, among=message_ids)}
    others = queries.others_to_tell(actor, at=at)
    own |= {each.id for each, _ in [*others.colleagues, *others.guests]} & set(message_ids)
    outbox.settle(message_ids=own, how=how, by=actor.user_id, at=at)
    for each in sorted(own):
        record(action=f"message-{how.value}", kind="message", subject=each, by=actor.user_id, at=at)
    return len(own)


def try_again(*, found: queries.Wanting, by: int | None, at: datetime) -> None:
    """Send once more, to the number that the person has now."""
    outbox.try_again(message_id=found.message.id, address=found.person.phone, at=at)
    record(action="message-tried-again", kind="message", subject=found.message.id, by=by, at=at)


def _key(message: OutboxMessage) -> tuple[str, str, str]:
    return message.person_key, message.code, message.subject


def _said(each: queries.Due) -> dict[str, Any]:
    person = each.enrolment.registration
    language, body = written(
        each.code, language=person.language, names=each.names, starts=each.starts, until=each.until, family=each.family
    )
    return {
        "channel": Channel.SMS if person.phone else Channel.PRINT, "address": person.phone, "language": language,
        "body": body, "expires_at": each.expires_at,
    }  # fmt: skip
