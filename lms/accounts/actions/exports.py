"""Lists with names: asked for by one, allowed by another, fetched by the first; all of it in the trail."""

from collections.abc import Collection
from datetime import date, datetime

from lms.accounts.actions.trail import note, record
from lms.accounts.models import ExportRequest
from lms.accounts.permissions import can_decide_export, can_fetch_export, centres_with_names
from lms.accounts.queries.exports import export, state_at
from lms.accounts.rules import Reason
from lms.accounts.rules.exports import MOST_PEOPLE, OPEN, ExportState, NameList
from lms.accounts.rules.trail import Deed
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere, Refused


def ask_for_export(
    *, actor: Actor, kind: NameList, first: date, last: date, reason: str, at: datetime
) -> ExportRequest:
    """Ask for the names of those registered in these months at the centres one works for, or of those who left in them
    and may be asked how it went, and say what for."""
    own = centres_with_names(actor)
    made = ExportRequest(
        asked_by_id=actor.user_id, asked_at=at, kind=kind.value, first_month=first, last_month=last,
        reason=reason.strip(), centres=None if own is None else sorted(own),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record(action="export-asked", kind="export", subject=made.id, by=actor.user_id, at=at)
    return made


def decide_export(*, actor: Actor, export_id: int, grant: bool, at: datetime) -> ExportRequest:
    """Allow it for a day, or refuse it. Raises NotThere for one's own and for centres one does not work for, and
    Refused(EXPORT_DECIDED) when it waits no more."""
    found = export(export_id, to_change=True)
    if not can_decide_export(actor, found):
        raise NotThere
    if state_at(found, at) is not ExportState.WAITING:
        raise Refused(Reason.EXPORT_DECIDED)
    found.granted, found.decided_by_id, found.decided_at = grant, actor.user_id, at
    found.open_until = at + OPEN if grant else None
    db.session.flush()
    action = "export-allowed" if grant else "export-refused"
    record(action=action, kind="export", subject=export_id, by=actor.user_id, at=at)
    return found


def fetch_export(*, actor: Actor, export_id: int, people: Collection[int], at: datetime) -> None:
    """Let the file go out; it is noted with every person (ids of registrations) who is in it. Raises NotThere, or
    Refused(EXPORT_ENDED or EXPORT_TOO_MANY)."""
    found = export(export_id, to_change=True)
    if not can_fetch_export(actor, found):
        raise NotThere
    if state_at(found, at) is not ExportState.GRANTED:
        raise Refused(Reason.EXPORT_ENDED)
    if len(people) > MOST_PEOPLE:
        raise Refused(Reason.EXPORT_TOO_MANY, most=MOST_PEOPLE)
    found.fetched_at = at
    record(action="export-fetched", kind="export", subject=export_id, by=actor.user_id, at=at)
    for person in people:
        note(what=Deed.EXPORTED, person=person, by=actor.user_id, at=at)
