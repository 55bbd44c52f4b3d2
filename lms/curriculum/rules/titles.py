"""What a piece of content is called. Standard library only."""

from collections.abc import Mapping
from typing import Any


def title_of(document: Mapping[str, Any], slug: str, language: str) -> str:
    """Its title or name in `language`, else in any language there is, else its id; of a layer with the region's id."""
    words = document.get("words") or {}
    said = words.get(language) or next(iter(words.values()), {})
    names = document.get("names") or {}
    title = said.get("title") or names.get(language) or next(iter(names.values()), slug)
    return f"{title} ({document['region']})" if document.get("region") else title
