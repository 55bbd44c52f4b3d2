"""Sentences about attempts."""

from flask_babel import lazy_gettext as _l

from lms.quizzes.rules import Reason

SENTENCES = {
    Reason.CHOOSE_ONE: _l("Please choose one answer."),
    Reason.CHOOSE_SOME: _l("Please choose all answers that are right."),
    Reason.HANDED_IN: _l("These answers were handed in already. You can start again whenever you like."),
    Reason.NOTHING_TO_ASK: _l("This course has no assessment. Nothing is asked of you here."),
    Reason.TRIED_TODAY: _l("This test was taken a few hours ago. Please come back to it tomorrow."),
}
