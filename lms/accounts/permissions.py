"""Who may do what with accounts."""

from lms.core.actors import Actor, Role


def can_manage_accounts(actor: Actor) -> bool:
    """Administrators make accounts and give roles."""
    return actor.has(Role.ADMIN)
