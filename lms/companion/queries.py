"""Reads of the companion."""

from collections.abc import Iterable

from lms.curriculum import queries as curriculum
from lms.curriculum.rules.phrases import Phrasebook, phrasebook_from

BOOK = "phrasebook"


def book(language: str) -> Phrasebook:
    """The newest edition of a phrasebook. Raises NotThere."""
    found = curriculum.latest(BOOK, language)
    return phrasebook_from(found.document, number=found.number)


def books() -> list[Phrasebook]:
    """All phrasebooks, the one for most people first."""
    return sorted(map(book, curriculum.latest_ids(BOOK)), key=lambda each: (-len(each.countries), each.language))


def books_for(found: Iterable[Phrasebook], country: str) -> list[Phrasebook]:
    """Those of the books that are of use in a country."""
    return [each for each in found if country in each.countries]
