"""Words about content that are the program's own, not an author's."""

from flask_babel import lazy_gettext as _l

from lms.curriculum.rules.module import ProviderKind
from lms.curriculum.rules.notes import NoteKind
from lms.curriculum.rules.review import Freshness

SENTENCES = {
    NoteKind.DAY_MINUTES: _l("%(variant)s, %(day)s: %(minutes)s minutes of training instead of %(promised)s."),
    NoteKind.BLOCK_MINUTES: _l("%(variant)s, %(block)s: %(minutes)s minutes, but the session plans take %(planned)s."),
    NoteKind.OLD_EDITION: _l("There is a newer version of “%(module)s”. Publish the curriculum to teach it."),
    NoteKind.REVIEW_DUE: _l("“%(module)s” is past its review date. Please check its facts and text."),
}
FRESHNESS = {
    Freshness.FRESH: _l("Up to date"),
    Freshness.OUTDATED: _l("Outdated"),
    Freshness.MISSING: _l("Missing"),
}
BREAKS = {"tea": _l("Tea break"), "lunch": _l("Lunch"), "prayer": _l("Prayer break")}
METHODS = {
    "opening": _l("Opening"),
    "discussion": _l("Discussion"),
    "brainstorm": _l("Brainstorm"),
    "pair-work": _l("Pair work"),
    "group-work": _l("Group work"),
    "role-play": _l("Role play"),
    "case": _l("A case"),
    "demonstration": _l("Demonstration"),
    "game": _l("Game"),
    "quiz": _l("Quiz"),
    "reflection": _l("Reflection"),
    "mini-talk": _l("Short talk"),
}

PROVIDERS = {
    ProviderKind.STATE: _l("State-run"),
    ProviderKind.NGO: _l("Non-governmental organisation"),
    ProviderKind.AGENCY: _l("Recruitment agency"),
    ProviderKind.EMPLOYER: _l("Employer"),
    ProviderKind.EXTERNAL: _l("External expert"),
}
