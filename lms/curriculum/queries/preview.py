"""A text as its readers will see it, read by the reader that publishing uses."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lms.core.errors import NotThere
from lms.curriculum.files.faults import Fault
from lms.curriculum.files.texts import LENGTHS, read_text
from lms.curriculum.files.toml import UNREADABLE, plain
from lms.curriculum.models import Draft
from lms.curriculum.queries.drafts import text_of
from lms.curriculum.queries.editions import COUNTRY, document, document_of, latest_ids
from lms.curriculum.queries.settings import writing_languages
from lms.curriculum.rules.layout import path_of


@dataclass(frozen=True, slots=True)
class Preview:
    """Title, screens and questions of a text, and what its reader finds wrong with it."""

    title: str
    screens: Sequence[Mapping[str, Any]]
    questions: Mapping[str, Mapping[str, Any]]
    faults: Sequence[Fault]


def preview(found: Draft, file: str, text: str) -> Preview | None:
    """What one file of a draft would look like with this text; None of a file that nobody reads as it is."""
    if file.endswith(".md"):
        return _lesson(found, file, text)
    if file.startswith("questions.") and file != "questions.toml":
        questions = {name: each for name, each in _toml(text).items() if isinstance(each, dict)}
        return Preview("", (), questions, ())
    return None


def known_facts(found: Draft) -> dict[str, Mapping[str, Any]]:
    """The facts that the texts of a draft may insert: shared ones, those of every country, its country's and region's
    under their own names, and its own."""
    facts = dict(_shared())
    for code, edition_id in latest_ids(COUNTRY).items():
        facts |= {f"{code}-{name}": fact for name, fact in document(edition_id).get("facts", {}).items()}
    parts = found.folder.split("/")
    if parts[0] == "countries" and found.kind != COUNTRY:
        country = document_of(COUNTRY, parts[1])
        facts |= country.get("facts", {})
        regions = country.get("regions", ()) if parts[2] == "regions" else ()
        facts |= next((each.get("facts", {}) for each in regions if each["id"] == parts[3]), {})
    if found.base:
        facts |= found.base.document.get("facts") or {}
    own = plain(_toml(text_of(found, "module.toml"))).get("facts", {})
    named = own.items() if isinstance(own, dict) else ()
    return facts | {name: fact for name, fact in named if isinstance(fact, dict) and "value" in fact}


def _lesson(found: Draft, file: str, text: str) -> Preview:
    language = file.removeprefix("trainer.").removesuffix(".md")
    labels = writing_languages().get(language, {}).get("labels", {})
    path = path_of(found.folder, found.kind, file)
    read = read_text(text, file=path, folder=found.folder.rpartition("/")[2], facts=known_facts(found), labels=labels)
    limited = not file.startswith("trainer.")
    faults = [each for each in read.faults if limited or each.cure.sentence not in LENGTHS]
    return Preview(str(read.front.get("title") or read.front.get("aim") or ""), read.screens, {}, faults)


def _shared() -> Mapping[str, Mapping[str, Any]]:
    try:
        return document_of("settings", "facts")
    except NotThere:
        return {}


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except UNREADABLE:
        return {}
