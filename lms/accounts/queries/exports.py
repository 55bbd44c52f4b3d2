"""Requests for lists with names."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from lms.accounts.models import ExportRequest
from lms.accounts.permissions import can_decide_export
from lms.accounts.rules.exports import WAITS, ExportState, state_of
from lms.core.actors import Actor
from lms.core.database import db, get_row
from lms.core.errors import NotThere

SHOWN = 50
_BOTH = (joinedload(ExportRequest.asked_by), joinedload(ExportRequest.decided_by))


def export(export_id: int, *, to_change: bool = False) -> ExportRequest:
    """One request; `to_change` holds it until the end of the transaction. Raises NotThere."""
    found = get_row(ExportRequest, export_id, to_change=to_change)
    if found is None:
        raise NotThere
    return found


def exports_to_decide(actor: Actor, now: datetime) -> list[ExportRequest]:
    """What others ask for and this person may answer, the oldest first."""
    waiting = select(ExportRequest).where(ExportRequest.granted.is_(None), ExportRequest.asked_at > now - WAITS)
    found = db.session.scalars(waiting.options(*_BOTH).order_by(ExportRequest.id))
    return [each for each in found if can_decide_export(actor, each)]


def own_exports(user_id: int) -> Sequence[ExportRequest]:
    """What somebody asked for, the newest first."""
    own = select(ExportRequest).where(ExportRequest.asked_by_id == user_id).options(*_BOTH)
    return db.session.scalars(own.order_by(ExportRequest.id.desc()).limit(SHOWN)).all()


def state_at(export: ExportRequest, now: datetime) -> ExportState:
    """How a request stands now."""
    return state_of(asked_at=export.asked_at, granted=export.granted, open_until=export.open_until, now=now)
