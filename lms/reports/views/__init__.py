"""Pages of figures: people by centre, month, sex and destination; where they leave from; hours taught; what lessons
give."""

from lms.reports.views import demand, figures, gain, materials, names, teaching
from lms.reports.views.blueprint import blueprint

__all__ = ["blueprint", "demand", "figures", "gain", "materials", "names", "teaching"]
