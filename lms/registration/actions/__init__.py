"""Registering somebody, giving them a PIN, keeping the record right."""

from lms.registration.actions.codes import ask_code, use_code
from lms.registration.actions.consents import note_entry_check
from lms.registration.actions.consulting import log_consultation
from lms.registration.actions.correcting import (
    change_contact,
    change_departure,
    change_phone,
    correct_names,
    correct_record,
)
from lms.registration.actions.family import add_relative, forget_name, remove_relative
from lms.registration.actions.going_on import begin_course, come_home, turn_to
from lms.registration.actions.grouping import add_to_group, choose_foreman, leave_group, register_group
from lms.registration.actions.merging import merge, undo_merge
from lms.registration.actions.numbers import replace_card
from lms.registration.actions.pins import choose_pin, make_pin
from lms.registration.actions.proposing import keep_apart
from lms.registration.actions.registering import enrol, register, register_at_desk, register_list, register_oneself
from lms.registration.actions.returning import leave_again
from lms.registration.actions.shortening import shorten
from lms.registration.actions.telling import choose_reading, record_paper, remove_paper, tell_more

__all__ = [
    "add_relative",
    "add_to_group",
    "ask_code",
    "begin_course",
    "change_contact",
    "change_departure",
    "change_phone",
    "choose_foreman",
    "choose_pin",
    "choose_reading",
    "come_home",
    "correct_names",
    "correct_record",
    "enrol",
    "forget_name",
    "keep_apart",
    "leave_again",
    "leave_group",
    "log_consultation",
    "make_pin",
    "merge",
    "note_entry_check",
    "record_paper",
    "register",
    "register_at_desk",
    "register_group",
    "register_list",
    "register_oneself",
    "remove_paper",
    "remove_relative",
    "replace_card",
    "shorten",
    "tell_more",
    "turn_to",
    "undo_merge",
    "use_code",
]
