"""People who came without being on the roll, as a phone wrote them down.

Who calls a roll may name any number, so a number alone opens little: see docs/decisions/0033."""

from datetime import datetime

from sqlalchemy import select

from lms.accounts import actions as accounts
from lms.accounts import queries as users
from lms.accounts.actions import record, trail
from lms.accounts.rules import Door
from lms.accounts.rules.trail import Deed
from lms.attendance import queries
from lms.attendance.actions.opening import held, opened
from lms.attendance.models import WalkIn
from lms.attendance.rules import Reason, believable
from lms.classes import actions as classes
from lms.classes import queries as seats
from lms.classes.models import ClassSession
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.registration import queries as registration


def take_walk_in(
    *, session_id: int, client_id: str, number: str, device: str, said_at: datetime, by: int | None, at: datetime
) -> WalkIn:
    """Give a seat to the person with this registration number; if that cannot be, keep that the person came, with the
    reason, for an officer to look after. Taking it in twice is taking it in once. Raises what `open_roll_call` does."""
    session = held(session_id)
    opened(session, by=by, at=at)
    known = db.session.scalar(select(WalkIn).where(WalkIn.client_id == client_id))
    if known:
        return known
    made = WalkIn(
        client_id=client_id, session_id=session_id, number=number, device=device, said_at=said_at, received_at=at,
        received_by_id=by,
    )  # fmt: skip
    came = said_at if believable(said_at, session.starts_at, session.ends_at, at) else at
    if by and users.is_crowded(Door.WALK_IN, _who(by), at):
        made.refused = Reason.MANY_UNKNOWN.value
    else:
        made.enrolment_id, made.refused = _found(session, number, by=by, came=came, at=at)
    made.settled_at = None if made.refused else at
    db.session.add(made)
    db.session.flush()
    return made


def settle_walk_in(*, walk_in_id: int, session_id: int, by: int | None, at: datetime) -> None:
    """Say that the matter is looked after: the person has a seat now, or was sent home with another date."""
    found = db.session.get(WalkIn, walk_in_id)
    if found is None or found.session_id != session_id:
        raise NotThere
    if found.settled_at is None:
        found.settled_at, found.settled_by_id = at, by
        record(action="walk-in-settled", kind="class-session", subject=session_id, by=by, at=at)
    db.session.flush()


def _found(
    session: ClassSession, number: str, *, by: int | None, came: datetime, at: datetime
) -> tuple[int | None, str | None]:
    """With which course the person comes, if the class may know it, and why there is no seat, if there is none. Of
    somebody of another centre whom the class cannot seat it learns no more than of a number that nobody has."""
    person, enrolment_id = queries.enrolment_with_number(number, session)
    here = session.training_class.centre.code
    lost = person is None and registration.lost_at(number, here)
    ours = lost or person is not None and person.centre_code == here
    if enrolment_id is None:
        refused = Reason.CARD_LOST.value if lost else Reason.NUMBER_UNKNOWN.value
    else:
        refused = _seat(session.class_id, session.id, enrolment_id, by=by, at=came)
    if enrolment_id is None or (refused and not ours):
        if by and not ours:
            accounts.count_try(door=Door.WALK_IN, address=_who(by), at=at)
        return None, refused if ours else Reason.NUMBER_UNKNOWN.value
    trail.note(what=Deed.LOOKED, person=person.id, by=by, at=at, of="walk-in", centre=here)
    return enrolment_id, refused


def _who(by: int) -> str:
    return f"user:{by}"


def _seat(class_id: int, session_id: int, enrolment_id: int, *, by: int | None, at: datetime) -> str | None:
    """Why there is no seat, or None when there is."""
    if enrolment_id in seats.roster(session_id) or enrolment_id in queries.marks_of(session_id):
        return None
    try:
        with db.session.begin_nested():
            classes.seat_walk_in(enrolment_id=enrolment_id, class_id=class_id, by=by, at=at, only_here=True)
    except Refused as refused:
        return refused.reason.value
    return None
