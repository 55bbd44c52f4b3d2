"""The words of referrals."""

from flask_babel import lazy_gettext as _l

from lms.referrals.rules import FEWEST, Kind, Outcome, Reason

KINDS = {
    Kind.LEGAL: _l("Legal help"),
    Kind.PROTECTION: _l("Protection from violence or trafficking"),
    Kind.HEALTH: _l("Health"),
    Kind.EMPLOYMENT: _l("Finding work"),
    Kind.SKILLS: _l("Learning a trade"),
    Kind.SOCIAL: _l("Social help for the family"),
    Kind.CHILDREN: _l("Help for children"),
    Kind.OTHER: _l("Other help"),
}
OUTCOMES = {
    Outcome.OPEN: _l("Not known yet"),
    Outcome.HELPED: _l("The person was helped"),
    Outcome.NOT_HELPED: _l("The person was not helped"),
}
TOO_FEW = _l("under %(fewest)s", fewest=FEWEST)
SENTENCES = {
    Reason.NOT_AGREED: _l("Please ask the person first. Without a yes nothing is noted, and nobody is sent on."),
    Reason.OTHER_KIND: _l("This office does not give this kind of help. Please choose another one."),
    Reason.CLOSED: _l("This office was taken out of the directory meanwhile. Please choose another one."),
    Reason.CODE_TAKEN: _l("Another office has this code already. Please choose another code."),
}
