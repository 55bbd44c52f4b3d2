"""What people do with roll calls: call and close them, take in what phones send, settle what contradicts."""

from lms.attendance.actions.roll import (
    begin_block,
    close_marked,
    close_roll_call,
    end_block,
    mark,
    open_roll_call,
)
from lms.attendance.actions.sent import TakenIn, take_marks
from lms.attendance.actions.settling import settle
from lms.attendance.actions.walk_ins import settle_walk_in, take_walk_in

__all__ = [
    "TakenIn",
    "begin_block",
    "close_marked",
    "close_roll_call",
    "end_block",
    "mark",
    "open_roll_call",
    "settle",
    "settle_walk_in",
    "take_marks",
    "take_walk_in",
]
