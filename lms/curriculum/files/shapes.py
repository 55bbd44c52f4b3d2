"""The shape of every file in `courses/`, found by where it lies."""

import re
from datetime import date
from typing import Any

from lms.curriculum.rules.contacts import Kind as Contacted
from lms.curriculum.rules.module import ProviderKind
from lms.curriculum.rules.programme import Need, TakesPart
from lms.curriculum.rules.shapes import CONDITION, EMPTY, SIGNED, TIME, VALUE, Each, Either
from lms.curriculum.rules.terms import Bearer, Kind, Mandate, Opens, Place, Prior, Setting

WORDS, PERCENT, PLAN = Each(str), range(101), ("full", "short")
FACT = {"value": VALUE, "source": str, "checked": date, "review_by": date, "compared_with?": str}
PLACE = {"id": str, "names": WORDS, "position?": [SIGNED]}
REGION = {**PLACE, "facts?": Each(FACT), "districts?": [PLACE]}
COUNTRY = {
    "iso": str, "roles": [str], "names": WORDS, "currency": str, "phone_prefix?": str,
    "positions?": {"source": str, "checked": date},
    "emergency?": [{"fact": str, "names": WORDS}],
    "contacts?": [{"kind": tuple(Contacted), "names": WORDS, "fact?": str, "notes?": WORDS, "region?": str}],
    "regions?": [REGION], "facts?": Each(FACT),
    "entry_check?": {"site": str, "module": str, "screen": str},
    "holidays?": [{
        "names": WORDS, "dates?": [date], "month?": range(1, 13), "day?": range(1, 32), "days?": range(1, 32),
        "to_confirm?": bool, "source?": str,
    }],
    "ramadan?": [{"first": date, "last": date, "opens?": TIME, "closes?": TIME, "to_confirm?": bool}],
}  # fmt: skip

# Of a layer each file says only what differs, so no line of these is needed by itself.
STEP = {"id": str, "minutes": int, "method": str, "short_minutes?": int}
MODULE = {
    "minutes?": int, "audience?": [str], "topics?": [str], "objectives?": [str], "sources?": [str], "review_by?": date,
    "session?": [STEP], "facts?": Each(FACT), "sensitive?": bool, "preferred_providers?": [str], "base?": str,
    "activity?": [{
        "id": str, "step": str, "method": str, "levels": [str], "roles?": [str], "people?": [range(1, 1001)],
        "minutes?": range(1, 601),
    }],
    "key_messages?": Each([str]), "leave_out?": Each([str]),
    "agreed?": [{"by": WORDS, "on": date}], "lapsed?": [{"by": WORDS, "on": date, "until": date}],
    "apart?": bool, "guest?": {"step": str},
}  # fmt: skip
LESSON = {"title?": EMPTY, "summary?": EMPTY, "objectives?": WORDS, "key_messages?": WORDS}
SESSION_PLAN = {"aim?": EMPTY, "materials?": [str], "activities?": Each({
    "title?": EMPTY, "how?": EMPTY, "steps?": [str], "materials?": [str], "levels?": WORDS,
    "roles?": Each({"name?": EMPTY, "card?": EMPTY}),
}), "guest?": {"ask?": [str], "stories?": [str]}}  # fmt: skip
ASKED = {
    "id": str, "kind": str, "correct": [VALUE], "options?": [str], "matches?": [str], "picture?": str,
    "pictures?": WORDS, "sound?": str, "tolerance?": VALUE,
}  # fmt: skip
SAID = Each({
    "text?": EMPTY, "explain?": EMPTY, "options?": WORDS, "matches?": WORDS, "feedback?": WORDS, "picture?": EMPTY,
    "unit?": EMPTY,
})  # fmt: skip
TEST = {"kind": str, "oral": bool, "pass_percent": PERCENT, "questions": [ASKED]}
INSTRUMENT = {
    "kind": str, "minimum_answers": int, "anonymous?": bool, "scale": range(2, 11),
    "items": [{"id": str, "dimension": str, "kind": ("scale", "text")}],
}  # fmt: skip
INSTRUMENT_WORDS = {"title": str, "intro?": EMPTY, "scale": WORDS, "dimensions": WORDS, "items?": WORDS}

