"""Reads of figures."""

from lms.reports.queries.demand import Demand, demand
from lms.reports.queries.named import Named, named
from lms.reports.queries.people import counts
from lms.reports.queries.scores import scores
from lms.reports.queries.tables import months, names, table
from lms.reports.queries.teaching import teaching

__all__ = ["Demand", "Named", "counts", "demand", "months", "named", "names", "scores", "table", "teaching"]
