"""Verbs of the curriculum. What is done with drafts is in `actions.drafts`."""

from lms.curriculum.actions.opened import count_opened, count_opened_while_reading
from lms.curriculum.actions.proposals import propose_change, settle_proposal
from lms.curriculum.actions.publishing import publish, publish_folder

__all__ = [
    "count_opened", "count_opened_while_reading", "propose_change", "publish", "publish_folder", "settle_proposal",
]  # fmt: skip
