"""Pages of figures: people by centre, month, sex and destination; where they leave from; hours taught."""

from lms.reports.views import demand, figures, materials, names, teaching
from lms.reports.views.blueprint import blueprint

__all__ = ["blueprint", "demand", "figures", "materials", "names", "teaching"]
