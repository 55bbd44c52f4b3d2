"""Words about content that are the program's own, not an author's."""

from collections.abc import Sequence

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.curriculum.rules import drafts
from lms.curriculum.rules.activities import Level
from lms.curriculum.rules.changes import Side
from lms.curriculum.rules.duty import Due, Standing, Taken, Turn, Why
from lms.curriculum.rules.module import ProviderKind
from lms.curriculum.rules.notes import NoteKind
from lms.curriculum.rules.proposals import Occasion, Outcome, Reason
from lms.curriculum.rules.questions import QuestionKind
from lms.curriculum.rules.review import Freshness
from lms.curriculum.rules.terms import Bearer, Duty, Fee, Kind, Mandate, Opens, Place
from lms.web.locale import as_date

SENTENCES = {
    Reason.SETTLED: _l("A colleague has settled this proposal already."),
    drafts.Reason.NOT_NOW: _l("A colleague was quicker: this cannot be done with the draft any more."),
    drafts.Reason.CLOSED: _l("This draft was signed off or has ended. Take it back to work on it again."),
    drafts.Reason.OVERTAKEN: _l(
        "A colleague saved this text while you were writing. Nothing of yours is lost: both texts stand below. Put "
        "them together and save again."
    ),
    drafts.Reason.CHANGED_SINCE: _l("The draft has changed since you opened it. Please read it again before you sign."),
    drafts.Reason.OWN_DRAFT: _l("You wrote in this draft, so somebody else has to sign it off."),
    drafts.Reason.FAULTY: _l("The draft is not in order yet. Put right what stands below."),
    drafts.Reason.UNCHANGED: _l("This draft says the same as the published version. Change something or withdraw it."),
    drafts.Reason.NEWER_EDITION: _l(
        "A newer version was published after this draft was begun, and both change the same text. Take the newer "
        "version into the draft first."
    ),
    drafts.Reason.TOO_LONG: _l("This text is too long. At most %(most)s letters fit into one file."),
    drafts.Reason.NO_SUCH_FILE: _l("A file “%(file)s” does not belong to this piece."),
    drafts.Reason.NO_SUCH_NAME: _l("“%(name)s” cannot be a name here. Use small English letters, numbers and hyphens."),
    drafts.Reason.NAME_TAKEN: _l("There is a “%(name)s” already. Please choose another name."),
    drafts.Reason.NO_REASON: _l("Please say why, so that the authors know what to do."),
    drafts.Reason.AGREED_BEFORE: _l("On that day they agreed to the older text. Ask again, and write the new day."),
    drafts.Reason.NO_FACTS: _l("The file module.toml of this draft cannot be read yet. Please put it right first."),
    drafts.Reason.ANSWERED: _l("A colleague has settled this comment already."),
    NoteKind.DAY_MINUTES: _l("%(variant)s, %(day)s: %(minutes)s minutes of training instead of %(promised)s."),
    NoteKind.BLOCK_MINUTES: _l("%(variant)s, %(block)s: %(minutes)s minutes, but the session plans take %(planned)s."),
    NoteKind.OLD_EDITION: _l("There is a newer version of “%(module)s”. Publish the curriculum to teach it."),
    NoteKind.MUCH_TALK: _l(
        "%(variant)s, %(day)s: people only listen and look for %(talk)s %% of the time. At most %(most)s %% is better: "
        "let the group do more itself."
    ),
    NoteKind.REVIEW_DUE: _l("“%(module)s” is past its review date. Please check its facts and text."),
}
OCCASIONS = {Occasion.CLASS: _l("In a class"), Occasion.REFRESHER: _l("In a refresher or training of trainers")}
OUTCOMES = {Outcome.TAKEN: _l("We take it"), Outcome.DECLINED: _l("We leave it as it is")}
FRESHNESS = {
    Freshness.FRESH: _l("Up to date"),
    Freshness.OUTDATED: _l("Outdated"),
    Freshness.MISSING: _l("Missing"),
}
STATES = {
    drafts.State.DRAFT: _l("Being written"),
    drafts.State.SUBMITTED: _l("With the reviewers"),
    drafts.State.APPROVED: _l("Signed off"),
    drafts.State.PUBLISHED: _l("Published"),
    drafts.State.WITHDRAWN: _l("Withdrawn"),
}
DEEDS = {
    drafts.Deed.BEGUN: _l("Begun"),
    drafts.Deed.SUBMITTED: _l("Handed to the reviewers"),
    drafts.Deed.RECALLED: _l("Taken back"),
    drafts.Deed.SENT_BACK: _l("Sent back"),
    drafts.Deed.APPROVED: _l("Signed off"),
    drafts.Deed.EXPLAINED: _l("What changes and why was written down"),
    drafts.Deed.RENEWED: _l("The newer version was taken as the ground"),
    drafts.Deed.PUBLISHED: _l("Published"),
    drafts.Deed.WITHDRAWN: _l("Withdrawn"),
}
SIDES = {Side.GONE: _l("was"), Side.NEW: _l("is")}
BLOCKS = {
    "screen": _l("New screen"),
    "do": _l("Do"),
    "dont": _l("Don't"),
    "question": _l("Question"),
    "contact": _l("Contact"),
    "phrase": _l("Phrase"),
    "checklist": _l("Checklist"),
    "faq": _l("Question and answer"),
    "picture": _l("Picture"),
    "film": _l("Film"),
}
PIECES = {
    "module": _l("Module"),
    "layer": _l("Module, in one region"),
    "programme": _l("Programme"),
    "phrasebook": _l("Phrasebook"),
    "instrument": _l("Questionnaire"),
    "test": _l("Test"),
    "country": _l("Country"),
    "settings": _l("Settings of the curriculum"),
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

# How questions are answered whose words do not say it.
HOW_TO = {
    QuestionKind.SEVERAL: _l("Several answers are right. Choose all of them."),
    QuestionKind.MATCHING: _l("Choose for each line what belongs to it."),
    QuestionKind.ORDERING: _l("Give each line its place: 1 comes first."),
    QuestionKind.NUMBER: _l("Write the number in digits."),
}
LEVELS = {Level.EASY: _l("Easy"), Level.MIDDLE: _l("Middle"), Level.HARD: _l("Hard")}

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
OPENS = {
    Opens.REGISTRATION: _l("With the registration, until leaving"),
    Opens.CERTIFICATE: _l("With the certificate of the course before"),
    Opens.DEPARTURE: _l("After the day of departure"),
    Opens.RETURN: _l("After coming home"),
}
MANDATES = {Mandate.MANDATORY: _l("Mandatory"), Mandate.VOLUNTARY: _l("Voluntary")}
# Whether somebody must take a course, and why (E4).
DUTIES = {
    Why.EVERYBODY: _l("Mandatory: everybody who leaves takes it."),
    Why.CONTRACT: _l("Mandatory since %(since)s for contracts of %(months)s months or longer."),
    Why.FREE: _l("Voluntary: no rule makes it a duty."),
    Why.LATER: _l("Voluntary for this departure. For departures from %(since)s on it may be mandatory."),
    Why.ELSEWHERE: _l("Voluntary: so far it is mandatory in other regions only."),
    Why.SHORT_CONTRACT: _l("Voluntary: it is mandatory only for contracts of %(months)s months or longer."),
    Why.CONTRACT_UNKNOWN: _l(
        "Not known yet: it is mandatory for contracts of %(months)s months or longer. Please record how long the "
        "contract is."
    ),
    Why.TAKEN: _l("Voluntary for this departure: a course taken before still holds."),
}
DUE = {
    Turn.FIRST: _l("Yes: as far as is known, none has been taken yet."),
    Turn.AGAIN: _l("Yes, again: the last one was taken on %(taken)s. It holds until %(until)s, before the departure."),
    Turn.NOT_YET: _l(
        "Not for this departure: the one taken on %(taken)s holds until %(until)s. It may be taken again all the same."
    ),
}
FEES = {
    Bearer.STATE: _l("%(amount)s %(currency)s, paid by the state"),
    Bearer.MIGRANT: _l("%(amount)s %(currency)s, paid by the person who leaves"),
    Bearer.AGENCY: _l("%(amount)s %(currency)s, paid by the agency"),
    Bearer.EMPLOYER: _l("%(amount)s %(currency)s, paid by the employer"),
    Bearer.FUND: _l("%(amount)s %(currency)s, paid by a fund"),
}
# The same to the person who takes the course.
OWN_FEES = {
    Bearer.STATE: _l("The course costs you nothing: the state pays %(amount)s %(currency)s."),
    Bearer.MIGRANT: _l("You pay %(amount)s %(currency)s for the course."),
    Bearer.AGENCY: _l("The course costs you nothing: the agency pays %(amount)s %(currency)s."),
    Bearer.EMPLOYER: _l("The course costs you nothing: the employer pays %(amount)s %(currency)s."),
    Bearer.FUND: _l("The course costs you nothing: a fund pays %(amount)s %(currency)s."),
}
PAID_BACK = _l("You pay %(amount)s %(currency)s for the course and get the money back.")
PLACES = {
    Place.CENTRE: _l("At the centre"),
    Place.SCHOOL: _l("In a school or a community hall"),
    Place.RESIDENCE: _l("At a training house where you live"),
    Place.WORKPLACE: _l("At the workplace"),
    Place.EMBASSY: _l("At the embassy or a consulate"),
    Place.DESTINATION: _l("In the country of destination"),
}


def how_to(language: str) -> dict[str, str]:
    """Kind of question → how it is answered, in `language`."""
    with force_locale(language):
        return {kind: str(sentence) for kind, sentence in HOW_TO.items()}


def own_cost(fee: Fee | None) -> str:
    """What a course costs the person who takes it, as a sentence."""
    if fee is None:
        return _("The course is free of charge.")
    said = PAID_BACK if fee.refunded and fee.borne_by is Bearer.MIGRANT else OWN_FEES[fee.borne_by]
    return str(said) % {"amount": fee.amount, "currency": fee.currency}


def cost(fee: Fee | None) -> str:
    """The same as desks read it."""
    if fee is None:
        return _("Free of charge")
    said = str(FEES[fee.borne_by]) % {"amount": fee.amount, "currency": fee.currency}
    return _("%(cost)s (paid back)", cost=said) if fee.refunded else said


def duty_sentence(found: Standing) -> str:
    """Whether the course is a duty for somebody, and why, as a sentence."""
    values = {"since": as_date(found.duty.since), "months": found.duty.contract_months} if found.duty else {}
    return str(DUTIES[found.why]) % values


def duty_words(found: Duty, regions: Sequence[str]) -> str:
    """From when on a course is a duty, and for whom, for everybody to read; `regions`: the names of its regions."""
    values = {"since": as_date(found.since), "months": found.contract_months}
    said = [_("Mandatory for departures from %(since)s on, for contracts of %(months)s months or longer.", **values)
            if found.contract_months else _("Mandatory for departures from %(since)s on.", **values)]  # fmt: skip
    if regions:
        said.append(_("So far only in: %(places)s.", places=", ".join(regions)))
    return " ".join(said)


def due_sentence(found: Due) -> str:
    """Whether a course is due on a journey, with the days that decide, as a sentence."""
    return str(DUE[found.turn]) % {"taken": as_date(found.taken_on), "until": as_date(found.until)}


def last_sentence(found: Taken | None) -> str:
    """When a course was taken last and until when that holds; "" when none was."""
    if found is None:
        return ""
    return _("The last course was taken on %(taken)s. It holds until %(until)s.", taken=as_date(found[0]),
             until=as_date(found[1]))  # fmt: skip


TERMS = {
    "kinds": KINDS, "opens": OPENS, "mandates": MANDATES, "cost": cost, "places": PLACES, "providers": PROVIDERS,
    "duty": duty_words,
}  # fmt: skip
