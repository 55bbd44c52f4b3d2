"""Builders of content."""

from datetime import date
from typing import Any

from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries
from lms.curriculum.models import Edition
from lms.curriculum.rules.document import programme_from
from lms.curriculum.rules.module import Module, Step
from lms.curriculum.rules.programme import Programme
from lms.curriculum.rules.questions import Question


def make_module(**changes: Any) -> Module:
    """A module with one screen and one question, in English only."""
    facts = {
        "edition_id": 1,
        "number": 1,
        "slug": "papers",
        "stage": "pre-departure",
        "country": None,
        "minutes": 6,
        "audience": ("migrant",),
        "topics": ("E26",),
        "objectives": ("know-papers",),
        "sources": ("adb-2020",),
        "review_by": date(2027, 6, 30),
        "sensitive": False,
        "preferred_providers": (),
        "session": (Step("talk", 30, 10, "discussion"),),
        "facts": {},
        "questions": (Question("keep", "know-papers", "choice", ("me", "boss"), frozenset({"me"})),),
        "words": {"en": {"title": "Papers", "screens": [{"id": "one"}]}},
    }
    return Module(**{**facts, **changes})


def make_newer_edition(slug: str, **sources: str) -> Edition:
    """The next edition of a published module, with some of its files written anew: `tg_md="…"` is `tg.md`."""
    last = queries.latest(queries.MODULE, slug)
    made = Edition(
        kind=queries.MODULE,
        slug=slug,
        number=last.number + 1,
        digest="",
        sources={**last.sources, **{name.replace("_", "."): text for name, text in sources.items()}},
        document=last.document,
        published_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def make_programme_edition(slug: str = "tj-pilot", **changes: Any) -> Edition:
    """The next edition of a published programme, whose document says something else."""
    last = queries.latest(queries.PROGRAMME, slug)
    made = Edition(
        kind=queries.PROGRAMME, slug=slug, number=last.number + 1, digest="", sources=last.sources,
        document={**last.document, **changes}, published_at=clock.now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def make_programme(**changes: Any) -> Programme:
    """A programme of one day: an hour of training, tea, an hour more. `day` and `variant` change its only ones."""
    day = {
        "id": "day-1",
        "starts": "09:00",
        "agenda": [
            {"block": "one", "methods": ["case"], "minutes": 60},
            {"break": "tea", "minutes": 15},
            {"block": "two", "methods": ["game"], "minutes": 60},
        ],
        **changes.pop("day", {}),
    }
    variant = {"id": "only", "when": {}, "online": [], "days": [day], **changes.pop("variant", {})}
    document = {
        "slug": "course",
        "kind": "pdo",
        "origin": "TJ",
        "order": 1,
        "mandate": "voluntary",
        "validity_months": 24,
        "window_days": 14,
        "max_class_size": 25,
        "net_minutes_per_day": 120,
        "default_language": "en",
        "evaluation": "end-of-course",
        "rules": {"attendance_percent": 100, "lessons": "none", "assessment": "none", "assessment_questions": 10,
                  "pass_percent": 60},
        "variants": [variant],
        "words": {"en": {"title": "Course", "blocks": {"one": "One", "two": "Two"}, "days": {"day-1": "Day"}}},
        **changes,
    }  # fmt: skip
    return programme_from(document, edition_id=1, number=1)
