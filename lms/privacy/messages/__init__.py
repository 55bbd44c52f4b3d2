"""Sentences and words about people's own data."""

from flask_babel import lazy_gettext as _l

from lms.privacy.rules.reasons import Reason
from lms.registration.rules.consents import Purpose

SENTENCES = {
    Reason.WORDS_MISSING: _l("Please write in a few words what it is about."),
    Reason.TOO_LONG: _l("This is too long. At most %(longest)s letters and digits fit here."),
}

PURPOSES = {
    Purpose.REMINDERS: _l("Reminders by SMS before your class and before you leave"),
    Purpose.FOLLOW_UP: _l("A few questions some months after you have left: how the course helped"),
    Purpose.ENTRY_CHECK: _l("A note that you looked whether entry is open to you: yes or no, and the day"),
}
