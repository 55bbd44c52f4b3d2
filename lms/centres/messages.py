"""Sentences and words about centres."""

from flask_babel import lazy_gettext as _l

from lms.centres.rules import Licence, ProviderKind, Reason

SENTENCES = {
    Reason.CODE_TAKEN: _l("Another centre has this code. Please choose another."),
    Reason.ROOM_TAKEN: _l("The centre already has a room of this name. Please choose another."),
    Reason.ROOM_SMALL: _l("A room needs at least one square metre for trainees. Please look at the area again."),
    Reason.ROOM_HUGE: _l("This room is larger than a hall. Please write the area in square metres."),
    Reason.LICENCE_BACKWARDS: _l("The licence ends before it begins. Please look at both dates again."),
}

KINDS = {
    ProviderKind.STATE: _l("State-run"),
    ProviderKind.NGO: _l("Non-governmental organisation"),
    ProviderKind.AGENCY: _l("Recruitment agency"),
    ProviderKind.EMPLOYER: _l("Employer"),
}

LICENCES = {
    Licence.HOLDS: _l("The licence is valid."),
    Licence.ENDS_SOON: _l("The licence ends soon: renew it."),
    Licence.NOT_YET: _l("The licence has not begun: no classes yet."),
    Licence.ENDED: _l("The licence has ended: no new classes."),
}
LICENCE_STATES = {Licence.HOLDS: "good", Licence.ENDS_SOON: "warn", Licence.NOT_YET: "warn", Licence.ENDED: "bad"}
