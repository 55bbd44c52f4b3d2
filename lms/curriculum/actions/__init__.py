"""Verbs of the curriculum. What is done with drafts is in `actions.drafts`."""

from lms.curriculum.actions.proposals import propose_change, settle_proposal
from lms.curriculum.actions.publishing import publish, publish_folder

__all__ = ["propose_change", "publish", "publish_folder", "settle_proposal"]
