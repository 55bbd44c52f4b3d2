"""Reads of what people are to be told, and of what became of it."""

from lms.notices.queries.desk import MOST, Told, Wanting, backlog, count_wanting, message_of, of_person, wanting
from lms.notices.queries.reminders import Due, due

__all__ = ["MOST", "Due", "Told", "Wanting", "backlog", "count_wanting", "due", "message_of", "of_person", "wanting"]
