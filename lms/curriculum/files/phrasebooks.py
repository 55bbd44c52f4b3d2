"""Phrasebook files into documents: one for each language, whole in itself."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.programmes import read_words
from lms.curriculum.files.toml import plain, read_toml
from lms.curriculum.rules.cures import Cure
from lms.curriculum.rules.cures import cure as _l

SAID_ALOUD = re.compile(r"[а-яёғӣқӯҳҷ ,.…-]+", re.IGNORECASE)
FILE = "phrasebooks/phrases.toml"


def read_phrasebooks(
    root: Path, languages: Mapping[str, Any], faults: list[Fault]
) -> Iterator[tuple[str, list[Path], dict[str, Any]]]:
    """Every book as (language, its files, document). A phrase that a book leaves out is one nobody was sure of."""
    folder = root / "phrasebooks"
    if not folder.exists():
        return
    areas = read_toml(folder / "phrases.toml", root, faults).get("areas", [])
    meanings = read_words(folder / "phrases.toml", root, languages, faults)
    known = [phrase for area in areas for phrase in area["phrases"]]
    _check_meanings(areas, known, meanings, faults)
    shared = sorted(folder.glob("phrases*.toml"))
    for path in sorted(folder.glob("*/book.toml")):
        file = str(path.relative_to(root))
        if book := plain(read_toml(path, root, faults)):
            _check_book(file, book, known, languages, faults)
            yield path.parent.name, [path, *shared], _document(book, areas, meanings)


def _check_meanings(areas: list, known: list[str], meanings: Mapping[str, Any], faults: list[Fault]) -> None:
    for phrase in {each for each in known if known.count(each) > 1}:
        faults.append(Fault(FILE, 0, _l("“%(name)s” stands twice: take one away.", name=phrase)))
    for language, words in meanings.items():
        file = f"phrasebooks/phrases.{language}.toml"
        for group, wanted in (("areas", [area["id"] for area in areas]), ("phrases", known)):
            said = words.get(group, {})
            faults += [Fault(file, 0, _write(each, group)) for each in wanted if not said.get(each)]
            for each in said.keys() - set(wanted):
                said_so = _l("“%(name)s” under [%(group)s] is not in phrases.toml.", name=each, group=group)
                faults.append(Fault(file, 0, said_so))


def _check_book(file: str, book: Mapping, known: list[str], languages: Mapping[str, Any], faults: list[Fault]) -> None:
    for language in (code for code, about in languages.items() if about.get("required")):
        for group in ("names", "notes"):
            if not book[group].get(language):
                faults.append(Fault(file, 0, _write(language, group)))
    for phrase, words in book["phrases"].items():
        if phrase not in known:
            faults.append(Fault(file, 0, _l("“%(name)s” is not in phrases.toml.", name=phrase)))
        elif not words.get("say") or not SAID_ALOUD.fullmatch(words.get("sound", "")):
            cure = _l("“%(name)s”: write “say”, and “sound” in letters that a Tajik can read aloud.", name=phrase)
            faults.append(Fault(file, 0, cure))


def _write(name: str, group: str) -> Cure:
    return _l("Write “%(name)s” under [%(group)s].", name=name, group=group)


def _document(book: Mapping[str, Any], areas: list, meanings: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{key: value for key, value in book.items() if key != "phrases"},
        "areas": [
            {
                "id": area["id"],
                "names": {code: words.get("areas", {}).get(area["id"], "") for code, words in meanings.items()},
                "phrases": [
                    {"id": each, "means": _in_each(meanings, each), **book["phrases"][each]}
                    for each in area["phrases"]
                    if each in book["phrases"]
                ],
            }
            for area in areas
        ],
    }


def _in_each(meanings: Mapping[str, Any], phrase: str) -> dict[str, str]:
    return {code: words.get("phrases", {}).get(phrase, "") for code, words in meanings.items()}