WHEN, PROVIDERS = Each(CONDITION), tuple(ProviderKind)
BLOCK = {
    "block": str, "minutes": int, "modules?": [str], "methods?": [str], "plan?": PLAN, "required?": bool,
    "takes_part?": tuple(TakesPart), "setting?": tuple(Setting),
}  # fmt: skip
DAY = {
    "id": str, "starts": TIME, "agenda": [Either("break", {"break": str, "minutes": int}, BLOCK)], "plan?": PLAN,
    "when?": WHEN, "place?": tuple(Place), "provider?": PROVIDERS, "repeat?": range(1, 367), "net_minutes?": int,
}  # fmt: skip
VARIANT = {
    "id": str, "when": WHEN, "online": [str], "learned?": [str], "days": [DAY], "providers?": [PROVIDERS],
    "hours?": float, "promised_days?": int, "practice_hours?": float,
}  # fmt: skip
PROGRAMME = {
    "kind": tuple(Kind), "origin": str, "order": int, "mandate": tuple(Mandate), "validity_months": int,
    "window_days": int, "max_class_size": range(1, 1001), "net_minutes_per_day": int, "default_language": str,
    "evaluation": str, "training?": int, "sources?": [str], "languages?": [str], "audience?": [str], "offered?": bool,
    "mandatory_since?": int, "providers?": [PROVIDERS], "accredited?": bool, "breaks?": [str], "window_closes?": int,
    "after_arrival_days?": int, "unlocks?": WORDS, "variants": [VARIANT],
    "chain?": {"before?": [str], "after?": [str], "required?": [str], "trains?": [str], "opens?": tuple(Opens)},
    "extra?": [{"when": WHEN, "lessons": [str]}],
    "duties?": [{"since": date, "contract_months?": int, "regions?": [str], "source?": str}],
    "fees?": [{
        "amount": float, "currency": str, "borne_by": tuple(Bearer), "refunded?": bool, "when?": WHEN,
    }],
    "rules": {
        "attendance_percent": PERCENT, "lessons": tuple(Need), "assessment": tuple(Need), "assessment_questions": int,
        "pass_percent": PERCENT, "prior_knowledge?": tuple(Prior),
    },
}  # fmt: skip
PROGRAMME_WORDS = {
    "title?": EMPTY, "summary?": EMPTY, "benefits?": WORDS, "variants?": Each({"title?": EMPTY, "why?": EMPTY}),
    "days?": WORDS, "blocks?": WORDS, "about?": WORDS,
}  # fmt: skip
BOOK = {
    "language": str, "own_name": str, "direction": ("ltr", "rtl"), "countries": [str], "checked": date, "names": WORDS,
    "notes": WORDS, "phrases": Each({"say": str, "sound": str}),
}  # fmt: skip
LANGUAGE = {
    "name": str, "direction": ("ltr", "rtl"), "required": bool, "labels?": WORDS,
    "reading?": {"long": range(1, 100), "ceiling": int, "longest": range(1, 100)},
}  # fmt: skip
UPLOADED = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{3,4}")  # called by its digest
FILMED, ENDING = re.compile(r"film-[0-9a-f]{32}\.(?:mp4|webm)"), re.compile(r"(?:\.[a-z0-9]{2,5}){1,2}")
SLUG, SIGN = re.compile("[a-z0-9-]{1,80}"), re.compile("[0-9a-f]{32}")
_LANGUAGE = "[a-z]{2,3}"
_FILES = {
    r"languages\.toml": Each(LANGUAGE),
    r"stages\.toml": {"stages": [{"id": str, "names": WORDS}]},
    r"topics\.toml": Each({"names": WORDS, "block?": str}),
    r"sources\.toml": Each({"title": str, "publisher": str, "year": int, "names?": WORDS}),
    r"facts\.toml": Each(FACT),
    r"synonyms\.toml": Each([str]),
    r"countries/[^/]+/country\.toml": COUNTRY,
    r"(?:modules|countries)/.+/module\.toml": MODULE,
    r"(?:modules|countries)/.+/questions\.toml": {"questions?": [{**ASKED, "objective": str}]},
    rf"(?:modules|countries)/.+/questions\.({_LANGUAGE})\.toml": SAID,
    rf"(?:modules|countries)/.+/trainer\.({_LANGUAGE})\.md": SESSION_PLAN,
    rf"(?:modules|countries)/.+/({_LANGUAGE})\.md": LESSON,
    r"programmes/[^/.]+\.toml": PROGRAMME,
    rf"programmes/[^/.]+\.({_LANGUAGE})\.toml": PROGRAMME_WORDS,
    r"tests/[^/.]+\.toml": TEST,
    rf"tests/[^/.]+\.({_LANGUAGE})\.toml": {"title?": EMPTY, "about?": EMPTY, "questions?": SAID},
    r"instruments/[^/.]+\.toml": INSTRUMENT,
    rf"instruments/[^/.]+\.({_LANGUAGE})\.toml": INSTRUMENT_WORDS,
    r"phrasebooks/phrases\.toml": {"areas": [{"id": str, "phrases": [str]}]},
    rf"phrasebooks/phrases\.({_LANGUAGE})\.toml": {"areas?": WORDS, "phrases?": WORDS},
    r"phrasebooks/[^/]+/book\.toml": BOOK,
    r"uploads/recordings\.toml": {
        "recordings": [{
            "module": SLUG, "part": re.compile(".{1,200}"), "language": re.compile(_LANGUAGE), "sign": SIGN,
            "file": UPLOADED,
        }],
    },
    r"uploads/pictures\.toml": {"pictures": [{"module": SLUG, "file": UPLOADED, "words": WORDS}]},
    r"uploads/films\.toml": {
        "films": [{"module": SLUG, "file": FILMED, "endings": [ENDING], "words": WORDS, "said": WORDS}]
    },
}


def shape_of(name: str) -> Any:
    """The shape of a file by its path in the folder; None of one that nobody knows."""
    return next((shape for where, shape in _FILES.items() if re.fullmatch(where, name)), None)


def language_in(name: str) -> str | None:
    """The language that a file is written in, as its name says; None of one without words, or that nobody knows."""
    found = next(filter(None, (re.fullmatch(where, name) for where in _FILES)), None)
    return found[1] if found and found.groups() else None
