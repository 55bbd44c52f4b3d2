"""Reads of roll calls, and how far people are."""

from lms.attendance.queries.eligibility import eligibilities, eligibility
from lms.attendance.queries.grid import Closing, Correction, Grid, grid
from lms.attendance.queries.roll import (
    Line,
    contradictions,
    enrolment_with_number,
    kept_marks,
    marked,
    marks,
    marks_of,
    next_block,
    open_walk_ins,
    roll,
    roll_call,
    voices,
)
from lms.attendance.queries.standing import (
    COUNTED,
    Course,
    came_to,
    courses,
    duties,
    enrolments_marked_since,
    standing,
    standings,
)

__all__ = [
    "COUNTED",
    "Closing",
    "Correction",
    "Course",
    "Grid",
    "Line",
    "came_to",
    "contradictions",
    "courses",
    "duties",
    "eligibilities",
    "eligibility",
    "enrolment_with_number",
    "enrolments_marked_since",
    "grid",
    "kept_marks",
    "marked",
    "marks",
    "marks_of",
    "next_block",
    "open_walk_ins",
    "roll",
    "roll_call",
    "standing",
    "standings",
    "voices",
]
