"""Proposing records that are probably of one person, and putting a proposal aside."""

from datetime import datetime

from sqlalchemy import select

from lms.accounts import actions as accounts
from lms.core.database import db, get_row
from lms.registration import queries
from lms.registration.models import Lookalike, Registration

KIND = "registration"
MOST = 5


def propose(found: Registration, *, at: datetime) -> None:
    """Note who is probably the same person, for an officer to look at. A pair that was settled stays settled."""
    for other, likeness in queries.alike(found)[:MOST]:
        first, second = sorted((found.id, other.id))
        pair = db.session.scalar(
            select(Lookalike).where(Lookalike.first_id == first, Lookalike.second_id == second)
        )
        if pair is None:
            pair = Lookalike(first_id=first, second_id=second, found_at=at)
            db.session.add(pair)
        pair.score, pair.evidence = likeness.score, " ".join(likeness.evidence)
    db.session.flush()


def keep_apart(*, lookalike_id: int, by: int, at: datetime) -> None:
    """Somebody has looked: these are two people."""
    pair = get_row(Lookalike, lookalike_id, to_change=True)
    if pair is not None and pair.settled_at is None:
        pair.settled_at, pair.settled_by_id = at, by
        for each in (pair.first_id, pair.second_id):
            accounts.record(action="kept-apart", kind=KIND, subject=each, by=by, at=at)
