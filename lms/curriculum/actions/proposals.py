"""What trainers propose to what they teach (E62, E91)."""

from datetime import datetime

from lms.core.database import db
from lms.core.errors import Refused
from lms.curriculum import queries
from lms.curriculum.models import ChangeProposal
from lms.curriculum.queries import proposals
from lms.curriculum.rules.proposals import Occasion, Outcome, Reason


def propose_change(
    *, module_slug: str, text: str, language: str, occasion: Occasion, by: int, at: datetime
) -> ChangeProposal:
    """Put a change into the authors' backlog. The same words sent twice are one proposal. Raises NotThere."""
    number, plain = queries.newest_module(module_slug).number, text.strip()
    if before := proposals.waiting_alike(module_slug=module_slug, text=plain, by=by):
        return before
    made = ChangeProposal(
        module_slug=module_slug, number=number, language=language, occasion=occasion.value, text=plain, made_at=at,
        made_by_id=by,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def settle_proposal(*, proposal_id: int, outcome: Outcome, answer: str, by: int, at: datetime) -> ChangeProposal:
    """Say what becomes of a proposal, and why. Raises NotThere, Refused(SETTLED) when a colleague was quicker."""
    found = proposals.proposal(proposal_id, to_change=True)
    if found.settled_at:
        raise Refused(Reason.SETTLED)
    found.outcome, found.answer = outcome.value, answer.strip() or None
    found.settled_at, found.settled_by_id = at, by
    db.session.flush()
    return found
