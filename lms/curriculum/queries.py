"""Reads of published content. An edition never changes, so what was parsed once is kept in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from flask import current_app
from sqlalchemy import and_, bindparam, or_, select

from lms.core.database import db
from lms.core.errors import NotThere
from lms.curriculum.models import Edition
from lms.curriculum.rules.document import programme_from
from lms.curriculum.rules.module import Module, module_from
from lms.curriculum.rules.programme import Programme
from lms.curriculum.rules.terms import Kind
from lms.curriculum.rules.tests import QuestionSet, test_from

MODULE, PROGRAMME, COUNTRY, INSTRUMENT, TEST = "module", "programme", "country", "instrument", "test"
LAYER = "layer"  # a module as those bound for one region read it; its slug is “module@region”
BUILD = {MODULE: module_from, LAYER: module_from, PROGRAMME: programme_from, TEST: test_from}
# Asked whenever something newest is wanted: put together once. Of a slug the newest edition comes last.
_EDITIONS = (
    select(Edition.slug, Edition.id).where(Edition.kind == bindparam("kind")).order_by(Edition.slug, Edition.number)
)


def edition(edition_id: int) -> Edition:
    """One edition. Raises NotThere."""
    found = db.session.get(Edition, edition_id)
    if found is None:
        raise NotThere
    return found


def latest(kind: str, slug: str) -> Edition:
    """The newest edition of one piece of content. Raises NotThere."""
    found = db.session.scalar(
        select(Edition).where(Edition.kind == kind, Edition.slug == slug).order_by(Edition.number.desc()).limit(1)
    )
    if found is None:
        raise NotThere
    return found


def latest_ids(kind: str) -> dict[str, int]:
    """Slug → id of the newest edition, of everything of one kind."""
    return {slug: found for slug, found in db.session.execute(_EDITIONS, {"kind": kind})}


def history(kind: str, slug: str) -> list[Edition]:
    """All editions of one piece of content, the newest first."""
    return list(
        db.session.scalars(
            select(Edition).where(Edition.kind == kind, Edition.slug == slug).order_by(Edition.number.desc())
        )
    )


def programme(edition_id: int) -> Programme:
    """The programme of this edition. Raises NotThere."""
    return _kept(_database(), edition_id, PROGRAMME)


def module(edition_id: int) -> Module:
    """The module of this edition, with a region's layer or without. Raises NotThere."""
    return _kept(_database(), edition_id, MODULE, LAYER)


def module_in(found: Programme, slug: str, bound_for: Iterable[str | None] = ()) -> Module:
    """The module as this programme edition teaches it to somebody bound for a region or country, the narrower first
    (E35, E161). It keeps the name by which the programme calls it. Raises NotThere."""
    if slug not in found.pins:
        raise NotThere
    layers = found.layers.get(slug, {})
    taught = module(next((layers[place] for place in bound_for if place in layers), found.pins[slug]))
    return taught if taught.slug == slug else replace(taught, slug=slug)


def newest_module(slug: str, region: str | None = None) -> Module:
    """The newest edition of a module, for a region when one is given. Raises NotThere."""
    return module(_newest_id(LAYER, f"{slug}@{region}") if region else _newest_id(MODULE, slug))


def latest_layers(slugs: Iterable[str] | None = None) -> dict[str, dict[str, int]]:
    """Module slug → region → id of the newest edition of its layer there; only of `slugs` when given."""
    found: dict[str, dict[str, int]] = {}
    for slug, edition_id in latest_ids(LAYER).items():
        if slugs is None or slug in slugs:
            base, _, region = slug.partition("@")
            found.setdefault(base, {})[region] = edition_id
    return found


def layers() -> list[Module]:
    """The newest edition of every module laid over for a region, by module and region."""
    return [module(found) for _, found in sorted(latest_ids(LAYER).items())]


def edition_ids_of(slug: str) -> list[int]:
    """Ids of all editions of a module, laid over for regions or not: they ask the same questions."""
    named = or_(
        and_(Edition.kind == MODULE, Edition.slug == slug),
        and_(Edition.kind == LAYER, Edition.slug.startswith(f"{slug}@", autoescape=True)),
    )
    return list(db.session.scalars(select(Edition.id).where(named)))


def regions_of(found: Module) -> list[Mapping[str, Any]]:
    """The regions for which there is more to say in this module: id and names."""
    if found.country is None:
        return []
    layered = latest_layers().get(found.slug, {})
    return [each for each in country(found.country).get("regions", ()) if each["id"] in layered]


def newest_programme(slug: str) -> Programme:
    """The newest edition of a programme. Raises NotThere."""
    return programme(_newest_id(PROGRAMME, slug))


def taught_in(found: Programme) -> dict[str, Module]:
    """Every module of a programme edition by slug."""
    return {slug: module(edition_id) for slug, edition_id in found.pins.items()}


def programmes() -> list[Programme]:
    """The courses before departure that this country of origin offers, in their order."""
    return [each for each in own_programmes() if each.kind is Kind.PDO]


def own_programmes() -> list[Programme]:
    """Everything that this country of origin offers: also before deciding, after arriving and returning (E125)."""
    here = current_app.config["ORIGIN"]
    return [each for each in all_programmes() if each.origin == here and each.terms.offered]


