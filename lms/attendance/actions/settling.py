"""A contradiction, settled by a person."""

from datetime import datetime

from sqlalchemy import select

from lms.accounts.actions import record
from lms.attendance import queries
from lms.attendance.actions.opening import held, opened
from lms.attendance.models import Contradiction, Mark
from lms.attendance.rules.marks import Said, Way, tidy
from lms.core.database import db
from lms.core.errors import NotThere
from lms.core.events import EnrolmentsProgressed, publish


def settle(*, session_id: int, enrolment_id: int, said: Said, by: int | None, at: datetime) -> None:
    """Say how it was where two devices said different things. Both marks stay on record, and so does this one.
    Settling what is settled changes nothing. Raises NotThere where nothing was ever contradicted."""
    roll_call = opened(held(session_id), by=by, at=at)
    ours = select(Contradiction).where(
        Contradiction.session_id == session_id, Contradiction.enrolment_id == enrolment_id
    )
    found = db.session.scalars(ours.order_by(Contradiction.id.desc()).limit(1)).first()
    if found is None:
        raise NotThere
    if found.settled_at:
        return
    said = tidy(said)
    queries.marks(session_id)[enrolment_id].superseded_at = at
    found.settled_at, found.settled_by_id = at, by
    db.session.flush()
    db.session.add(
        Mark(
            session_id=session_id, enrolment_id=enrolment_id, state=said.state.value, minutes=said.minutes,
            reason=said.reason.value if said.reason else None, way=Way.SETTLED.value, marked_at=at, marked_by_id=by,
            contradiction_id=found.id,
        )
    )  # fmt: skip
    db.session.flush()
    record(action="marks-settled", kind="enrolment", subject=enrolment_id, by=by, at=at)
    if roll_call.closed_at:
        publish(EnrolmentsProgressed(at, by, (enrolment_id,)))
