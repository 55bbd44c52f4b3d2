"""Who may keep a record from being erased."""

from lms.core.actors import Actor, Role


def can_hold(actor: Actor) -> bool:
    """Administrators, who answer for it."""
    return actor.has(Role.ADMIN)
