"""Programmes, tests and questionnaires."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app

from lms.core import clock
from lms.core.errors import NotThere
from lms.curriculum.queries.editions import PROGRAMME, TEST, document, id_on, latest_ids, newest_id, parsed
from lms.curriculum.queries.modules import module
from lms.curriculum.rules.chain import neighbours
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Programme
from lms.curriculum.rules.terms import Kind
from lms.curriculum.rules.tests import QuestionSet


def programme(edition_id: int) -> Programme:
    """The programme of this edition. Raises NotThere."""
    return parsed(edition_id, PROGRAMME)


def newest_programme(slug: str) -> Programme:
    """The newest edition of a programme. Raises NotThere."""
    return programme(newest_id(PROGRAMME, slug))


def programme_on(slug: str, day: date) -> Programme:
    """A programme as it stood when a day began; before it was first published, as it was then. Raises NotThere."""
    return programme(id_on(PROGRAMME, slug, clock.at_local(day)))


def taught_in(found: Programme) -> dict[str, Module]:
    """Every module of a programme edition by slug."""
    return {slug: module(edition_id) for slug, edition_id in found.pins.items()}


def programmes() -> list[Programme]:
    """The courses before departure that this country of origin offers, in their order."""
    return [each for each in own_programmes() if each.kind is Kind.PDO]


def own_programmes() -> list[Programme]:
    """Everything that this country of origin offers: also before deciding, after arriving and returning (E125)."""
    return [each for each in all_programmes() if _is_own(each)]


def trainings() -> list[str]:
    """The programmes in whose classes trainers sit (E90)."""
    return [each.slug for each in all_programmes() if each.for_trainers]


def own_programme(slug: str) -> Programme:
    """A programme that this country of origin offers. Raises NotThere."""
    found = newest_programme(slug)
    if not _is_own(found):
        raise NotThere
    return found


def _is_own(found: Programme) -> bool:
    return found.origin == current_app.config["ORIGIN"] and found.terms.offered


def chain_of(found: Programme) -> dict[str, list[Programme]]:
    """What comes "before" and "after" a programme (E125, E146), whichever of the two says so."""
    known = {each.slug: each for each in all_programmes()}
    linked = neighbours(found, known.values())
    return {side: [known[slug] for slug in slugs if slug in known] for side, slugs in linked.items()}


def all_programmes() -> list[Programme]:
    """The newest edition of every programme, those of other countries too, which are examples here."""
    return sorted(
        (programme(found) for found in latest_ids(PROGRAMME).values()), key=lambda each: (each.order, each.slug)
    )


def test(edition_id: int) -> QuestionSet:
    """The test of this edition. Raises NotThere."""
    return parsed(edition_id, TEST)


def newest_test(slug: str) -> QuestionSet:
    """The newest edition of a test. Raises NotThere."""
    return test(newest_id(TEST, slug))


def tests() -> list[QuestionSet]:
    """The newest edition of every test."""
    return [test(found) for found in latest_ids(TEST).values()]


def instrument(edition_id: int) -> Mapping[str, Any]:
    """The questionnaire of this edition: items, and words per language. Raises NotThere."""
    return document(edition_id)
