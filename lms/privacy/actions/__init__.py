"""Asking for a correction, keeping a record from being erased, forgetting what has had its time."""

from lms.privacy.actions.correcting import ask_correction, settle_corrections
from lms.privacy.actions.holding import lift_hold, place_hold
from lms.privacy.actions.retaining import apply_plan, what_is_over

__all__ = ["apply_plan", "ask_correction", "lift_hold", "place_hold", "settle_corrections", "what_is_over"]
