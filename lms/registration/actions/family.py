"""Members of the family who come along: a name only with that person's own consent, and never a child's."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from lms.accounts import actions as accounts
from lms.core.database import db, get_row
from lms.core.errors import NotThere, Refused
from lms.registration.actions.holding import hold
from lms.registration.models import FamilyMember
from lms.registration.rules import MOST_FAMILY, Relation, name_fault
from lms.registration.rules import Reason as Fault
from lms.registration.rules.record import Reason

KIND = "registration"


def relative(name: str, relation: Relation, *, at: datetime) -> FamilyMember:
    """A member of the family as recorded. Whoever hands over a name was told that the person agrees to it."""
    kept = "" if relation is Relation.MINOR else name
    return FamilyMember(name=kept, relation=relation.value, agreed_at=at if kept else None)


def add_relative(
    *, registration_id: int, name: str, relation: Relation, by: int | None, at: datetime
) -> FamilyMember:
    """Write down one more who comes along. Raises Refused(FAMILY_LARGE, NAME_…)."""
    found = hold(registration_id)
    if len(found.family) >= MOST_FAMILY:
        raise Refused(Fault.FAMILY_LARGE)
    if name and (wrong := name_fault(name)):
        raise Refused(wrong)
    made = relative(name, relation, at=at)
    found.family.append(made)
    db.session.flush()
    accounts.record(action="family-added", kind=KIND, subject=registration_id, by=by, at=at)
    return made


def forget_name(*, registration_id: int, member_id: int, by: int | None, at: datetime) -> None:
    """A member of the family takes the consent back: the name goes, the chair stays. Raises NotThere."""
    member = _member(registration_id, member_id)
    if member.name:
        member.name, member.agreed_at = "", None
        db.session.flush()
        accounts.record(action="family-name-forgotten", kind=KIND, subject=registration_id, by=by, at=at)


def remove_relative(*, registration_id: int, member_id: int, by: int | None, at: datetime) -> None:
    """Somebody does not come along any more. Raises NotThere, Refused(FAMILY_SEATED) while a chair is booked."""
    member = _member(registration_id, member_id)
    try:
        with db.session.begin_nested():
            db.session.delete(member)
    except IntegrityError:
        raise Refused(Reason.FAMILY_SEATED) from None
    accounts.record(action="family-removed", kind=KIND, subject=registration_id, by=by, at=at)


def _member(registration_id: int, member_id: int) -> FamilyMember:
    found = get_row(FamilyMember, member_id, to_change=True)
    if found is None or found.registration_id != registration_id:
        raise NotThere
    return found
