"""The planner: which classes to hold in the coming weeks, and who sits where. Standard library only.

Words: a *person* is placed when sitting in a class in their own language that teaches what they need and ends within
the days before their departure (E21); a person is *due* when that has to happen in the weeks planned for, because
after them it is too late; a *class* stands already or is proposed."""

from lms.classes.rules.planner.facts import (
    Because,
    Centre,
    Course,
    Person,
    Plan,
    Proposed,
    Room,
    Standing,
    Trainer,
    WhyNot,
    Wishes,
    World,
)
from lms.classes.rules.planner.greedy import plan

__all__ = [
    "Because",
    "Centre",
    "Course",
    "Person",
    "Plan",
    "Proposed",
    "Room",
    "Standing",
    "Trainer",
    "WhyNot",
    "Wishes",
    "World",
    "plan",
]
