"""Who sees and changes centres."""

from sqlalchemy import ColumnElement, false, true

from lms.centres.models import Centre
from lms.core.actors import Actor, Role


def can_see_centre(actor: Actor, centre: Centre) -> bool:
    """Administrators and M&E see all centres, officers and trainers theirs."""
    return (
        actor.has(Role.ADMIN, Role.MNE)
        or actor.serves(Role.OFFICER, centre.code)
        or actor.serves(Role.TRAINER, centre.code)
    )


def centres_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The same rule as a condition."""
    if actor.has(Role.ADMIN, Role.MNE) or actor.everywhere(Role.OFFICER) or actor.everywhere(Role.TRAINER):
        return true()
    codes = actor.centres(Role.OFFICER) | actor.centres(Role.TRAINER)
    return Centre.code.in_(codes) if codes else false()


def can_change_centres(actor: Actor) -> bool:
    """Centres and rooms are changed by administrators."""
    return actor.has(Role.ADMIN)


def can_keep_hours(actor: Actor, centre: Centre) -> bool:
    """Officers keep the opening hours and closed days of their centres, administrators those of all."""
    return actor.has(Role.ADMIN) or actor.serves(Role.OFFICER, centre.code)
