"""Reads of brigades and families that leave together."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.registration.models import Enrolment, Group, GroupMember, Registration
from lms.registration.permissions import can_serve_group, groups_visible_to
from lms.registration.queries.courses import prepares

LISTED = 100


def group(actor: Actor, key: str) -> Group:
    """One group as far as the actor serves it. Raises NotThere."""
    found = db.session.scalar(select(Group).where(Group.key == key).options(joinedload(Group.foreman)))
    if found is None or not can_serve_group(actor, found):
        raise NotThere
    return found


def groups(actor: Actor) -> list[tuple[Group, int]]:
    """The groups the actor serves with how many are in each, the newest first."""
    count = select(func.count()).where(GroupMember.group_id == Group.id).scalar_subquery()
    rows = db.session.execute(
        select(Group, count)
        .where(groups_visible_to(actor))
        .options(joinedload(Group.foreman))
        .order_by(Group.id.desc())
        .limit(LISTED)
    )
    return [(found, count) for found, count in rows]


def group_of(registration_id: int) -> Group | None:
    """The group somebody belongs to."""
    return db.session.scalar(
        select(Group)
        .join(GroupMember, GroupMember.group_id == Group.id)
        .where(GroupMember.registration_id == registration_id)
        .options(joinedload(Group.foreman))
    )


def group_by_form(token: str | None) -> Group | None:
    """The group that was made from this form, if it was sent before."""
    return db.session.scalar(select(Group).where(Group.form_token == token)) if token else None


def members(group_id: int) -> list[Enrolment]:
    """The course before leaving of each member, with registration and journey; the foreman first."""
    newest = (
        select(func.max(Enrolment.id))
        .join(GroupMember, GroupMember.registration_id == Enrolment.registration_id)
        .where(GroupMember.group_id == group_id, prepares())
        .group_by(Enrolment.registration_id)
    )
    found = db.session.scalars(
        select(Enrolment)
        .where(Enrolment.id.in_(newest))
        .options(
            joinedload(Enrolment.registration).selectinload(Registration.family), joinedload(Enrolment.journey)
        )
        .order_by(Enrolment.id)
    )
    foreman = db.session.scalar(select(Group.foreman_id).where(Group.id == group_id))
    return sorted(found, key=lambda each: each.registration_id != foreman)


def led_by(registration_id: int) -> Collection[Enrolment]:
    """The members of the group whose foreman this is; nobody when it is none."""
    led = db.session.scalar(select(Group.id).where(Group.foreman_id == registration_id))
    return members(led) if led else ()
