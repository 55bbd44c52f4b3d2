"""Reads for phones that ask and answer without network."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from lms.core.database import db, held_anew
from lms.curriculum.rules.module import Module
from lms.quizzes.models import Attempt, SentGo
from lms.quizzes.rules import Kind, check_asks


@dataclass(frozen=True, slots=True)
class Begun:
    """Of somebody's lessons: how many checks were handed in, and what an open one and the one before the lesson ask."""

    enrolment_id: int
    taken: Mapping[str, int]
    open: Mapping[str, list]
    before: Mapping[str, list]

    def asks(self, module: Module) -> list:
        """What the check of a lesson asks next (edition, question): the same as with network."""
        slug, taken = module.slug, self.taken.get(module.slug, 0)
        before = () if taken else self.before.get(slug, ())
        return self.open.get(slug) or check_asks(module, f"{self.enrolment_id}:{slug}:{taken}", before)


def checks_begun(enrolment_id: int) -> Begun:
    """What somebody was asked before and after lessons, in one query."""
    rows = db.session.execute(
        select(Attempt.module, Attempt.kind, Attempt.submitted_at, Attempt.questions).where(
            Attempt.enrolment_id == enrolment_id, Attempt.kind.in_((Kind.CHECK, Kind.BEFORE))
        ).order_by(Attempt.id.desc())
    ).all()  # fmt: skip
    checks = [each for each in rows if each.kind == Kind.CHECK]
    return Begun(
        enrolment_id,
        Counter(each.module for each in checks if each.submitted_at),
        {each.module: each.questions for each in checks if not each.submitted_at},
        {each.module: each.questions for each in rows if each.kind == Kind.BEFORE and each.submitted_at},
    )


def sent_go(key: str, *, to_change: bool = False) -> tuple[int, Attempt] | None:
    """The go that a phone named so, by id, with the attempt that it became; None while the server has none."""
    found = select(SentGo.id, Attempt).join(Attempt, Attempt.id == SentGo.attempt_id).where(SentGo.key == key)
    if to_change:
        found = held_anew(found, of=Attempt)
    row = db.session.execute(found).first()
    return (row[0], row[1]) if row else None
