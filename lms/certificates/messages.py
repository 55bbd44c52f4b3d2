"""Sentences about certificates."""

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.certificates.rules import Lack, Missing, Reason, RevokedFor, State
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Programme

SENTENCES = {
    Reason.NOT_EARNED: _l("Something is still missing, so no certificate can be issued yet."),
    Reason.NOT_STANDING: _l("This certificate was replaced or revoked already."),
    Reason.STANDS_ALREADY: _l("This person already has a certificate. You can print it again."),
    Reason.SAME_NAMES: _l(
        "The names on the certificate are the same as in the registration. Please correct the registration first."
    ),
    Reason.NOTHING_TO_PRINT: _l("Nobody in this class has a certificate yet."),
    Reason.NOT_A_CODE: _l("A code has 12 letters and digits. You find it under the square on the certificate."),
}

STATES = {
    State.VALID: _l("Valid"),
    State.EXPIRED: _l("Expired"),
    State.REPLACED: _l("Replaced"),
    State.REVOKED: _l("Revoked"),
}

LOOKS = {
    State.VALID: ("good", "✔"),
    State.EXPIRED: ("warn", "◷"),
    State.REPLACED: ("warn", "↻"),
    State.REVOKED: ("bad", "✘"),
}

CHECKED = {
    State.VALID: _l("This certificate is valid."),
    State.EXPIRED: _l("This certificate was valid and has expired. The course is due again."),
    State.REPLACED: _l("This certificate was replaced by a newer one. Please ask for the newer one."),
    State.REVOKED: _l("This certificate was revoked. It is not valid."),
}

REVOKED_FOR = {
    RevokedFor.MISTAKE: _l("Issued by mistake"),
    RevokedFor.ATTENDANCE: _l("The attendance was recorded wrongly"),
    RevokedFor.IDENTITY: _l("It was another person who attended"),
    RevokedFor.MISUSE: _l("It was altered or given to somebody else"),
}


NOTICE = "certificate-issued"


def notice(language: str, serial: str) -> str:
    """What is sent to the person when the certificate is issued, in her language."""
    with force_locale(language):
        return _(
            "Congratulations! Your certificate %(serial)s is ready. Sign in to keep it on your phone, or ask "
            "your centre to print it.",
            serial=serial,
        )


def describe(missing: Missing, programme: Programme, language: str) -> str:
    """One missing thing as a whole sentence."""
    if missing.lack is Lack.BLOCK_MISSED:
        return _("You missed the block “%(block)s”.", block=programme.block_title(missing.thing, language))
    if missing.lack is Lack.BLOCK_AHEAD:
        return _("The block “%(block)s” is still to come.", block=programme.block_title(missing.thing, language))
    if missing.lack is Lack.LESSON:
        lesson = curriculum.module_in(programme, missing.thing).title(language)
        return _("Please read the lesson “%(lesson)s”.", lesson=lesson)
    if missing.lack is Lack.ASSESSMENT_NOT_PASSED:
        return _(
            "In the final assessment you had %(right)s of %(total)s right. Please take it once more.",
            right=missing.right,
            total=missing.total,
        )
    if missing.lack is Lack.ASSESSMENT_AHEAD:
        return _("Please take the final assessment.")
    return _("Please come to a class: reading alone gives no certificate.")
