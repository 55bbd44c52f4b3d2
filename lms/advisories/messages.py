"""Codes of advisories → what people read."""

from flask_babel import lazy_gettext as _l

from lms.advisories.rules import Reason, State, Topic

SENTENCES = {
    Reason.OWN_ADVISORY: _l("You wrote this yourself: a second person has to approve it."),
    Reason.APPROVED_ALREADY: _l("This was approved or withdrawn meanwhile. Write a correction instead."),
    Reason.NOT_STANDING: _l("This advisory does not stand any more: there is nothing to confirm."),
    Reason.CHANGED_MEANWHILE: _l(
        "Somebody has changed this since you opened it. Please read it again and then decide."
    ),
    Reason.LESSON_NOT_IN_ORDER: _l(
        "The new lesson does not fit the rest of the curriculum yet, so nothing was published. Open its draft and put "
        "it right first."
    ),
    Reason.LESSON_WITHDRAWN: _l("The new text of the lesson was withdrawn. Please choose another lesson, or none."),
}
TOPICS = {
    Topic.SKILLS: _l("Recognition of skills and diplomas"),
    Topic.RETURN: _l("For those who return"),
    Topic.ENTRY: _l("Entry, stay and papers"),
    Topic.WORK: _l("Work and pay"),
}
STATES = {
    State.WAITING: _l("Waits for a second person"),
    State.COMING: _l("Approved, begins later"),
    State.STANDING: _l("Stands"),
    State.LAPSED: _l("Has lapsed"),
    State.WITHDRAWN: _l("Withdrawn"),
}
