"""Topics that guests and returned migrants may teach (E93, E95)."""

from datetime import date, datetime

from lms.accounts.actions import record
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries as curriculum
from lms.trainers import queries
from lms.trainers.models import Authorisation
from lms.trainers.rules import Kind, Reason


def authorise(
    *, trainer_id: int, module_slug: str, valid_until: date | None, by: int | None, at: datetime
) -> Authorisation:
    """Let a guest teach a topic; a second time changes until when. Raises Refused(NOT_A_GUEST), NotThere."""
    found = queries.trainer(trainer_id, to_change=True)
    if found.kind == Kind.STAFF:
        raise Refused(Reason.NOT_A_GUEST)
    curriculum.newest_module(module_slug)
    made = next((each for each in found.authorisations if each.module_slug == module_slug), None)
    if made is None:
        made = Authorisation(module_slug=module_slug)
        found.authorisations.append(made)
    made.valid_until, made.by_id = valid_until, by
    db.session.flush()
    record(action="topic-authorised", kind="trainer", subject=trainer_id, by=by, at=at)
    return made


def take_back_authorisation(*, trainer_id: int, authorisation_id: int, by: int | None, at: datetime) -> None:
    """A guest teaches the topic no more. Raises NotThere."""
    found = db.session.get(Authorisation, authorisation_id)
    if found is None or found.trainer_id != trainer_id:
        raise NotThere
    db.session.delete(found)
    db.session.flush()
    record(action="topic-taken-back", kind="trainer", subject=trainer_id, by=by, at=at)
