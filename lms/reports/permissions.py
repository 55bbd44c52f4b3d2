"""Who sees which figures."""

from sqlalchemy import ColumnElement, true

from lms.core.actors import Actor, Role
from lms.registration.models import Registration

READERS = (Role.MNE, Role.OFFICER, Role.ADMIN)


def centres_of(actor: Actor) -> frozenset[str] | None:
    """Codes of the centres whose figures the person sees; None for all of them."""
    if any(actor.everywhere(role) for role in READERS):
        return None
    return frozenset().union(*(actor.centres(role) for role in READERS))


def can_see_centre(actor: Actor, code: str) -> bool:
    """Whether the figures of this centre are for the person."""
    return any(actor.serves(role, code) for role in READERS)


def figures_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The registrations that count in the person's figures: who is limited to a centre sees its own, in totals too."""
    codes = centres_of(actor)
    return true() if codes is None else Registration.centre_code.in_(codes)
