"""What is said once for the whole curriculum: stages, sources, languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from lms.core.languages import best
from lms.curriculum.queries.editions import document, document_of, latest_ids


def stages() -> list[dict[str, Any]]:
    """The stages of migration in order: id and names."""
    return document_of("settings", "stages")["stages"]


def sources() -> Mapping[str, Mapping[str, Any]]:
    """Where facts come from: id → title, publisher, year, and names where readers call it otherwise."""
    return document_of("settings", "sources")


def source_name(source: Mapping[str, Any], language: str) -> str:
    """What readers call a source: its name in `language` where it has names (an official site), else its title, which
    stands in the language of the document (a law is asked for by it)."""
    return best(source["names"], language) if "names" in source else source["title"]


def synonyms() -> Mapping[str, Sequence[str]]:
    """Words that people type for one thing, in whatever language: name of the thing → words; none in a house whose
    curriculum has no such file."""
    known = latest_ids("settings")
    return document(known["synonyms"]) if "synonyms" in known else {}


def writing_languages() -> dict[str, Mapping[str, Any]]:
    """The languages that content is written in, the source language first: code → name, direction, required."""
    return document_of("settings", "languages")
