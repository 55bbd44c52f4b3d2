"""Who may be assigned to teach what, when, and what of theirs falls due. Standard library only."""

from lms.trainers.rules.assigning import Career, Passed, Task, why_not
from lms.trainers.rules.criteria import About, Criterion, Experience, Kind, Merit, Policy, Reason, Sex, merits
from lms.trainers.rules.due import Due, DueKind, due_dates, is_near

__all__ = [
    "About",
    "Career",
    "Criterion",
    "Due",
    "DueKind",
    "Experience",
    "Kind",
    "Merit",
    "Passed",
    "Policy",
    "Reason",
    "Sex",
    "Task",
    "due_dates",
    "is_near",
    "merits",
    "why_not",
]
