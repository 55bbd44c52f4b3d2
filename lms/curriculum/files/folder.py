"""The whole of `courses/`: every piece of content as it would be published, and everything wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from lms.curriculum.files.facts import check_entry, shared_facts, stated_twice
from lms.curriculum.files.faults import Fault
from lms.curriculum.files.laying import read_source
from lms.curriculum.files.layers import Folder
from lms.curriculum.files.modules import read_module
from lms.curriculum.files.phrasebooks import read_phrasebooks
from lms.curriculum.files.programmes import check_chains, read_instrument, read_programme
from lms.curriculum.files.tests import read_test
from lms.curriculum.files.toml import plain, read_toml, require
from lms.curriculum.rules.calendar import faults_of

SETTINGS = ("stages", "sources", "languages", "topics", "facts")


@dataclass(frozen=True)
class Piece:
    """One piece of content: its kind and slug, the files it was written in, the document pages read."""

    kind: str
    slug: str
    sources: dict[str, str]
    document: dict[str, Any]


@dataclass
class Courses:
    """`courses/` as read."""

    pieces: list[Piece] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def of(self, kind: str) -> dict[str, Piece]:
        """All pieces of one kind by slug."""
        return {piece.slug: piece for piece in self.pieces if piece.kind == kind}


def fingerprint(*folders: Path) -> str:
    """What changes when a file in the folders is added, changed or taken away: seen without reading any of them."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                about = path.stat()
                found.append(f"{path} {about.st_size} {about.st_mtime_ns}")
    return sha256("\n".join(found).encode()).hexdigest()


def read_courses(root: Path, media: Path, known: Mapping[str, Mapping[str, Any]] | None = None) -> Courses:
    """Read and check everything. Faults are collected, never raised: an author wants all of them at once. `known` are
    the documents of modules that are not in this folder but may be taught."""
    courses = Courses()
    languages = read_toml(root / "languages.toml", root, courses.faults)
    sources = read_toml(root / "sources.toml", root, courses.faults)
    for name in SETTINGS:
        _add(courses, "settings", name, [root / f"{name}.toml"], plain(read_toml(root / f"{name}.toml", root, [])))
    for path in sorted(root.glob("countries/*/country.toml")):
        data, name = plain(read_toml(path, root, courses.faults)), str(path.relative_to(root))
        courses.faults += [Fault(name, 0, cure) for cure in faults_of(data)]
        if require(data, ("iso", "roles", "names", "currency"), name, courses.faults):
            _add(courses, "country", path.parent.name, [path], data)
    _read_modules(courses, root, media, languages, sources)
    for kind, read in (("instrument", read_instrument), ("test", read_test)):
        for path in _plain_toml(root / f"{kind}s"):
            if document := read(path, root, languages, courses.faults):
                _add(courses, kind, path.stem, sorted(path.parent.glob(f"{path.stem}.*toml")), document)
    for language, files, document in read_phrasebooks(root, languages, courses.faults):
        _add(courses, "phrasebook", language, files, document)
    modules = {**(known or {}), **{slug: piece.document for slug, piece in courses.of("module").items()}}
    check_entry({code: piece.document for code, piece in courses.of("country").items()}, modules, courses.faults)
    for path in _plain_toml(root / "programmes"):
        if document := read_programme(path, root, languages, modules, courses.faults):
            _add(courses, "programme", path.stem, sorted(path.parent.glob(f"{path.stem}.*toml")), document)
    check_chains({slug: piece.document for slug, piece in courses.of("programme").items()}, courses.faults)
    return courses


def _read_modules(courses: Courses, root: Path, media: Path, languages: dict, sources: dict) -> None:
    countries = {code: piece.document for code, piece in courses.of("country").items()}
    common = {
        "root": root,
        "media": media,
        "languages": languages,
        "sources": sources,
        "known_facts": shared_facts(root, countries, sources, courses.faults),
    }
    found: dict[str, Folder] = {}
    for path in sorted(root.glob("modules/*/*/module.toml")):
        found[path.parent.name] = Folder(**common, **_named(path.parent), country=None)
    for path in sorted(root.glob("countries/*/*/*/module.toml")):
        made = _of_country(path.parent, countries, common)
        base = read_toml(path, root, []).get("base")
        made.below = found.get(base)
        if base and not made.below:
            made.fault("module.toml", f"There is no general module “{base}” to lay this one over.")
        found[made.slug] = made
    for folder in found.values():
        _add_module(courses, folder, "module", folder.slug)
    courses.faults += stated_twice(
        (folder.name("module.toml"), folder.country, name)
        for folder in found.values()
        for name in read_toml(folder.path / "module.toml", root, []).get("facts", {})
    )
    for path in sorted(root.glob("countries/*/regions/*/*/*/module.toml")):
        layer = _of_region(path.parent, countries, common)
        layer.below = found.get(layer.slug)
        if layer.below is None:
            courses.faults.append(
                Fault(layer.name("module.toml"), 0, f"There is no module “{layer.slug}” to lay this one over.")
            )
        elif layer.region not in {each["id"] for each in countries.get(path.parts[-6], {}).get("regions", ())}:
            courses.faults.append(
                Fault(layer.name("module.toml"), 0, f"There is no region “{layer.region}” in country.toml.")
            )
        else:
            _add_module(courses, layer, "layer", f"{layer.slug}@{layer.region}")


def _named(path: Path) -> dict[str, Any]:
    return {"path": path, "slug": path.name, "stage": path.parent.name}


def _of_country(path: Path, countries: Mapping[str, Mapping], common: dict[str, Any]) -> Folder:
    code = path.parents[1].name
    facts = {**common["known_facts"], **countries.get(code, {}).get("facts", {})}
    named = {**_named(path), "slug": f"{code}-{path.name}"}
    return Folder(**{**common, "known_facts": facts}, **named, country=code.upper())


def _of_region(path: Path, countries: Mapping[str, Mapping], common: dict[str, Any]) -> Folder:
    code, region = path.parents[3].name, path.parents[1].name
    country = countries.get(code, {})
    own = next((each.get("facts", {}) for each in country.get("regions", ()) if each["id"] == region), {})
    facts = {**common["known_facts"], **country.get("facts", {}), **own}
    named = {**_named(path), "slug": f"{code}-{path.name}"}
    return Folder(**{**common, "known_facts": facts}, **named, country=code.upper(), region=region)


def _add_module(courses: Courses, folder: Folder, kind: str, slug: str) -> None:
    stages = {stage["id"] for stage in courses.of("settings")["stages"].document.get("stages", [])}
    if folder.stage not in stages:
        folder.fault("module.toml", f"There is no stage “{folder.stage}” in stages.toml.")
    document = read_module(folder)
    for topic in (document or {}).get("topics", ()):
        if topic not in courses.of("settings")["topics"].document:
            folder.fault("module.toml", f"There is no topic “{topic}” in topics.toml.")
    courses.faults += folder.faults
    if document:
        courses.pieces.append(Piece(kind, slug, folder.files, document))


def _plain_toml(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.toml")) if path.name.count(".") == 1]


def _add(courses: Courses, kind: str, slug: str, files: list[Path], document: dict[str, Any]) -> None:
    sources = {path.name: read_source(path) for path in files if path.exists()}
    courses.pieces.append(Piece(kind, slug, sources, document))
