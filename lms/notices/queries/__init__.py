"""Reads of what people are to be told, and of what became of it."""

from lms.notices.queries.desk import (
    MOST,
    STAFF_CODES,
    Told,
    Wanting,
    backlog,
    colleagues_not_reached,
    count_wanting,
    guests_to_tell,
    message_of,
    of_person,
    wanting,
)
from lms.notices.queries.reminders import Due, due
from lms.notices.queries.staff import StaffDue, due_for_staff

__all__ = [
    "MOST", "STAFF_CODES", "Due", "StaffDue", "Told", "Wanting", "backlog", "colleagues_not_reached", "count_wanting",
    "due", "due_for_staff", "guests_to_tell", "message_of", "of_person", "wanting",
]  # fmt: skip
