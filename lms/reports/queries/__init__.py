"""Reads of figures."""

from lms.reports.queries.demand import Demand, Place, demand
from lms.reports.queries.gain import gain, gain_by
from lms.reports.queries.materials import materials, methods, opened
from lms.reports.queries.named import Named, ToAsk, named, to_ask
from lms.reports.queries.people import counts
from lms.reports.queries.scores import scores
from lms.reports.queries.tables import months, names, table
from lms.reports.queries.teaching import teaching

__all__ = [
    "Demand", "Named", "Place", "ToAsk", "counts", "demand", "gain", "gain_by", "materials", "methods", "months",
    "named", "names", "opened",
    "scores", "table", "teaching", "to_ask",
]  # fmt: skip
