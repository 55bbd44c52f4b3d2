"""Sentences about trainers."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from lms.core.languages import NAMES, TEACHING
from lms.curriculum.messages import PROVIDERS
from lms.curriculum.rules.module import Module, is_better_by_others
from lms.trainers.models import Trainer
from lms.trainers.rules import Criterion, Due, DueKind, Experience, Kind, Merit, Reason, Sex
from lms.trainers.rules.rubric import Skill
from lms.web.locale import as_date

SENTENCES = {
    Reason.NOT_QUALIFIED: _l("Has not passed the training of trainers for this programme."),
    Reason.NOT_YET_QUALIFIED: _l("Passed the training of trainers only after this day."),
    Reason.REFRESHER_DUE: _l("The yearly refresher is due."),
    Reason.OTHER_LANGUAGE: _l("Does not teach in this language."),
    Reason.CONTRACT_OVER: _l("The contract has ended."),
    Reason.OLDER_VERSION: _l("Passed the training of trainers for an older version of this programme."),
    Reason.CONTRACT_NOT_BEGUN: _l("The contract has not begun."),
    Reason.TOO_OLD: _l("Has reached the age limit for trainers, and no reason to waive it is recorded."),
    Reason.NO_DEGREE: _l("Has neither a degree nor the experience that can stand for it, and no waiver is recorded."),
    Reason.TESTS_FAILED: _l("Has not passed a selection test yet."),
    Reason.TESTS_MISSING: _l("Has not taken all selection tests yet."),
    Reason.SKILLS_NOT_MET: _l("The last selection talk found a skill that is not there yet."),
    Reason.HEALTH_CHECK_DUE: _l("The health check is due."),
    Reason.APPRAISAL_DUE: _l("The appraisal is due."),
    Reason.APPRAISAL_NOT_MET: _l("The last appraisal did not find the criteria met."),
    Reason.NOT_AUTHORISED: _l("Is a guest and may not teach all topics of this block."),
    Reason.NO_LANGUAGE: _l("Please choose at least one language."),
    Reason.ACCOUNT_TAKEN: _l("Another trainer signs in with this account. Please choose another account or none."),
    Reason.DATE_IN_FUTURE: _l("This day is still to come. Please enter the day on which it was passed."),
    Reason.REFRESHED_BEFORE_PASSING: _l("The refresher is earlier than the training of trainers. Please look again."),
    Reason.CONTRACT_BACKWARDS: _l("The contract ends before it begins. Please look at both dates again."),
    Reason.HEALTH_BACKWARDS: _l("The next health check is before the last one. Please look at both dates again."),
    Reason.WAIVER_WITHOUT_REASON: _l("Please write why this is waived."),
    Reason.NOT_A_GUEST: _l("This person teaches whole programmes. Only guests are authorised topic by topic."),
}

KINDS = {
    Kind.STAFF: _l("Trainer of whole programmes"),
    Kind.GUEST: _l("Guest for single topics"),
    Kind.RETURNED: _l("Returned migrant who tells of the own experience"),
}

SEXES = {Sex.FEMALE: _l("Woman"), Sex.MALE: _l("Man")}

SKILLS = {
    Skill.LISTENS: _l("Listens to the end and asks back"),
    Skill.EXPLAINS: _l("Explains in plain words, with examples from life"),
    Skill.INCLUDES: _l("Brings in those who are silent"),
    Skill.RESPECTS: _l("Speaks with respect to everybody"),
    Skill.CALM: _l("Stays calm when it gets difficult"),
}
LEVELS = {1: _l("Not yet"), 2: _l("With help"), 3: _l("Well"), 4: _l("Very well")}

CRITERIA = {
    Criterion.AGE: _l("The age limit"),
    Criterion.DEGREE: _l("The degree"),
    Criterion.TESTS: _l("The selection tests"),
}

EXPERIENCE = {
    Experience.MIGRANTS: _l("Has worked with migrants"),
    Experience.ORIENTATION: _l("Has held pre-departure courses"),
    Experience.MATERIALS: _l("Has written training materials"),
}

MERITS = {
    **{Merit(each.value): words for each, words in EXPERIENCE.items()},
    Merit.FORMER_MIGRANT: _l("Was a migrant"),
    Merit.LIVED_ABROAD: _l("Has lived in a country of destination"),
    Merit.LANGUAGE: _l("Speaks the language of a country of destination"),
}

DUE = {
    (DueKind.REFRESHER, False): _l("%(name)s: the yearly refresher falls due on %(day)s."),
    (DueKind.REFRESHER, True): _l("%(name)s: the yearly refresher was due on %(day)s."),
    (DueKind.APPRAISAL, False): _l("%(name)s: the appraisal falls due on %(day)s."),
    (DueKind.APPRAISAL, True): _l("%(name)s: the appraisal was due on %(day)s."),
    (DueKind.HEALTH_CHECK, False): _l("%(name)s: the health check falls due on %(day)s."),
    (DueKind.HEALTH_CHECK, True): _l("%(name)s: the health check was due on %(day)s."),
    (DueKind.CONTRACT, False): _l("%(name)s: the contract ends on %(day)s."),
    (DueKind.CONTRACT, True): _l("%(name)s: the contract ended on %(day)s."),
    **dict.fromkeys(
        ((DueKind.RECORD, False), (DueKind.RECORD, True)),
        _l("%(name)s: the roll of a training was corrected on %(day)s. Please look whether it was passed."),
    ),
}

DUE_SHORT = {
    DueKind.REFRESHER: _l("Yearly refresher by %(day)s"),
    DueKind.APPRAISAL: _l("Appraisal by %(day)s"),
    DueKind.HEALTH_CHECK: _l("Health check by %(day)s"),
    DueKind.CONTRACT: _l("Contract ends on %(day)s"),
    DueKind.RECORD: _l("Roll of a training corrected on %(day)s: was it passed?"),
}

CONTRACT_ENDED = _l("Contract ended on %(day)s")


def better_sentence(kind: str | None, modules: Iterable[Module], language: str) -> str:
    """Which of these modules are better taught by another kind of provider than `kind` (E94); empty when none is."""
    said = [
        gettext(
            "“%(topic)s” is best taught by: %(providers)s.",
            topic=each.title(language),
            providers=", ".join(str(PROVIDERS[wanted]) for wanted in each.preferred_providers),
        )
        for each in modules
        if is_better_by_others(each.preferred_providers, kind)
    ]
    return " ".join(said)


def name_and_kind(found: Trainer) -> str:
    """A trainer as one chooses among them: who comes as a guest, from what kind of provider (E93, E94), and who speaks
    which language of a country of destination (E83)."""
    guest = "" if found.kind == Kind.STAFF else str(KINDS[Kind(found.kind)])
    sent_by = str(PROVIDERS[found.provider_kind]) if found.provider_kind else ""
    speaks = ", ".join(SPOKEN.get(each, each) for each in found.speaks)
    return " — ".join(filter(None, (found.name, guest, sent_by, speaks)))


def due_words(found: Due, day: date) -> str:
    """The same in a few words, on a page that says whose it is."""
    said = CONTRACT_ENDED if found.kind is DueKind.CONTRACT and found.on < day else DUE_SHORT[found.kind]
    return str(said) % {"day": as_date(found.on)}


def due_sentence(found: Due, day: date) -> str:
    """What falls due, as a sentence."""
    return str(DUE[found.kind, found.on < day]) % {"name": found.name, "day": as_date(found.on)}


TEACHING_NAMES = {code: NAMES[code] for code in TEACHING}
# Languages of destinations, as their speakers write them (E83).
SPOKEN = {
    "ru": "Русский", "en": "English", "kk": "Қазақша", "ko": "한국어", "tr": "Türkçe", "ar": "العربية",
    "de": "Deutsch", "pl": "Polski", "ro": "Română",
}  # fmt: skip
