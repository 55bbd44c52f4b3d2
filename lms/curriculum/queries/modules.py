"""Modules, and their layers for regions and countries."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import and_, or_, select

from lms.core.database import db
from lms.core.errors import NotThere
from lms.curriculum.models import Edition
from lms.curriculum.queries.editions import LAYER, MODULE, latest_ids, newest_id, parsed, piece_of
from lms.curriculum.queries.places import country
from lms.curriculum.queries.settings import source_name, sources, stages
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Programme


def module(edition_id: int) -> Module:
    """The module of this edition, with a region's layer or without. Raises NotThere."""
    return parsed(edition_id, MODULE, LAYER)


def module_in(found: Programme, slug: str, bound_for: Iterable[str | None] = ()) -> Module:
    """The module as this programme edition teaches it to somebody bound for a region or country, the narrower first
    (E35, E161). It keeps the name by which the programme calls it. Raises NotThere."""
    if slug not in found.pins:
        raise NotThere
    layers = found.layers.get(slug, {})
    taught = module(next((layers[place] for place in bound_for if place in layers), found.pins[slug]))
    return taught if taught.slug == slug else replace(taught, slug=slug)


def editions_in(found: Programme, slug: str) -> set[int]:
    """The editions of a module that a programme edition teaches, wherever people are bound for. Raises NotThere."""
    if slug not in found.pins:
        raise NotThere
    return {found.pins[slug], *found.layers.get(slug, {}).values()}


def newest_module(slug: str, region: str | None = None) -> Module:
    """The newest edition of a module, for a region when one is given. Raises NotThere."""
    return module(newest_id(*piece_of(slug, region)))


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


def modules() -> list[Module]:
    """The newest edition of every module, by stage and slug."""
    order = {stage["id"]: n for n, stage in enumerate(stages())}
    return sorted(
        (module(found) for found in latest_ids(MODULE).values()),
        key=lambda each: (order[each.stage], each.country or "", each.slug),
    )


def sources_of(found: Module, language: str) -> dict[str, Mapping[str, Any]]:
    """The sources that a module or one of its facts names: id → title as readers of `language` know it, publisher,
    year."""
    known = sources()
    named = dict.fromkeys([*found.sources, *(fact["source"] for fact in found.facts.values())])
    return {each: {**known[each], "title": source_name(known[each], language)} for each in named if each in known}


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
