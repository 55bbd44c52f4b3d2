"""Sentences about attempts."""

from flask_babel import lazy_gettext as _l

from lms.quizzes.rules import Reason

SENTENCES = {
    Reason.CHOOSE_ONE: _l("Please choose one answer."),
    Reason.CHOOSE_SOME: _l("Please choose all answers that are right."),
    Reason.MATCH_ALL: _l("Please choose what belongs to each line."),
    Reason.ORDER_ALL: _l("Please give each line its own place: no place twice, and none left open."),
    Reason.WRITE_NUMBER: _l("Please write one number in digits, for example 15 or 7,5."),
    Reason.HANDED_IN: _l("These answers were handed in already. You can start again whenever you like."),
    Reason.NOTHING_TO_ASK: _l("This course has no assessment. Nothing is asked of you here."),
    Reason.NOT_ASKED: _l("This question is not asked in your course."),
    Reason.TRIED_TODAY: _l("This test was taken a few hours ago. Please come back to it tomorrow."),
}
