"""Sentences about accounts."""

from flask_babel import lazy_gettext as _l

from lms.accounts.rules import Reason
from lms.core.actors import Role

SENTENCES = {
    Reason.WRONG_SECRET: _l("The number or login and the PIN or password do not belong together. Please check both."),
    Reason.TOO_MANY_TRIES: _l(
        "There were too many wrong tries. Please wait a few minutes and try again, or ask at your centre."
    ),
    Reason.MANY_FROM_HERE: _l(
        "Many people are registering from here just now. Your answers are kept on this phone. Please press the button "
        "again in a few minutes, or ask at a centre."
    ),
    Reason.ACCOUNT_CLOSED: _l("This account is closed. Please ask the administrator."),
    Reason.LOGIN_TAKEN: _l("Somebody already signs in with this login. Please choose another."),
    Reason.PASSWORD_SHORT: _l("Please choose a password of at least 10 characters."),
    Reason.PASSWORD_COMMON: _l("Many people use this password. Please choose one that is harder to guess."),
    Reason.PIN_NOT_SIX_DIGITS: _l("A PIN has six digits. Please enter exactly six."),
    Reason.PIN_TRIVIAL: _l("This PIN is easy to guess. Please choose digits that do not repeat or stand in a row."),
    Reason.PIN_IS_BIRTH_DATE: _l("Please do not use your date of birth as your PIN."),
    Reason.PIN_IN_NUMBER: _l("Please do not use digits of your registration number as your PIN."),
    Reason.LINK_SPENT: _l("This link was used already or is too old. Please ask the administrator for a new one."),
    Reason.OWN_ACCOUNT: _l("You cannot change your own role or close your own account. Please ask a colleague."),
}

ROLES = {
    Role.TRAINEE: _l("Trainee"),
    Role.TRAINER: _l("Trainer"),
    Role.OFFICER: _l("Centre officer"),
    Role.AUTHOR: _l("Curriculum author"),
    Role.MNE: _l("M&E officer"),
    Role.ADMIN: _l("Administrator"),
}
