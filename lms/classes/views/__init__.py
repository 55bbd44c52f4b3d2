"""Pages of classes: for trainees, for trainers, at the desk."""

from lms.classes.views import (
    calendar,
    choosing,
    desk,
    dividing,
    groups,
    make_ups,
    making,
    moving,
    own,
    planner,
    seating,
    sharing,
    shortening,
    support,
    subscribing,
    teaching,
    trainings,
)
from lms.classes.views.room import blueprint

__all__ = [
    "blueprint",
    "calendar",
    "choosing",
    "desk",
    "dividing",
    "groups",
    "make_ups",
    "making",
    "moving",
    "own",
    "planner",
    "seating",
    "sharing",
    "shortening",
    "support",
    "subscribing",
    "teaching",
    "trainings",
]
