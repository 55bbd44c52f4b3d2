"""Wall charts, flashcards (E57) and emergency cards, as data for their templates."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from lms.core.languages import best
from lms.core.printing import render_pdf
from lms.curriculum.papers.tree import items, tree
from lms.curriculum.rules.contacts import Contact
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.phrases import Phrasebook

HERE = Path(__file__).parent
PAPERS = ("a4", "a3")
# What one must be able to say when it is hard: to a doctor, and to the police (E169).
IN_DANGER = ("help", "call-ambulance", "why-stopped", "interpreter", "consulate", "will-not-sign", "call-family")


def chart(module: Module, language: str, labels: Mapping[str, Any], *, paper: str, at: datetime) -> bytes:
    """The do and don't of a module for the wall."""
    words = module.said(language)
    nodes = [node for screen in words["screens"] for node in tree(screen["html"])]
    data = {
        "language": language,
        "paper": paper,
        "title": words["title"],
        "version": labels["version"],
        "do_title": labels["do"],
        "dont_title": labels["dont"],
        "do": items(nodes, "do"),
        "dont": items(nodes, "dont"),
    }
    return render_pdf(HERE / "chart.typ", data, at=at)


def cards(book: Phrasebook, language: str, labels: Mapping[str, Any], *, paper: str, at: datetime) -> bytes:
    """The phrases of a book as cards to cut out."""
    return render_pdf(HERE / "cards.typ", {**_phrases(book, language, labels), "paper": paper}, at=at)


def phrases(book: Phrasebook, language: str, labels: Mapping[str, Any], *, at: datetime) -> bytes:
    """A phrasebook to read and to carry, A5."""
    return render_pdf(HERE / "phrases.typ", {**_phrases(book, language, labels), "note": labels["note"]}, at=at)


def _phrases(book: Phrasebook, language: str, labels: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "language": language,
        "title": labels["title"],
        "version": labels["version"],
        "spoken": book.language,
        "direction": book.direction,
        "areas": [
            {
                "title": best(area.names, language),
                "phrases": [
                    {"means": each.meaning(language), "sound": each.sound, "say": each.say} for each in area.phrases
                ],
            }
            for area in book.areas
        ],
    }


def emergency(
    calls: Iterable[tuple[str, str]], contacts: Iterable[Contact], book: Phrasebook, language: str,
    labels: Mapping[str, Any], *, at: datetime,
) -> bytes:  # fmt: skip
    """The emergency card of a country: whom to call (number and name), whom to turn to, what to say, what to fill in by
    hand. `labels["checked"]` writes a day."""
    said = {each.id: each for area in book.areas for each in area.phrases}
    data = {
        **{key: labels[key] for key in ("title", "version", "cut", "calmly", "blanks")},
        "language": language,
        "spoken": book.language,
        "calls": list(calls),
        "contacts": [
            {
                "name": best(each.names, language),
                "reach": each.reach,
                "notes": best(each.notes, language) if each.notes else "",
                "checked": labels["checked"](each.checked) if each.checked else "",
            }
            for each in contacts
        ],
        "phrases": [
            {"means": each.meaning(language), "sound": each.sound, "say": each.say}
            for each in (said[name] for name in IN_DANGER if name in said)
        ],
    }
    return render_pdf(HERE / "emergency.typ", data, at=at)
