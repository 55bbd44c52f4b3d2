"""Reads of figures."""

from lms.reports.queries.people import counts
from lms.reports.queries.scores import scores
from lms.reports.queries.tables import months, names, table

__all__ = ["counts", "months", "names", "scores", "table"]
