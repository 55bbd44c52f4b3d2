"""What has changed in a course since an older edition of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from lms.core.errors import NotThere
from lms.curriculum.queries.modules import module_in
from lms.curriculum.queries.programmes import newest_programme
from lms.curriculum.rules.changes import changed_screens
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Programme

Changed = tuple[Module, list[Mapping[str, Any]]]


def changed_since(
    found: Programme, variant: str, lessons: Iterable[str], bound_for: Iterable[str | None], language: str
) -> list[Changed]:
    """The modules taught in a variant, and the `lessons` that somebody reads, that say something else in the newest
    edition of the programme, each as it is now with the screens that differ, for somebody bound for a region or country
    who learned in `language`."""
    newest, places = newest_programme(found.slug), tuple(bound_for)
    if newest.edition_id == found.edition_id:
        return []
    taught = (slug for block in found.variant(variant).blocks for slug in block.modules)
    slugs = dict.fromkeys([*lessons, *taught])
    every = [(module, _changed(found, module, places, language)) for module in _now(newest, slugs, places)]
    return [(module, screens) for module, screens in every if screens]


def _now(newest: Programme, slugs: Iterable[str], places: tuple[str | None, ...]) -> list[Module]:
    return [module_in(newest, slug, places) for slug in slugs if slug in newest.pins]


def _changed(
    found: Programme, module: Module, places: tuple[str | None, ...], language: str
) -> list[Mapping[str, Any]]:
    try:
        before = module_in(found, module.slug, places)
    except NotThere:
        return []
    spoken = before.spoken(language)
    if before.edition_id == module.edition_id or spoken not in module.words:
        return []
    return changed_screens(before.words[spoken], module.words[spoken])
