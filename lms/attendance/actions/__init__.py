"""What people do with roll calls: call and close them, take in what phones send, settle what contradicts."""

from lms.attendance.actions.days import (
    answer_question, ask, check_day, hand_on_question, note_incident, note_material,
)  # fmt: skip
from lms.attendance.actions.paper import keep_photo, type_back
from lms.attendance.actions.passing import record_after_test
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
from lms.attendance.actions.trainings import close_trainers_roll
from lms.attendance.actions.walk_ins import settle_walk_in, take_walk_in

__all__ = [
    "TakenIn",
    "answer_question",
    "ask",
    "begin_block",
    "check_day",
    "close_marked",
    "close_roll_call",
    "close_trainers_roll",
    "end_block",
    "hand_on_question",
    "keep_photo",
    "mark",
    "note_incident",
    "note_material",
    "open_roll_call",
    "record_after_test",
    "settle",
    "settle_walk_in",
    "take_marks",
    "take_walk_in",
    "type_back",
]
