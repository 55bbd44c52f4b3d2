"""Who sees which registrations."""

from sqlalchemy import ColumnElement, and_, false, or_, true

from lms.core.actors import Actor, Role
from lms.registration.models import Consultation, Group, Merge, NameKey, Registration


def can_see_registration(actor: Actor, registration: Registration) -> bool:
    """Administrators see all, officers those of their centres, everybody their own."""
    return (
        actor.has(Role.ADMIN)
        or actor.serves(Role.OFFICER, registration.centre_code)
        or registration.user_id == actor.user_id
    )


def registrations_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The same rule as a condition."""
    alone = Registration.merged_into_id.is_(None)  # of records made one, only the one that is kept
    if actor.has(Role.ADMIN) or actor.everywhere(Role.OFFICER):
        return alone
    centres = actor.centres(Role.OFFICER)
    theirs = Registration.centre_code.in_(centres) if centres else false()
    return and_(alone, or_(theirs, Registration.user_id == actor.user_id))


def parts_visible_to(actor: Actor) -> list[ColumnElement[bool]]:
    """The same rule as conditions of which one is enough, each answered by one index: a database that is asked for this
    or that sorts all of a centre to find its newest."""
    alone = Registration.merged_into_id.is_(None)
    if actor.has(Role.ADMIN) or actor.everywhere(Role.OFFICER):
        return [alone]
    each = [Registration.centre_code == code for code in sorted(actor.centres(Role.OFFICER))]
    return [and_(alone, part) for part in (*each, Registration.user_id == actor.user_id)]


def name_keys_visible_to(actor: Actor) -> ColumnElement[bool]:
    """By whose names the actor finds people: administrators by all, officers by those of people of their centres. An
    officer's own record, where another centre serves it, is found by its number."""
    if actor.has(Role.ADMIN) or actor.everywhere(Role.OFFICER):
        return true()
    centres = actor.centres(Role.OFFICER)
    return NameKey.centre_code.in_(sorted(centres)) if centres else false()


def can_serve_registration(actor: Actor, registration: Registration) -> bool:
    """Correct, give a new PIN, print: the staff that see it."""
    return actor.has(Role.ADMIN) or actor.serves(Role.OFFICER, registration.centre_code)


def can_undo_merge(actor: Actor, merge: Merge) -> bool:
    """Whoever serves both records: the one that was kept, and the one that comes back."""
    return all(can_serve_registration(actor, each) for each in (merge.kept, merge.gone))


def centre_of(actor: Actor) -> str | None:
    """The one centre an officer works at, or None: then the home of the registered person decides."""
    centres = centres_of(actor)
    return next(iter(centres)) if len(centres) == 1 else None


def centres_of(actor: Actor) -> frozenset[str]:
    """The centres an officer works at; nothing of one who works at all."""
    return frozenset() if actor.everywhere(Role.OFFICER) else actor.centres(Role.OFFICER)


def consultations_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Administrators see the consultations of all centres, who counts and officers those of theirs."""
    if actor.everywhere(Role.ADMIN, Role.MNE, Role.OFFICER):
        return true()
    centres = actor.centres(Role.MNE, Role.OFFICER)
    return Consultation.centre_code.in_(centres) if centres else false()


def can_serve_group(actor: Actor, group: Group) -> bool:
    """Administrators serve all groups, officers those of their centres."""
    return actor.has(Role.ADMIN) or actor.serves(Role.OFFICER, group.centre_code)


def groups_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The same rule as a condition."""
    if actor.has(Role.ADMIN) or actor.everywhere(Role.OFFICER):
        return true()
    centres = actor.centres(Role.OFFICER)
    return Group.centre_code.in_(centres) if centres else false()
