"""The authors' backlog: changes that trainers propose."""

from sqlalchemy import func, select

from lms.core.database import db, get_row
from lms.core.errors import NotThere
from lms.curriculum.models import ChangeProposal

SHOWN = 50


def proposal(proposal_id: int, *, to_change: bool = False) -> ChangeProposal:
    """One proposal; `to_change` holds it until the end of the transaction. Raises NotThere."""
    found = get_row(ChangeProposal, proposal_id, to_change=to_change)
    if found is None:
        raise NotThere
    return found


def waiting_alike(*, module_slug: str, text: str, by: int) -> ChangeProposal | None:
    """The same proposal of the same person, if it waits already."""
    return db.session.scalar(
        select(ChangeProposal).where(
            ChangeProposal.module_slug == module_slug, ChangeProposal.text == text, ChangeProposal.made_by_id == by,
            ChangeProposal.settled_at.is_(None),
        )
    )  # fmt: skip


def open_proposals() -> list[ChangeProposal]:
    """What nobody has settled, module by module, the oldest first."""
    waiting = select(ChangeProposal).where(ChangeProposal.settled_at.is_(None))
    return list(db.session.scalars(waiting.order_by(ChangeProposal.module_slug, ChangeProposal.id)))


def count_open() -> int:
    """How many there are."""
    waiting = select(func.count()).select_from(ChangeProposal).where(ChangeProposal.settled_at.is_(None))
    return db.session.scalar(waiting) or 0


def settled_proposals() -> list[ChangeProposal]:
    """What was settled last."""
    settled = select(ChangeProposal).where(ChangeProposal.settled_at.is_not(None))
    newest = settled.order_by(ChangeProposal.settled_at.desc(), ChangeProposal.id.desc())
    return list(db.session.scalars(newest.limit(SHOWN)))


def own_proposals(user_id: int, module_slug: str) -> list[ChangeProposal]:
    """What somebody proposed for a module, the newest first."""
    own = select(ChangeProposal).where(
        ChangeProposal.made_by_id == user_id, ChangeProposal.module_slug == module_slug
    )
    return list(db.session.scalars(own.order_by(ChangeProposal.id.desc())))
