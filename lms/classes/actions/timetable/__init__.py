"""Making, moving, dividing and cancelling classes."""

from lms.classes.actions.timetable.cancelling import cancel_class, reopen_class
from lms.classes.actions.timetable.dividing import merge_classes, split_class
from lms.classes.actions.timetable.making import create_class
from lms.classes.actions.timetable.moving import (
    move_class,
    rearrange,
    replace_trainer,
)

__all__ = [
    "cancel_class",
    "create_class",
    "merge_classes",
    "move_class",
    "rearrange",
    "reopen_class",
    "replace_trainer",
    "split_class",
]
