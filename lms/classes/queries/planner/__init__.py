"""Reads of the planner: the world it plans in, and what it proposed last."""

from lms.classes.queries.planner.offers import Offer, course_id
from lms.classes.queries.planner.proposals import (
    Listed,
    Sitting,
    Unseated,
    open_proposals,
    people_of,
    plannings,
    proposal,
    proposed_ids,
    registered_since,
    unplaced,
)
from lms.classes.queries.planner.world import WEEKS, Planned, planned_world

__all__ = [
    "WEEKS",
    "Listed",
    "Offer",
    "Planned",
    "Sitting",
    "Unseated",
    "course_id",
    "open_proposals",
    "people_of",
    "planned_world",
    "plannings",
    "proposal",
    "proposed_ids",
    "registered_since",
    "unplaced",
]