def own_programme(slug: str) -> Programme:
    """A programme that this country of origin offers. Raises NotThere."""
    found = newest_programme(slug)
    if found.slug not in {each.slug for each in own_programmes()}:
        raise NotThere
    return found


def chain_of(found: Programme) -> dict[str, list[Programme]]:
    """What comes "before" and "after" a programme (E125, E146)."""
    sides = {"before": found.terms.before, "after": found.terms.after}
    return {side: [newest_programme(slug) for slug in slugs] for side, slugs in sides.items()}


def all_programmes() -> list[Programme]:
    """The newest edition of every programme, those of other countries too, which are examples here."""
    return sorted(
        (programme(found) for found in latest_ids(PROGRAMME).values()), key=lambda each: (each.order, each.slug)
    )


def modules() -> list[Module]:
    """The newest edition of every module, by stage and slug."""
    order = {stage["id"]: n for n, stage in enumerate(stages())}
    return sorted(
        (module(found) for found in latest_ids(MODULE).values()),
        key=lambda each: (order[each.stage], each.country or "", each.slug),
    )


def test(edition_id: int) -> QuestionSet:
    """The test of this edition. Raises NotThere."""
    return _kept(_database(), edition_id, TEST)


def newest_test(slug: str) -> QuestionSet:
    """The newest edition of a test. Raises NotThere."""
    return test(_newest_id(TEST, slug))


def tests() -> list[QuestionSet]:
    """The newest edition of every test."""
    return [test(found) for found in latest_ids(TEST).values()]


def stages() -> list[dict[str, Any]]:
    """The stages of migration in order: id and names."""
    return _document_of("settings", "stages")["stages"]


def sources() -> Mapping[str, Mapping[str, Any]]:
    """Where facts come from: id → title, publisher, year."""
    return _document_of("settings", "sources")


def sources_of(found: Module) -> dict[str, Mapping[str, Any]]:
    """The sources that a module or one of its facts names: id → title, publisher, year."""
    known = sources()
    named = dict.fromkeys([*found.sources, *(fact["source"] for fact in found.facts.values())])
    return {each: known[each] for each in named if each in known}


def source_files(slugs: Iterable[str], kind: str = MODULE) -> dict[str, list[tuple[int, dict[str, str]]]]:
    """Module slug → its editions, oldest first, as (number, files as written)."""
    rows = db.session.execute(
        select(Edition.slug, Edition.number, Edition.sources)
        .where(Edition.kind == kind, Edition.slug.in_(tuple(slugs)))
        .order_by(Edition.slug, Edition.number)
    )
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for slug, number, files in rows:
        found.setdefault(slug, []).append((number, files))
    return found


def writing_languages() -> dict[str, Mapping[str, Any]]:
    """The languages that content is written in, the source language first: code → name, direction, required."""
    return _document_of("settings", "languages")


def country(iso: str) -> Mapping[str, Any]:
    """A country's facts: names, currency, emergency numbers, regions. Raises NotThere."""
    return _document_of(COUNTRY, iso.lower())


def countries(role: str) -> list[Mapping[str, Any]]:
    """All countries that are an "origin" or a "destination"."""
    found = (_document(_database(), edition_id) for edition_id in latest_ids(COUNTRY).values())
    return [each for each in found if role in each["roles"]]


def country_names() -> dict[str, Mapping[str, str]]:
    """Code → names of every country there is anything about."""
    found = (_document(_database(), edition_id) for edition_id in latest_ids(COUNTRY).values())
    return {each["iso"]: each["names"] for each in found}


def instrument(edition_id: int) -> Mapping[str, Any]:
    """The questionnaire of this edition: items, and words per language. Raises NotThere."""
    return _document(_database(), edition_id)


def place_name(names: Mapping[str, str], language: str) -> str:
    """A name in `language`, else in any language there is."""
    return names.get(language) or next(iter(names.values()))


def _document_of(kind: str, slug: str) -> dict[str, Any]:
    return _document(_database(), _newest_id(kind, slug))


def _newest_id(kind: str, slug: str) -> int:
    found = db.session.execute(
        select(Edition.id)
        .where(Edition.kind == kind, Edition.slug == slug)
        .order_by(Edition.number.desc())
        .limit(1)
    ).scalar()
    if found is None:
        raise NotThere
    return found


def _database() -> str:
    # Ids are only unique within one database, and tests use several in one process.
    return current_app.config["SQLALCHEMY_DATABASE_URI"]


@lru_cache(maxsize=512)
def _document(_of_database: str, edition_id: int) -> dict[str, Any]:
    return edition(edition_id).document


@lru_cache(maxsize=512)
def _kept(of_database: str, edition_id: int, *kinds: str) -> Programme | Module | QuestionSet:
    found = edition(edition_id)
    if found.kind not in kinds:
        raise NotThere
    return BUILD[found.kind](_document(of_database, edition_id), edition_id=edition_id, number=found.number)


def forget() -> None:
    """Empty the memory of parsed editions: for tests, whose databases are rolled back and use ids again."""
    _document.cache_clear()
    _kept.cache_clear()
