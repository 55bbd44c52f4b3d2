"""Sentences about trainers."""

from flask_babel import lazy_gettext as _l

from lms.core.languages import NAMES, TEACHING
from lms.trainers.rules import Reason

SENTENCES = {
    Reason.NOT_QUALIFIED: _l("Has not passed the training of trainers for this programme."),
    Reason.NOT_YET_QUALIFIED: _l("Passed the training of trainers only after this day."),
    Reason.REFRESHER_DUE: _l("The yearly refresher is due."),
    Reason.OTHER_LANGUAGE: _l("Does not teach in this language."),
    Reason.CONTRACT_OVER: _l("The contract has ended."),
    Reason.NO_LANGUAGE: _l("Please choose at least one language."),
    Reason.ACCOUNT_TAKEN: _l("Another trainer signs in with this account. Please choose another account or none."),
    Reason.DATE_IN_FUTURE: _l("This day is still to come. Please enter the day on which it was passed."),
    Reason.REFRESHED_BEFORE_PASSING: _l("The refresher is earlier than the training of trainers. Please look again."),
}

TEACHING_NAMES = {code: NAMES[code] for code in TEACHING}
