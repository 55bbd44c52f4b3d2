"""Sentences about accounts."""

from flask_babel import lazy_gettext as _l

from lms.accounts.rules import Reason
from lms.accounts.rules.trail import Deed
from lms.core.actors import Role, Within

SENTENCES = {
    Reason.MISTYPED: _l(
        "This registration number was mistyped: its last digit does not fit. Please compare it with your card, digit "
        "by digit."
    ),
    Reason.WRONG_SECRET: _l("The number or login and the PIN or password do not belong together. Please check both."),
    Reason.TOO_MANY_TRIES: _l(
        "There were too many wrong tries. Please wait a few minutes and try again, or ask at your centre."
    ),
    Reason.MANY_FROM_HERE: _l(
        "Many people are registering from here just now. Your answers are kept on this phone. Please press the button "
        "again in a few minutes, or ask at a centre."
    ),
    Reason.ACCOUNT_CLOSED: _l(
        "This account is closed. Please ask at your centre; whoever works here asks the administrator."
    ),
    Reason.LOGIN_TAKEN: _l("Somebody already signs in with this login. Please choose another."),
    Reason.PASSWORD_SHORT: _l("Please choose a password of at least 10 characters."),
    Reason.PASSWORD_COMMON: _l(
        "This password is easy to guess: many people use such words, years or keys in a row. Please put three or four "
        "words together that only you would think of."
    ),
    Reason.PASSWORD_OWN: _l(
        "This password is easy to guess: your name, your login or the name of this site is in it. Please put three or "
        "four words together that have nothing to do with you."
    ),
    Reason.PASSWORD_WRONG: _l("This is not the password you have now. Please try again."),
    Reason.PASSWORD_SAME: _l("This is the password you have already. Please choose another."),
    Reason.PIN_NOT_SIX_DIGITS: _l("A PIN has six digits. Please enter exactly six."),
    Reason.PIN_TRIVIAL: _l("This PIN is easy to guess. Please choose digits that do not repeat or stand in a row."),
    Reason.PIN_IS_BIRTH_DATE: _l("Please do not use your date of birth as your PIN."),
    Reason.PIN_IN_NUMBER: _l("Please do not use digits of your registration number as your PIN."),
    Reason.LINK_SPENT: _l("This link was used already or is too old. Please ask the administrator for a new one."),
    Reason.OWN_ACCOUNT: _l("You cannot change your own role or close your own account. Please ask a colleague."),
    Reason.WRONG_CODE: _l(
        "This code is not right, or was used already. Please enter the one that the app shows now, or one of your "
        "recovery codes."
    ),
    Reason.WRONG_FIRST_CODE: _l(
        "This is not what the app shows for this picture. Please scan it once more, look whether the time on the phone "
        "is right, and enter the six digits of this moment."
    ),
    Reason.OFFER_LAPSED: _l("The picture for the app is too old. Please begin again: you get a new one."),
    Reason.SIGN_IN_AGAIN: _l("You took too long. Please go back and begin with your login and password again."),
    Reason.NO_SECOND_FACTOR: _l("This account has no second factor. Please open the page again."),
    Reason.SECOND_FACTOR_REQUIRED: _l("Everybody on the staff needs a second factor here. You cannot do without it."),
    Reason.EXPORT_DECIDED: _l("This was answered already, or is too old. Please open the page again."),
    Reason.EXPORT_ENDED: _l(
        "The file cannot be fetched: nobody has allowed it, or the 24 hours are over. Please ask again."
    ),
    Reason.EXPORT_TOO_MANY: _l("More than %(most)s people are on this list. Please ask for fewer months."),
    Reason.LAST_DAY_PASSED: _l(
        "This day has passed: nobody could sign in. Please enter a later one, or leave it empty."
    ),
    Reason.ROLE_EVERYWHERE: _l("This role counts everywhere and cannot be limited. Please choose “Everywhere”."),
    Reason.ROLE_LIMITED: _l(
        "A partner agency sees only its own area. Please choose a district, a region, a provider or a centre."
    ),
}

ROLES = {
    Role.TRAINEE: _l("Trainee"),
    Role.TRAINER: _l("Trainer"),
    Role.OFFICER: _l("Centre officer"),
    Role.AUTHOR: _l("Curriculum author"),
    Role.REVIEWER: _l("Reviewer of the curriculum (only comments)"),
    Role.APPROVER: _l("Approver of the curriculum (signs off)"),
    Role.MNE: _l("M&E officer"),
    Role.CHECKER: _l("Officer who checks certificates"),
    Role.PARTNER: _l("Partner agency (sees the calendar of classes, registers people)"),
    Role.ADMIN: _l("Administrator"),
}

PLACES = {
    Within.CENTRE: _l("Centres"),
    Within.PROVIDER: _l("Providers"),
    Within.DISTRICT: _l("Districts"),
    Within.REGION: _l("Regions"),
}

DEEDS = {
    Deed.LOOKED: _l("Records looked at"),
    Deed.OPENED: _l("Hidden details opened"),
    Deed.CHANGED: _l("Records written or changed"),
    Deed.MERGED: _l("Records put together"),
    Deed.PRINTED: _l("Papers printed"),
    Deed.EXPORTED: _l("Records taken into a file"),
    Deed.CHECKED: _l("Certificates checked"),
    Deed.ERASED: _l("Records erased"),
    Deed.HELD: _l("Records kept or let go"),
    Deed.DONE: _l("Other work"),
}

WHY_RESET = {
    "lost": _l("The phone is lost or was stolen"),
    "broken": _l("The phone is broken or was replaced"),
    "codes": _l("The recovery codes are used up or lost"),
    "doubt": _l("Somebody else may have the codes"),
}
