"""Who sees and changes centres."""

from sqlalchemy import ColumnElement, false, select, true

from lms.centres.models import Centre, Provider
from lms.core.actors import Actor, Role

SEE = (Role.ADMIN, Role.MNE, Role.OFFICER, Role.TRAINER)


def can_see_centre(actor: Actor, centre: Centre) -> bool:
    """Whoever works everywhere sees all centres; officers, trainers and M&E limited to some, those."""
    return any(actor.serves(role, centre.code) for role in SEE)


def centres_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The same rule as a condition."""
    if actor.everywhere(*SEE):
        return true()
    codes = actor.centres(*SEE)
    return Centre.code.in_(codes) if codes else false()


def providers_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Whoever works everywhere sees all providers; others those of the centres they see."""
    if actor.everywhere(*SEE):
        return true()
    return Provider.id.in_(select(Centre.provider_id).where(centres_visible_to(actor)))


def can_change_centres(actor: Actor) -> bool:
    """Centres and rooms are changed by administrators."""
    return actor.has(Role.ADMIN)


def can_keep_hours(actor: Actor, centre: Centre) -> bool:
    """Officers keep the opening hours and closed days of their centres, and the places to which these go;
    administrators those of all."""
    return actor.has(Role.ADMIN) or actor.serves(Role.OFFICER, centre.code)
