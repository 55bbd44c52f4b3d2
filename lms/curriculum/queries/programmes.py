"""Programmes, tests and questionnaires."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from lms.core import clock
from lms.core.errors import NotThere
from lms.curriculum.queries.editions import BOOK, PROGRAMME, TEST, document, id_on, latest_ids, newest_id, parsed
from lms.curriculum.queries.modules import module_in
from lms.curriculum.queries.places import Destination, known_destination
from lms.curriculum.rules.chain import neighbours
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Programme, Variant
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


def taught_in(found: Programme, bound_for: Iterable[str | None] = ()) -> dict[str, Module]:
    """Every module of a programme edition by slug, as it is taught to those bound for a region or country."""
    places = tuple(bound_for)
    return {slug: module_in(found, slug, places) for slug in found.pins}


def destinations_of(found: Programme, variant: Variant, bound: Iterable[Mapping[str, Any]]) -> list[Destination]:
    """For which destinations the booklet of a variant can be had: its countries, and those of their regions for which
    a lesson says something else. `bound`: the countries that are a destination."""
    layered = {place for slug in found.pins for place in found.layers.get(slug, {})}
    there = [each for each in bound if each["iso"] in (variant.destinations or [each["iso"]])]
    return [
        Destination(each, region)
        for each in there
        for region in (None, *(one for one in each.get("regions", ()) if one["id"] in layered))
    ]


def usual_destination(variant: Variant, bound: Iterable[Mapping[str, Any]]) -> Destination | None:
    """The country of a variant that is meant for one only, out of the countries that are a destination, `bound`."""
    if len(variant.destinations) != 1:
        return None
    return next((Destination(each) for each in bound if each["iso"] == variant.destinations[0]), None)


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes along with a course to one destination (E18, E23): its booklet, its pages of the companion, and the
    phrasebooks of what is spoken there, as language and names. `booklet` is what the booklet is asked `for`."""

    to: Destination
    booklet: str | None
    books: tuple[tuple[str, Mapping[str, str]], ...]


def pack_for(found: Programme, variant_id: str, iso: str, region: str | None) -> Pack | None:
    """The pack of somebody who takes this variant and is bound for a country; None when nobody has written about it."""
    to = known_destination(iso, region)
    if to is None:
        return None
    served = found.variant(variant_id).destinations or (iso,)
    books = (document(each) for each in latest_ids(BOOK).values())
    spoken = tuple((each["language"], each["names"]) for each in books if to.country["iso"] in each["countries"])
    return Pack(to, to.code if iso in served else None, spoken)


def programmes() -> list[Programme]:
    """The courses before departure that this country of origin offers, in their order."""
    return [each for each in own_programmes() if each.kind is Kind.PDO]


def validity_months() -> int:
    """How long a course before leaving holds that was taken elsewhere: as long as the one that is offered here first
    (E2)."""
    return programmes()[0].validity_months


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
