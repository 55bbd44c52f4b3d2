"""Who may do what with accounts, and with lists of names."""

from collections.abc import Collection

from lms.accounts.models import ExportRequest
from lms.core.actors import Actor, Role

NAME_READERS = (Role.OFFICER, Role.ADMIN)  # who counts only, reads no names


def centres_with_names(actor: Actor) -> frozenset[str] | None:
    """Codes of the centres whose people the actor knows by name; None for all."""
    return None if actor.everywhere(*NAME_READERS) else actor.centres(*NAME_READERS)


def covers(actor: Actor, centres: Collection[str] | None) -> bool:
    """Whether the actor knows the people of all these centres by name."""
    own = centres_with_names(actor)
    return own is None or (centres is not None and set(centres) <= own)


def can_decide_export(actor: Actor, export: ExportRequest) -> bool:
    """Four eyes: whoever may read these names, but not the one who asks."""
    return actor.user_id != export.asked_by_id and covers(actor, export.centres)


def can_fetch_export(actor: Actor, export: ExportRequest) -> bool:
    """Only the one who asked, and only while that person may still read these names."""
    return actor.user_id == export.asked_by_id and covers(actor, export.centres)
