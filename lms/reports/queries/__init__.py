"""Reads of figures."""

from lms.reports.queries.demand import Demand, demand
from lms.reports.queries.people import counts
from lms.reports.queries.scores import scores
from lms.reports.queries.tables import months, names, table
from lms.reports.queries.teaching import teaching

__all__ = ["Demand", "counts", "demand", "months", "names", "scores", "table", "teaching"]
