"""Reads of the tests by which trainers are selected (E87)."""

from datetime import datetime, timedelta

from sqlalchemy import select

from lms.core.database import db, held_anew
from lms.core.errors import NotThere
from lms.quizzes.models import Attempt
from lms.quizzes.rules import Kind

AGAIN_AFTER = timedelta(hours=20)


def open_test(user_id: int, slug: str) -> Attempt | None:
    """The go at a test that somebody began and did not hand in, held until the end of the request."""
    return db.session.scalar(
        held_anew(
            select(Attempt).where(
                Attempt.account_id == user_id,
                Attempt.kind == Kind.TEST,
                Attempt.module == slug,
                Attempt.submitted_at.is_(None),
            )
        )
    )


def was_tried(user_id: int, slug: str, *, at: datetime) -> bool:
    """Whether somebody handed in this test so shortly ago that another go would be guessing."""
    found = select(Attempt.id).where(
        Attempt.account_id == user_id,
        Attempt.kind == Kind.TEST,
        Attempt.module == slug,
        Attempt.submitted_at > at - AGAIN_AFTER,
    )
    return db.session.scalar(found) is not None


def examined(attempt_id: int, by: int, *, to_change: bool = False) -> Attempt:
    """The open oral test that this examiner asks. Raises NotThere."""
    wanted = select(Attempt).where(
        Attempt.id == attempt_id,
        Attempt.kind == Kind.TEST,
        Attempt.oral_by_id == by,
        Attempt.submitted_at.is_(None),
    )
    found = db.session.scalar(held_anew(wanted) if to_change else wanted)
    if found is None:
        raise NotThere
    return found
