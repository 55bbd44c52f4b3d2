"""What other sites may show of the curriculum, so that every ministry says the same (E138). Standard library only."""

from collections.abc import Iterable, Mapping
from typing import Any

from lms.curriculum.rules.module import Module
from lms.curriculum.rules.review import Fact


def listed(module: Module, address: str) -> dict[str, Any]:
    """A module in the list of all: what it is called in each language, and where the whole of it is found."""
    return {
        "slug": module.slug,
        "stage": module.stage,
        "country": module.country,
        "version": module.number,
        "review_by": module.review_by.isoformat(),
        "titles": {code: said["title"] for code, said in module.words.items()},
        "address": address,
    }


def shared(
    module: Module, words: Mapping[str, Any], language: str, facts: Iterable[Fact], sources: Mapping[str, Any],
    *, site: str, address: str,
) -> dict[str, Any]:
    """A module as other sites show it: its `words` in a `language`, screen by screen, as HTML that needs no script;
    what in it may change, from where and until when; addresses whole, beginning with that of the `site`;
    `address` is that of the page here."""
    return {
        **listed(module, address),
        "region": module.region,
        "language": language,
        "title": words["title"],
        "summary": words["summary"],
        "screens": [
            {
                "id": screen["id"],
                "title": screen["title"],
                "html": screen["html"].replace('href="/', f'href="{site}/'),  # only links of ours are not whole
                "picture": _picture(screen["picture"], site),
                "film": _film(screen.get("film"), site),
            }
            for screen in words["screens"]
        ],
        "facts": [
            {"name": each.name, "value": each.value, "source": each.source, "checked": each.checked.isoformat(),
             "review_by": each.review_by.isoformat(), "compared": each.compared_with is not None}
            for each in facts
        ],
        "sources": {
            name: {"title": each["title"], "publisher": each["publisher"], "year": each["year"]}
            for name, each in sources.items()
        },
    }  # fmt: skip


def _picture(found: Mapping[str, str] | None, site: str) -> dict[str, str] | None:
    return {"address": f"{site}{found['src']}", "alt": found["alt"]} if found else None


def _film(found: Mapping[str, Any] | None, site: str) -> dict[str, Any] | None:
    if not found:
        return None
    files = {what: [{**each, "src": f"{site}{each['src']}"} for each in found[what]] for what in ("films", "sounds")}
    single = {what: f"{site}{found[what]}" for what in ("poster", "subtitles") if what in found}
    return {"alt": found["alt"], "language": found["language"], **files, **single}
