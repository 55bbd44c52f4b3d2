"""Who writes, approves and follows advisories."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, true

from lms.accounts.models import User
from lms.advisories.models import Advisory
from lms.core.actors import Actor, Role, Within
from lms.curriculum.permissions import can_sign

WRITERS = (Role.AUTHOR, Role.ADMIN)
APPROVERS = (Role.APPROVER, Role.ADMIN)
# Who see what stands, and which trainers have read it.
FOLLOWERS = (Role.OFFICER, Role.AUTHOR, Role.APPROVER, Role.ADMIN)


def can_write(actor: Actor) -> bool:
    """Authors and administrators."""
    return actor.has(*WRITERS)


def can_see_waiting(actor: Actor) -> bool:
    """Before it is approved, only those who write or approve see it."""
    return actor.has(*WRITERS, *APPROVERS)


def can_see(actor: Actor, advisory: Advisory) -> bool:
    """What stands or stood, everybody who follows advisories; what nobody has approved, those who write or approve."""
    return advisory.approved_at is not None or can_see_waiting(actor)


def advisories_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The same as a condition."""
    return true() if can_see_waiting(actor) else Advisory.approved_at.is_not(None)


def can_approve(actor: Actor, advisory: Advisory) -> bool:
    """Four eyes: the named approver or an administrator, but never the one who wrote it. One with the draft of a lesson
    needs whoever signs off drafts."""
    may = can_sign(actor) if advisory.draft_id else actor.has(*APPROVERS)
    return may and actor.user_id != advisory.written_by_id


def trainers_followed_by(actor: Actor, trainers: Iterable[User]) -> list[User]:
    """Of these trainers those whose reading is the actor's concern: officers of a centre follow its own."""
    if actor.has(*WRITERS, Role.APPROVER) or actor.everywhere(Role.OFFICER):
        return list(trainers)
    own = actor.centres(Role.OFFICER)
    return [
        each for each in trainers
        if any(
            grant.role == Role.TRAINER and grant.within == Within.CENTRE and grant.code in own for grant in each.grants
        )
    ]  # fmt: skip
