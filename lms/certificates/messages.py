"""Sentences about certificates."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.certificates.rules import Lack, Missing, Reason, ReplacedFor, RevokedFor, State, Way
from lms.certificates.models import Certificate
from lms.certificates.signing import Fault
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Programme
from lms.web.locale import as_date

SENTENCES = {
    Reason.NOT_EARNED: _l("Something is still missing, so no certificate can be issued yet."),
    Reason.NAMES_AWAITED: _l(
        "Everything is done, but the person has not said yet whether the names are right. Please look at them together "
        "first."
    ),
    Reason.NAMES_CHANGED: _l("The names were corrected a moment ago. Please read them once more."),
    Reason.NOT_STANDING: _l("This certificate was replaced or revoked already."),
    Reason.STANDS_ALREADY: _l("This person already has a certificate. You can print it again."),
    Reason.SAME_NAMES: _l(
        "The certificate shows the names of the registration already. If they are wrong, please correct the "
        "registration first."
    ),
    Reason.NOTHING_TO_PRINT: _l("Nobody in this class has a certificate yet."),
    Reason.NOT_A_CODE: _l("A code has 12 letters and digits. You find it under the square on the certificate."),
    Reason.NEWEST_KEY: _l("This key signs the certificates of today. Please make a new one first."),
}

SENTENCES |= {
    Fault.UNREADABLE: _l("This square is not one of a certificate, or it was not read whole. Please scan it again."),
    Fault.UNKNOWN_KEY: _l("This square was signed with a key that we do not know. It proves nothing."),
    Fault.NOT_OURS: _l("This square was not made by us, or something in it was changed. It proves nothing."),
    Fault.KEY_NOT_IN_USE: _l("This square was signed with a key that was not in use on that day. It proves nothing."),
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


REPLACED_FOR = {ReplacedFor.NAMES: _l("The names were corrected")}

WAYS = {
    Way.PASSPORT: _l("We compared them with the passport together"),
    Way.LIST: _l("The person signed beside them on a list"),
    Way.PHONE: _l("I spelt them out on the telephone"),
}
# How the names were confirmed, as the page of a certificate says it.
CONFIRMED = {
    Way.SELF: _l("The person said on the phone's screen that they are right"),
    Way.PASSPORT: _l("Compared with the passport at the desk"),
    Way.LIST: _l("Signed on a list"),
    Way.PHONE: _l("Spelt out on the telephone"),
}

PLAIN = {
    Lack.NO_CLASS: _l("No block has been attended yet: reading alone gives no certificate."),
    Lack.ASSESSMENT_AHEAD: _l("The final assessment is still to be taken."),
    Lack.NAMES: _l("Nobody has said yet that the names are right, letter by letter as in the passport."),
    Lack.NAMES_WRONG: _l("You said that a name is wrong. Please ask your centre to correct it."),
}
BLOCKS = (Lack.BLOCK_MISSED, Lack.BLOCK_AHEAD)
NAMES = (Lack.NAMES, Lack.NAMES_WRONG)
DUE_ELSEWHERE, REFRESH = "course-due", "course-refresh"
NOTICE, ASK_NAMES, DUE, CHANGED = "certificate-issued", "certificate-names", "certificate-due", "course-changed"
NOTICES = {
    NOTICE: _l("Your certificate is ready. Sign in to keep it, or get it on paper at the centre."),
    DUE: _l("Your certificate ends on %(day)s. You may take the course again: sign in or call the centre."),
    DUE_ELSEWHERE: _l("Your last course holds until %(day)s. You may take it again: sign in or call the centre."),
    REFRESH: _l("You leave on %(day)s. Look again at what you learned: sign in, or call the centre."),
    CHANGED: _l("Before you leave: something in your course is new. Sign in and read it, or call the centre."),
    ASK_NAMES: _l("Your certificate waits: are your names right? Sign in and look, or call the centre."),
}


def checker_words() -> dict[str, str]:
    """What the checking page says besides, in the language of the page; the values in braces come on the device."""
    braces = {name: f"{{{name}}}" for name in ("day", "time", "reason")}
    return {
        "refused": _("Not valid"),
        "list": _("The list of withdrawn certificates on this device is of %(day)s, %(time)s.", **braces),
        "stale": _("It is old: what was withdrawn since is not on it. Please open this page with network."),
        "noList": _("The keys are not on this device yet. Please open this page once with network."),
        "newerKey": _("This device does not know the key with which this square was signed, so here it proves nothing. "
                      "The key may be newer than the list on this device: please open this page with network, and scan "
                      "again."),
        "asking": _("One moment: this device looks for newer keys."),
        "noSquare": _("No square was recognised in the picture. Please try once more, or paste what it says."),
        "since": _("Since %(day)s. Reason: %(reason)s.", **braces),
        "again": _("This square was shown on this device before, at %(time)s. If it was by another person, one of the "
                   "papers is a copy.", **braces),
        "codeOffline": _("A code can be looked up only with network. Without it, scan the square, or paste what it "
                         "says."),
    }  # fmt: skip


def fate(found: Certificate) -> str:
    """Since when and why a certificate stands no more, for everybody; empty while it stands."""
    if found.revoked_at:
        day, reason = found.revoked_at, REVOKED_FOR[RevokedFor(found.revoked_reason)]
    elif found.replaced_at:
        day, reason = found.replaced_at, REPLACED_FOR[ReplacedFor(found.replaced_for or ReplacedFor.NAMES)]
    else:
        return ""
    return _("Since %(day)s. Reason: %(reason)s.", day=as_date(day), reason=reason)


def notice(code: str, language: str, **values: object) -> str:
    """What is sent to the person, in her language."""
    with force_locale(language):
        written = {name: as_date(value) if isinstance(value, date) else value for name, value in values.items()}
        return str(NOTICES[code]) % written


def assessed(evidence: Mapping[str, Any]) -> str:
    """How it was assessed, as frozen with the certificate; without figures, for everybody who reads the paper."""
    found = evidence.get("assessment")
    if not found:
        return _("attendance alone")
    if found["oral"]:
        return _("attendance, final questions asked aloud")
    return _("attendance, final questions in writing")


def described(
    lacks: Iterable[Missing], programme: Programme, language: str, *, attendance: str
) -> list[tuple[Missing, str]]:
    """Each missing thing with a whole sentence, for the person herself and for the desk alike. All that is missing of
    the class is said in one sentence, `attendance`, which stands with the first of its blocks."""
    lacks = list(lacks)
    blocks = [each for each in lacks if each.lack in BLOCKS]
    return [
        (each, attendance if each in blocks else _sentence(each, programme, language))
        for each in lacks
        if each not in blocks[1:]
    ]


def _sentence(missing: Missing, programme: Programme, language: str) -> str:
    if missing.lack is Lack.LESSON:
        lesson = curriculum.module_in(programme, missing.thing).title(language)
        return _("The lesson “%(lesson)s” is still to be read.", lesson=lesson)
    if missing.lack is Lack.ASSESSMENT_NOT_PASSED:
        return _(
            "In the final assessment %(right)s of %(total)s answers were right. It is to be taken once more.",
            right=missing.right,
            total=missing.total,
        )
    return str(PLAIN[missing.lack])
