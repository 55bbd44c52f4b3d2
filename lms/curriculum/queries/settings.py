"""What is said once for the whole curriculum: stages, sources, languages."""

from collections.abc import Mapping
from typing import Any

from lms.curriculum.queries.editions import document_of


def stages() -> list[dict[str, Any]]:
    """The stages of migration in order: id and names."""
    return document_of("settings", "stages")["stages"]


def sources() -> Mapping[str, Mapping[str, Any]]:
    """Where facts come from: id → title, publisher, year."""
    return document_of("settings", "sources")


def writing_languages() -> dict[str, Mapping[str, Any]]:
    """The languages that content is written in, the source language first: code → name, direction, required."""
    return document_of("settings", "languages")
