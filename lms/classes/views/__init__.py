"""Pages of classes: for trainees, for trainers, at the desk."""

from lms.classes.views import choosing, desk, groups, make_ups, making, own, planner, seating, support, teaching
from lms.classes.views.room import blueprint

__all__ = [
    "blueprint",
    "choosing",
    "desk",
    "groups",
    "make_ups",
    "making",
    "own",
    "planner",
    "seating",
    "support",
    "teaching",
]
