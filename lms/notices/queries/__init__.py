"""Reads of what people are to be told, and of what became of it."""

from lms.notices.queries.desk import (
    MOST,
    STAFF_CODES,
    Others,
    Told,
    Wanting,
    backlog,
    count_wanting,
    message_of,
    of_person,
    others_to_tell,
    wanting,
)
from lms.notices.queries.reminders import Due, due
from lms.notices.queries.staff import StaffDue, due_for_staff

__all__ = [
    "MOST", "STAFF_CODES", "Due", "Others", "StaffDue", "Told", "Wanting", "backlog", "count_wanting", "due",
    "due_for_staff", "message_of", "of_person", "others_to_tell", "wanting",
]  # fmt: skip
