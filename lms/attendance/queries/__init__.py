"""Reads of roll calls, and how far people are."""

from lms.attendance.queries.grid import Closing, Correction, Grid, grid
from lms.attendance.queries.roll import Line, marked, marks, next_block, roll, roll_call
from lms.attendance.queries.standing import (
    COUNTED,
    Course,
    came_to,
    courses,
    duties,
    enrolments_marked_since,
    next_chance,
    next_chances,
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
    "courses",
    "duties",
    "enrolments_marked_since",
    "grid",
    "marked",
    "marks",
    "next_block",
    "next_chance",
    "next_chances",
    "roll",
    "roll_call",
    "standing",
    "standings",
]
