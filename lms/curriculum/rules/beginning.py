"""The first page of a new programme: one empty day under the usual rules. Standard library only."""

from typing import Any


def first_facts(*, origin: str, evaluation: str, language: str) -> dict[str, Any]:
    """What the file of a new programme says until its author says otherwise."""
    return {
        "kind": "pdo",
        "origin": origin,
        "order": 50,
        "mandate": "voluntary",
        "validity_months": 24,
        "window_days": 14,
        "max_class_size": 25,
        "net_minutes_per_day": 390,
        "default_language": language,
        "evaluation": evaluation,
        "rules": {
            "attendance_percent": 100, "lessons": "recommended", "assessment": "recorded", "assessment_questions": 10,
            "pass_percent": 60,
        },
        "variants": [
            {"id": "one-day", "when": {}, "online": [], "days": [{"id": "day-1", "starts": "08:30", "agenda": []}]}
        ],
    }  # fmt: skip


def first_words(title: str, day: str) -> dict[str, Any]:
    """The words of a new programme in one language, those to be written empty."""
    return {
        "title": title,
        "summary": "",
        "benefits": {},
        "variants": {"one-day": {"title": title, "why": ""}},
        "days": {"day-1": day},
        "blocks": {},
    }
