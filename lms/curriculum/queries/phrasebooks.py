"""Phrasebooks."""

from lms.curriculum.queries.editions import BOOK, latest, latest_ids
from lms.curriculum.rules.phrases import Phrasebook, phrasebook_from


def phrasebook(language: str) -> Phrasebook:
    """The newest edition of a phrasebook. Raises NotThere."""
    found = latest(BOOK, language)
    return phrasebook_from(found.document, number=found.number)


def phrasebooks() -> list[Phrasebook]:
    """All phrasebooks, the one for most countries first."""
    return sorted(map(phrasebook, latest_ids(BOOK)), key=lambda each: (-len(each.countries), each.language))
