"""Comments on drafts."""

from collections.abc import Iterable

from sqlalchemy import func, select

from lms.core.database import db, get_row
from lms.core.errors import NotThere
from lms.curriculum.models import DraftComment, DraftDeed


def comment(draft_id: int, comment_id: int, *, to_change: bool = False) -> DraftComment:
    """One comment on this draft; `to_change` holds it until the end of the transaction. Raises NotThere."""
    found = get_row(DraftComment, comment_id, to_change=to_change)
    if found is None or found.draft_id != draft_id:
        raise NotThere
    return found


def comments_of(draft_id: int) -> list[DraftComment]:
    """What was said to a draft; what waits for an answer comes first, then by time."""
    found = select(DraftComment).where(DraftComment.draft_id == draft_id)
    return list(db.session.scalars(found.order_by(DraftComment.settled_at.is_not(None), DraftComment.id)))


def waiting_alike(draft_id: int, text: str, by: int | None) -> DraftComment | None:
    """The same comment of the same person, if it waits already."""
    return db.session.scalar(
        select(DraftComment).where(
            DraftComment.draft_id == draft_id, DraftComment.text == text, DraftComment.made_by_id == by,
            DraftComment.settled_at.is_(None),
        )
    )  # fmt: skip


def count_waiting(draft_ids: Iterable[int]) -> dict[int, int]:
    """Draft → how many comments wait for an answer."""
    found = (
        select(DraftComment.draft_id, func.count())
        .where(DraftComment.draft_id.in_(tuple(draft_ids)), DraftComment.settled_at.is_(None))
        .group_by(DraftComment.draft_id)
    )
    return dict(db.session.execute(found).all())


def deeds_of(draft_id: int) -> list[DraftDeed]:
    """The trail of a draft, from its beginning."""
    return list(db.session.scalars(select(DraftDeed).where(DraftDeed.draft_id == draft_id).order_by(DraftDeed.id)))
