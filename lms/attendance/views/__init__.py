"""Pages of attendance."""

from lms.attendance.views import differences, grid, roll
from lms.attendance.views.room import blueprint

__all__ = ["blueprint", "differences", "grid", "roll"]
