"""Words about content that are the program's own, not an author's."""

from flask_babel import lazy_gettext as _l

from lms.curriculum.rules.module import ProviderKind
from lms.curriculum.rules.notes import NoteKind
from lms.curriculum.rules.review import Freshness
from lms.curriculum.rules.terms import Bearer, Kind, Mandate, Place

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

KINDS = {
    Kind.PEO: _l("Before you decide to leave"),
    Kind.PDO: _l("Before you leave"),
    Kind.PAO: _l("After you arrive"),
    Kind.RETURN: _l("After you come home"),
    Kind.TOT: _l("For trainers"),
}
MANDATES = {Mandate.MANDATORY: _l("Mandatory"), Mandate.VOLUNTARY: _l("Voluntary")}
FEES = {
    Bearer.STATE: _l("%(amount)s %(currency)s, paid by the state"),
    Bearer.MIGRANT: _l("%(amount)s %(currency)s, paid by the person who leaves"),
    Bearer.AGENCY: _l("%(amount)s %(currency)s, paid by the agency"),
    Bearer.EMPLOYER: _l("%(amount)s %(currency)s, paid by the employer"),
    Bearer.FUND: _l("%(amount)s %(currency)s, paid by a fund"),
}
PLACES = {
    Place.CENTRE: _l("At the centre"),
    Place.SCHOOL: _l("In a school or a community hall"),
    Place.RESIDENCE: _l("At a training house where you live"),
    Place.WORKPLACE: _l("At the workplace"),
    Place.EMBASSY: _l("At the embassy or a consulate"),
    Place.DESTINATION: _l("In the country of destination"),
}
TERMS = {"kinds": KINDS, "mandates": MANDATES, "fees": FEES, "places": PLACES, "providers": PROVIDERS}
