"""Codes of advisories → what people read."""

from flask_babel import lazy_gettext as _l

from lms.advisories.rules import Reason, State

SENTENCES = {
    Reason.OWN_ADVISORY: _l("You wrote this advisory yourself: a second person has to approve it."),
    Reason.APPROVED_ALREADY: _l("This advisory was approved or withdrawn meanwhile. Write a correction instead."),
    Reason.NOT_STANDING: _l("This advisory does not stand any more: there is nothing to confirm."),
    Reason.CHANGED_MEANWHILE: _l(
        "Somebody has changed this advisory since you opened it. Please read it again and then decide."
    ),
}
STATES = {
    State.WAITING: _l("Waits for a second person"),
    State.COMING: _l("Approved, begins later"),
    State.STANDING: _l("Stands"),
    State.LAPSED: _l("Has lapsed"),
    State.WITHDRAWN: _l("Withdrawn"),
}
