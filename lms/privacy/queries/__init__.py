"""Reads across the rooms: for the person whose data it is, and for those who answer for them."""

from lms.privacy.queries.looks import looks
from lms.privacy.queries.own import own_data, own_story
from lms.privacy.queries.retention import (
    classes_of, count_over_records, counts, figures_before, figures_of, held, over_records,
)  # fmt: skip
from lms.privacy.queries.wishes import hold_on, open_wishes

__all__ = [
    "classes_of", "count_over_records", "counts", "figures_before", "figures_of", "held", "hold_on", "looks",
    "open_wishes", "over_records", "own_data", "own_story",
]  # fmt: skip
