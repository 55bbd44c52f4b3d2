"""People who leave together: a brigade or a family with its foreman, each person with an own record."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from lms.accounts import actions as accounts
from lms.core import chance
from lms.core.database import db, get_row
from lms.core.errors import NotThere, Refused
from lms.registration import queries
from lms.registration.actions.registering import register_at_desk
from lms.registration.models import Group, GroupMember, Registration
from lms.registration.rules import Person, Plan
from lms.registration.rules.groups import GroupKind, Reason, group_fault

KIND = "group"


def register_group(
    *,
    kind: GroupKind,
    people: Sequence[tuple[Person, Plan]],
    language: str,
    centre_code: str | None,
    form_token: str | None = None,
    by: int,
    at: datetime,
) -> tuple[Group, list[tuple[Registration, str]]]:
    """Register all of them, or none; the first is the foreman. Returns the group and each person with the PIN, which is
    told once. A form sent twice gives the same group, without PINs.

    Raises Refused(GROUP_SMALL, GROUP_LARGE) and what `register` raises."""
    if before := queries.group_by_form(form_token):
        return before, []
    if wrong := group_fault(len(people)):
        raise Refused(wrong)
    with db.session.begin_nested():
        made = [
            register_at_desk(pin="", person=person, plan=plan, language=language, centre_code=centre_code, by=by, at=at)
            for person, plan in people
        ]
        group = Group(
            key=chance.letters(16),
            kind=kind.value,
            foreman_id=made[0][0].id,
            centre_code=centre_code,
            created_at=at,
            created_by_id=by,
            form_token=form_token,
        )
        db.session.add(group)
        db.session.flush()
        db.session.add_all(GroupMember(group_id=group.id, registration_id=each.id) for each, _ in made)
    accounts.record(action="group-registered", kind=KIND, subject=group.id, by=by, at=at)
    return group, made


def add_to_group(*, group_id: int, registration_id: int, by: int, at: datetime) -> None:
    """Take a registered person in; who is in already stays. Raises Refused(IN_OTHER_GROUP, GROUP_LARGE)."""
    _hold(group_id)
    now = db.session.get(GroupMember, registration_id)
    if now is not None:
        if now.group_id != group_id:
            raise Refused(Reason.IN_OTHER_GROUP)
        return
    if wrong := group_fault(len(queries.members(group_id)) + 1):
        raise Refused(wrong)
    db.session.add(GroupMember(group_id=group_id, registration_id=registration_id))
    db.session.flush()
    accounts.record(action="group-member-added", kind=KIND, subject=group_id, by=by, at=at)


def leave_group(*, group_id: int, registration_id: int, by: int, at: datetime) -> None:
    """Take a person out. Raises Refused(FOREMAN) for the foreman: another one is chosen first."""
    group = _hold(group_id)
    if group.foreman_id == registration_id:
        raise Refused(Reason.FOREMAN)
    gone = delete(GroupMember).where(
        GroupMember.group_id == group_id, GroupMember.registration_id == registration_id
    )
    if db.session.execute(gone).rowcount:
        accounts.record(action="group-member-left", kind=KIND, subject=group_id, by=by, at=at)


def choose_foreman(*, group_id: int, registration_id: int, by: int, at: datetime) -> None:
    """Let another member speak for the group. Raises Refused(NOT_IN_GROUP)."""
    group = _hold(group_id)
    now = db.session.get(GroupMember, registration_id)
    if now is None or now.group_id != group_id:
        raise Refused(Reason.NOT_IN_GROUP)
    if group.foreman_id != registration_id:
        group.foreman_id = registration_id
        db.session.flush()
        accounts.record(action="foreman-chosen", kind=KIND, subject=group_id, by=by, at=at)


def _hold(group_id: int) -> Group:
    found = get_row(Group, group_id, to_change=True)
    if found is None:
        raise NotThere
    return found
