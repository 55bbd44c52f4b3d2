"""Who sees what was written to people."""

from sqlalchemy import ColumnElement, select

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
    return OutboxMessage.person_key.in_(select(Registration.key).where(registrations_visible_to(actor)))
