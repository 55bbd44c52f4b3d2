"""Who sees what was written to people."""

from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from lms.accounts.models import User
from lms.accounts.permissions import covers
from lms.accounts.queries import as_actor, works
from lms.core.actors import Actor, Role
from lms.messages.models import OutboxMessage
from lms.registration.models import Registration
from lms.registration.permissions import can_serve_registration, registrations_visible_to

DESK = (Role.OFFICER, Role.ADMIN)


def can_serve_message(actor: Actor, person: Registration) -> bool:
    """Whoever serves a person sees what was written to them, prints it, or phones instead."""
    return can_serve_registration(actor, person)


def messages_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The same rule as a condition, for those who have a desk."""
    return OutboxMessage.person_key.in_(
        select(Registration.key).where(registrations_visible_to(actor)).union_all(_keys_before_merging(actor))
    )


def _keys_before_merging(actor: Actor) -> Select[tuple[str]]:
    """Keys of records that were made one with another, which the actor sees: what was written under them is theirs."""
    gone = aliased(Registration)
    kept = select(Registration.id).where(registrations_visible_to(actor))
    return select(gone.key).where(gone.merged_into_id.in_(kept))


def can_reach_colleague(actor: Actor, colleague: User, today: date) -> bool:
    """Whether somebody tells a colleague what could not be sent: of the own centres, still at work, and not oneself."""
    if colleague.id == actor.user_id or not works(colleague, today):
        return False
    theirs = as_actor(colleague)
    limited = theirs.centres(*Role)
    return covers(actor, None if theirs.everywhere(*Role) or not limited else limited)
