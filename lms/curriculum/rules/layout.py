"""Where the files of a piece stand in `courses/`. Standard library only."""

from collections.abc import Iterable, Mapping, Set
from typing import Any

BELOW = "base/"  # before the names of files that were taken from the module below, among the sources of an edition
PLAIN = {"instrument": "instruments", "test": "tests", "programme": "programmes", "settings": ""}


def folder_of(kind: str, slug: str, document: Mapping[str, Any]) -> str:
    """The folder of a published piece, from the root of `courses/`."""
    if kind in PLAIN:
        return PLAIN[kind]
    if kind == "country":
        return f"countries/{slug}"
    if kind == "phrasebook":
        return f"phrasebooks/{slug}"
    country = (document["country"] or "").lower()
    name = document["slug"].removeprefix(f"{country}-") if country else document["slug"]
    within = f"countries/{country}" if country else "modules"
    if region := document.get("region"):
        within += f"/regions/{region}"
    return f"{within}/{document['stage']}/{name}"


def path_of(folder: str, kind: str, file: str) -> str:
    """Where a file stands, from the root of `courses/`. Phrasebooks share what the phrases mean."""
    if kind == "phrasebook" and file != "book.toml":
        folder = folder.rpartition("/")[0]
    return f"{folder}/{file}" if folder else file


def own_files(sources: Mapping[str, str]) -> dict[str, str]:
    """The files of an edition that are its own, not those of the module below."""
    return {name: text for name, text in sources.items() if not name.startswith(BELOW)}


def kept_in_service(
    folder: Mapping[str, str], newest: Mapping[str, str], older: Mapping[str, Set[str | None]]
) -> dict[str, str | None]:
    """Which files of a folder are older texts than what authors have published since, and what is in service instead:
    path → text, None when there is none any more. `older` are the texts that a file had before; a file whose text is
    none of them was really changed, and holds."""
    return {
        path: newest.get(path)
        for path, texts in older.items()
        if folder.get(path) in texts and folder.get(path) != newest.get(path)
    }


def touched_by(kind: str, slug: str, bases: Mapping[str, str | None], layers: Iterable[str]) -> set[tuple[str, str]]:
    """Which modules and layers are others when one of them is: itself, the modules laid over it (`bases`: module → the
    one it lies over), and the `layers` of all these for regions. As kind and slug."""
    if kind != "module":
        return {(kind, slug)}
    found = {slug}
    while more := {each for each, base in bases.items() if base in found} - found:
        found |= more
    over = {("layer", each) for each in layers if each.partition("@")[0] in found}
    return over | {("module", each) for each in found}
