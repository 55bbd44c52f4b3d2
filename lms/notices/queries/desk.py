"""The outbox as the desk sees it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select, true

from lms.accounts import queries as accounts
from lms.accounts.models import User
from lms.classes.messages import TO_TRAINERS
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.messages import queries as outbox
from lms.messages.models import OutboxMessage
from lms.messages.rules import GUEST, STAFF, Channel, State, guest_key, staff_key
from lms.notices.permissions import can_reach_colleague, can_serve_message, messages_visible_to
from lms.notices.rules import StaffReminder
from lms.registration import queries as registration
from lms.registration.models import Registration
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer

MOST = 100
STAFF_CODES = tuple(each.value for each in StaffReminder)


@dataclass(frozen=True, slots=True)
class Wanting:
    """A message for which somebody must do something, and whom it is for."""

    message: OutboxMessage
    person: Registration

    @property
    def failed(self) -> bool:
        """Whether it was tried; else it was for paper from the beginning."""
        return self.message.state == State.FAILED


@dataclass(frozen=True, slots=True)
class Told:
    """One message on somebody's record, and whether it waits for paper."""

    message: OutboxMessage
    on_paper: bool


@dataclass(frozen=True, slots=True)
class Others:
    """What the desk is to tell those who are not registered, and whom each is for: the first of each, and how many
    there are in all."""

    colleagues: Sequence[tuple[OutboxMessage, User]]
    guests: Sequence[tuple[OutboxMessage, Trainer]]
    all_colleagues: int
    all_guests: int


def wanting(actor: Actor, *, at: datetime, among: Collection[int] | None = None) -> list[Wanting]:
    """What must be printed or said by telephone: first what could not be sent, in order of writing. At most MOST at a
    time; the rest comes when these are done."""
    rows = db.session.execute(
        select(OutboxMessage, Registration)
        .join(Registration, Registration.key == OutboxMessage.person_key)
        .where(
            outbox.needs_somebody(at),
            messages_visible_to(actor),
            true() if among is None else OutboxMessage.id.in_(among),
        )
        .order_by(case((OutboxMessage.state == State.FAILED, 0), else_=1), OutboxMessage.id)
        .limit(MOST)
    )
    return [Wanting(message, registration.kept_of(person)) for message, person in rows]


def others_to_tell(actor: Actor, *, at: datetime) -> Others:
    """What the desk is to tell to staff and to guests of a block, as far as the actor sees them: what could not be
    sent, and what goes to guests of whom no account says where they are reached. At most MOST of each."""
    found = outbox.not_sent((*STAFF_CODES, *(each.value for each in TO_TRAINERS)), at=at)
    to_staff = [each for each in found if each.person_key.startswith(STAFF)]
    to_guests = [each for each in found if each.person_key.startswith(GUEST)]
    colleagues, guests = _colleagues(actor, to_staff, clock.local(at).date()), _guests(actor, to_guests)
    return Others(colleagues[:MOST], guests[:MOST], len(colleagues), len(guests))


def _colleagues(actor: Actor, found: Sequence[OutboxMessage], today: date) -> list[tuple[OutboxMessage, User]]:
    people = {staff_key(each.id): each for each in accounts.users()} if found else {}
    return [
        (each, people[each.person_key]) for each in found
        if each.person_key in people and can_reach_colleague(actor, people[each.person_key], today)
    ]  # fmt: skip


def _guests(actor: Actor, found: Sequence[OutboxMessage]) -> list[tuple[OutboxMessage, Trainer]]:
    people = {guest_key(each.id): each for each in trainers.trainers_for(actor)} if found else {}
    return [(each, people[each.person_key]) for each in found if each.person_key in people]


def backlog(actor: Actor) -> tuple[int, datetime | None]:
    """How many messages to people whom the actor serves wait to be sent, and since when the oldest does."""
    return outbox.backlog(messages_visible_to(actor))


def count_wanting(actor: Actor, *, at: datetime) -> tuple[int, int]:
    """How many messages could not be sent, and how many slips wait to be printed."""
    rows = db.session.execute(
        select(OutboxMessage.state, func.count())
        .where(outbox.needs_somebody(at), messages_visible_to(actor))
        .group_by(OutboxMessage.state)
    )
    counts = {State(state): count for state, count in rows}
    others = others_to_tell(actor, at=at)
    return counts.get(State.FAILED, 0) + others.all_colleagues, counts.get(State.WAITING, 0) + others.all_guests


def message_of(actor: Actor, message_id: int) -> Wanting:
    """One message as far as the actor serves its person, who may have another record now. Raises NotThere."""
    row = db.session.execute(
        select(OutboxMessage, Registration)
        .join(Registration, Registration.key == OutboxMessage.person_key)
        .where(OutboxMessage.id == message_id)
    ).first()
    message, person = row or (None, None)
    person = registration.kept_of(person)
    if person is None or message.secret or not can_serve_message(actor, person):
        raise NotThere
    return Wanting(message, person)


def of_person(person: Registration) -> Sequence[Told]:
    """Everything written to a person, the newest first; also what was written before two records were made one."""
    carried = outbox.carried()
    return [
        Told(each, each.state == State.WAITING and Channel(each.channel) not in carried)
        for each in outbox.of_people([person.key, *registration.merged_into(person.id).values()])
    ]
