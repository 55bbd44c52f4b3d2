"""What reviewers say to a draft, and what the authors answer (E62–E64)."""

from datetime import datetime

from lms.core.database import db
from lms.core.errors import Refused
from lms.curriculum.actions.drafts import begin
from lms.curriculum.actions.proposals import settle_proposal
from lms.curriculum.models import Draft, DraftComment
from lms.curriculum.queries import comments, drafts
from lms.curriculum.queries.proposals import proposal
from lms.curriculum.rules.drafts import LONGEST_COMMENT, LONGEST_ID, OPEN, Reason, belongs
from lms.curriculum.rules.proposals import Outcome


def comment(
    *, draft_id: int, text: str, by: int | None, at: datetime, file: str = "", screen: str = ""
) -> DraftComment:
    """Say something to a draft, to one of its files or to a screen. The same words sent twice are one comment. Raises
    NotThere, Refused: CLOSED when the draft has ended."""
    found, plain = drafts.draft(draft_id), text.strip()[:LONGEST_COMMENT]
    if found.state not in OPEN:
        raise Refused(Reason.CLOSED)
    if file and not belongs(file, found.kind, found.slug):
        raise Refused(Reason.NO_SUCH_FILE, file=file)
    if before := comments.waiting_alike(draft_id, plain, by):
        return before
    made = DraftComment(
        draft_id=draft_id, file=file, screen=screen[:LONGEST_ID] if file else "", text=plain, made_at=at, made_by_id=by
    )
    db.session.add(made)
    db.session.flush()
    return made


def settle_comment(*, draft_id: int, comment_id: int, answer: str, by: int, at: datetime) -> DraftComment:
    """Answer a comment and lay it to rest. Raises NotThere, Refused(ANSWERED)."""
    found = comments.comment(draft_id, comment_id, to_change=True)
    if found.settled_at:
        raise Refused(Reason.ANSWERED)
    found.answer = answer.strip()[:LONGEST_COMMENT] or None
    found.settled_at, found.settled_by_id = at, by
    db.session.flush()
    return found


def take_proposal(*, proposal_id: int, answer: str, by: int, at: datetime) -> Draft:
    """Take what a trainer proposes into the draft of that module, as a comment to it. Raises NotThere, Refused."""
    found = proposal(proposal_id)
    settle_proposal(proposal_id=proposal_id, outcome=Outcome.TAKEN, answer=answer, by=by, at=at)
    draft = begin(kind="module", slug=found.module_slug, by=by, at=at)
    comment(
        draft_id=draft.id, text=found.text, by=found.made_by_id, at=at,
        file=f"{found.language}.md" if f"{found.language}.md" in drafts.draft_files(draft) else "",
    )  # fmt: skip
    return draft
