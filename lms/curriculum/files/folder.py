"""The whole of `courses/`: every piece of content as it would be published, and everything wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from lms.curriculum.files.contacts import reached
from lms.curriculum.files.facts import check_entry, shared_facts, stated_twice
from lms.curriculum.files.faults import Fault
from lms.curriculum.files.laying import read_source
from lms.curriculum.files.layers import Folder
from lms.curriculum.files.modules import read_module
from lms.curriculum.files.names import misnamed, unnamed
from lms.curriculum.files.phrasebooks import read_phrasebooks
from lms.curriculum.files.programmes import check_chains, read_instrument, read_programme
from lms.curriculum.files.tests import read_test
from lms.curriculum.files.toml import plain, read_toml
from lms.curriculum.rules.calendar import faults_of
from lms.curriculum.rules.cures import cure as _l

SETTINGS = ("stages", "sources", "languages", "topics", "facts")
MAY_BE_MISSING = ("synonyms",)
NO_LANGUAGE = _l(
    "Name at least one language with “%(line)s”: without one, no words are looked for.", line="required = true"
)


@dataclass(frozen=True)
class Piece:
    """One piece of content: its kind and slug, the files it was written in, the document pages read."""

    kind: str
    slug: str
    sources: dict[str, str]
    document: dict[str, Any]


@dataclass
class Courses:
    """`courses/` as read. `kept` are the modules and layers that nobody has touched: kind and slug → as published."""

    kept: Mapping[tuple[str, str], Piece] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def of(self, kind: str) -> dict[str, Piece]:
        """All pieces of one kind by slug."""
        return {piece.slug: piece for piece in self.pieces if piece.kind == kind}

    def read(self, kind: str) -> list[Piece]:
        """Those of one kind that were read: which may be others than are published."""
        return [piece for piece in self.of(kind).values() if (kind, piece.slug) not in self.kept]


def fingerprint(*folders: Path) -> str:
    """What changes when a file in the folders is added, changed or taken away: seen without reading any of them."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                about = path.stat()
                found.append(f"{path} {about.st_size} {about.st_mtime_ns}")
    return sha256("\n".join(found).encode()).hexdigest()


def read_courses(
    root: Path, media: Path, known: Mapping[str, Mapping[str, Any]] | None = None, *, uploads: Path | None = None,
    kept: Mapping[tuple[str, str], Piece] | None = None,
) -> Courses:  # fmt: skip
    """Read and check everything. Faults are collected, never raised: an author wants all of them at once. `known` are
    the documents of modules that are not in this folder but may be taught; in `uploads` lies what authors brought along
    in the browser and is not in `root` yet. Of the `kept` only module.toml need be there: they are not read again."""
    courses = Courses(kept=kept or {})
    settings = {
        name: read_toml(root / f"{name}.toml", root, courses.faults)
        for name in (*SETTINGS, *(each for each in MAY_BE_MISSING if (root / f"{each}.toml").exists()))
    }
    languages, sources = settings["languages"], settings["sources"]
    if not courses.faults and not any(about["required"] for about in languages.values()):
        courses.faults.append(Fault("languages.toml", 0, NO_LANGUAGE))
    for name, data in settings.items():
        _add(courses, "settings", name, [root / f"{name}.toml"], plain(data))
    if courses.faults:  # everything else is read by these: put right first, they spare it a thousand faults
        return courses
    courses.faults += misnamed(root, languages)
    _read_countries(courses, root, languages)
    there = _read_modules(courses, {"root": root, "media": media, "uploads": uploads}, languages, sources)
    for kind, read in (("instrument", read_instrument), ("test", read_test)):
        for path in _plain_toml(root / f"{kind}s"):
            if document := read(path, root, languages, courses.faults):
                _add(courses, kind, path.stem, sorted(path.parent.glob(f"{path.stem}.*toml")), document)
    for language, files, document in read_phrasebooks(root, languages, courses.faults):
        _add(courses, "phrasebook", language, files, document)
    read = {slug: piece.document for slug, piece in courses.of("module").items()}
    modules = {**(known or {}), **dict.fromkeys(there), **read}
    check_entry({code: piece.document for code, piece in courses.of("country").items()}, modules, courses.faults)
    for path in _plain_toml(root / "programmes"):
        if document := read_programme(path, root, languages, modules, courses.faults):
            _add(courses, "programme", path.stem, sorted(path.parent.glob(f"{path.stem}.*toml")), document)
    check_chains({slug: piece.document for slug, piece in courses.of("programme").items()}, courses.faults)
    return courses


