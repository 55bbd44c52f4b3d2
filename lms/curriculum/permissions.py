"""Who works on the curriculum. Reading it is everybody's right (E130)."""

from sqlalchemy import ColumnElement, true

from lms.core.actors import Actor, Role
from lms.curriculum.models import Draft
from lms.curriculum.rules.drafts import SEEN_BY_REVIEWERS

AUTHORS = (Role.AUTHOR, Role.ADMIN)
APPROVERS = (Role.APPROVER,)  # the named ones who sign off, such as a ministry's committee
PUBLISHERS = (*AUTHORS, *APPROVERS)
DRAFT_READERS = (*AUTHORS, Role.APPROVER, Role.REVIEWER)  # reviewers of agencies and organisations only comment
TEACHERS = (Role.TRAINER, Role.OFFICER, Role.AUTHOR, Role.ADMIN)  # who see how a course is taught


def can_read_draft(actor: Actor, draft: Draft) -> bool:
    """Authors see every draft, approvers and reviewers those that were handed to them."""
    return actor.has(*AUTHORS) or (actor.has(*DRAFT_READERS) and draft.state in SEEN_BY_REVIEWERS)


def drafts_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The same, of many."""
    return true() if actor.has(*AUTHORS) else Draft.state.in_(SEEN_BY_REVIEWERS)


def can_write(actor: Actor) -> bool:
    """Whether the person writes drafts and answers what reviewers say."""
    return actor.has(*AUTHORS)


def can_sign(actor: Actor) -> bool:
    """Whether the person signs off; not what they wrote themselves, see `rules.drafts.may_sign`."""
    return actor.has(*APPROVERS)


def can_publish(actor: Actor) -> bool:
    """An author, or whoever signed it off."""
    return actor.has(*PUBLISHERS)
