"""Names of files that nobody reads, and names that are missing in a language."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.shapes import language_in, shape_of
from lms.curriculum.files.spans import line_at
from lms.curriculum.rules.cures import cure as _l


def misnamed(root: Path, languages: Mapping[str, Any]) -> Iterator[Fault]:
    """Files whose names say nothing to anybody: what is not read, nobody would miss."""
    for path in sorted([*root.rglob("*.toml"), *root.rglob("*.md")]):
        name = path.relative_to(root).as_posix()
        language = language_in(name)
        if language and language not in languages:
            yield Fault(name, 0, _l("There is no language “%(name)s” in languages.toml.", name=language))
        elif shape_of(name) is None and path.name != "README.md":
            yield Fault(name, 0, _l("No file is called so: mend its name or take it away."))


def unnamed(data: Any, file: str, text: str, languages: Mapping[str, Any]) -> Iterator[Fault]:
    """Things in a file that have names, but none in a language that is required."""
    required = [code for code, about in languages.items() if about["required"]]
    for path, names in _all_names(data):
        for language in (code for code in required if code not in names):
            said = _l("Write “%(name)s” under “%(group)s”.", name=language, group="names")
            yield Fault(file, line_at(text, (*path, "names")), said)


def _all_names(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Mapping]]:
    if isinstance(value, Mapping):
        if "names" in value:
            yield path, value["names"]
        for key, each in value.items():
            yield from _all_names(each, (*path, key))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _all_names(each, (*path, place))
