"""Pages of attendance."""

from lms.attendance.views import days, differences, grid, inspections, papers, roll, trainings
from lms.attendance.views.room import blueprint

__all__ = ["blueprint", "days", "differences", "grid", "inspections", "papers", "roll", "trainings"]