def _read_countries(courses: Courses, root: Path, languages: Mapping[str, Any]) -> None:
    for path in sorted(root.glob("countries/*/country.toml")):
        name = path.relative_to(root).as_posix()
        if data := plain(read_toml(path, root, courses.faults)):
            courses.faults += [Fault(name, 0, cure) for cure in faults_of(data)]
            courses.faults += unnamed(data, name, read_source(path), languages)
            data = reached(data, courses.of("settings")["facts"].document, name, courses.faults)
            _add(courses, "country", path.parent.name, [path], data)
    for name in ("stages", "topics", "sources"):
        piece = courses.of("settings")[name]
        courses.faults += unnamed(piece.document, f"{name}.toml", piece.sources[f"{name}.toml"], languages)


def _read_modules(courses: Courses, places: dict[str, Any], languages: dict, sources: dict) -> list[str]:
    """Read every module and layer; returns the slugs of all modules that are there, also of those not in order."""
    countries, root = {code: piece.document for code, piece in courses.of("country").items()}, places["root"]
    common = {
        **places,
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
            said = _l("There is no general module “%(name)s” to lay this one over.", name=base)
            made.fault("module.toml", said, base)
        found[made.slug] = made
    for folder in found.values():
        _add_module(courses, folder, "module", folder.slug)
    courses.faults += stated_twice(_stated(courses, countries, found.values()))
    for path in sorted(root.glob("countries/*/regions/*/*/*/module.toml")):
        layer = _of_region(path.parent, countries, common)
        layer.below = found.get(layer.slug)
        if layer.below is None:
            said = _l("There is no module “%(name)s” to lay this one over.", name=layer.slug)
            courses.faults.append(Fault(layer.name("module.toml"), 0, said))
        elif layer.region not in {each["id"] for each in countries.get(path.parts[-6], {}).get("regions", ())}:
            said = _l("There is no region “%(name)s” in country.toml.", name=layer.region)
            courses.faults.append(Fault(layer.name("module.toml"), 0, said))
        else:
            _add_module(courses, layer, "layer", f"{layer.slug}@{layer.region}")
    return list(found)


def _stated(courses: Courses, countries: Mapping[str, Any], folders: Iterable[Folder]) -> Iterator[tuple]:
    """Which file states which fact for which country: those for all first, which no module states anew."""
    general = courses.of("settings")["facts"].document
    yield from (("facts.toml", None, name) for name in general)
    for code, country in countries.items():
        yield from ((f"countries/{code}/country.toml", code.upper(), name) for name in country.get("facts", {}))
    for each in folders:
        own = read_toml(each.path / "module.toml", each.root, []).get("facts", {})
        yield from ((each.name("module.toml"), None if name in general else each.country, name) for name in own)


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
    if (kind, slug) in courses.kept:
        courses.pieces.append(courses.kept[kind, slug])
        return
    stages = {stage["id"] for stage in courses.of("settings")["stages"].document.get("stages", [])}
    if folder.stage not in stages:
        folder.fault("module.toml", _l("There is no stage “%(name)s” in stages.toml.", name=folder.stage))
    document = read_module(folder)
    for topic in (document or {}).get("topics", ()):
        if topic not in courses.of("settings")["topics"].document:
            folder.fault("module.toml", _l("There is no topic “%(name)s” in topics.toml.", name=topic), topic)
    courses.faults += folder.faults
    if document:
        courses.pieces.append(Piece(kind, slug, folder.files, document))


def _plain_toml(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.toml")) if path.name.count(".") == 1]


def _add(courses: Courses, kind: str, slug: str, files: list[Path], document: dict[str, Any]) -> None:
    sources = {path.name: read_source(path) for path in files if path.exists()}
    courses.pieces.append(Piece(kind, slug, sources, document))
