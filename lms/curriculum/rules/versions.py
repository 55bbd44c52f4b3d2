"""Questions have versions too: one as long as it asks the same with the same words. Standard library only."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class QuestionVersion:
    """One wording of a question: its number, the edition of the module it came with, and all that ask it so."""

    number: int
    since: int
    edition_ids: tuple[int, ...]


def versions_of(question: str, editions: Iterable[tuple[int, int, Mapping[str, Any]]]) -> list[QuestionVersion]:
    """The versions of a question, the newest first. `editions` are (id, number, document) of a module and its layers,
    in the order in which they were published."""
    alike: dict[str, list[tuple[int, int]]] = {}
    for edition_id, number, document in editions:
        row = next((each for each in document["questions"] if each["id"] == question), None)
        if row is not None:
            said = [words["questions"].get(question) for _, words in sorted(document["words"].items())]
            alike.setdefault(json.dumps([row, said], sort_keys=True), []).append((edition_id, number))
    found = [
        QuestionVersion(n, asked[0][1], tuple(edition_id for edition_id, _ in asked))
        for n, asked in enumerate(alike.values(), 1)
    ]
    return found[::-1]
