"""The whole of `courses/`: every piece of content as it would be published, and everything wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.modules import Folder, read_module
from lms.curriculum.files.phrasebooks import read_phrasebooks
from lms.curriculum.files.programmes import check_chains, read_instrument, read_programme
from lms.curriculum.files.tests import read_test
from lms.curriculum.files.toml import plain, read_toml, require
from lms.curriculum.rules.calendar import faults_of


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


def read_courses(root: Path, media: Path) -> Courses:
    """Read and check everything. Faults are collected, never raised: an author wants all of them at once."""
    courses = Courses()
    languages = read_toml(root / "languages.toml", root, courses.faults)
    sources = read_toml(root / "sources.toml", root, courses.faults)
    for name in ("stages", "sources", "languages"):
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
    modules = {slug: piece.document for slug, piece in courses.of("module").items()}
    for path in _plain_toml(root / "programmes"):
        if document := read_programme(path, root, languages, modules, courses.faults):
            _add(courses, "programme", path.stem, sorted(path.parent.glob(f"{path.stem}.*toml")), document)
    check_chains({slug: piece.document for slug, piece in courses.of("programme").items()}, courses.faults)
    return courses


def _read_modules(courses: Courses, root: Path, media: Path, languages: dict, sources: dict) -> None:
    stages = {stage["id"] for stage in courses.of("settings")["stages"].document.get("stages", [])}
    for path, country in _module_folders(root):
        country_piece = courses.of("country").get(country) if country else None
        folder = Folder(
            path=path,
            root=root,
            media=media,
            slug=f"{country}-{path.name}" if country else path.name,
            stage=path.parent.name,
            country=country.upper() if country else None,
            languages=languages,
            sources=sources,
            country_facts=country_piece.document.get("facts", {}) if country_piece else {},
        )
        if folder.stage not in stages:
            folder.fault("module.toml", f"There is no stage “{folder.stage}” in stages.toml.")
        document = read_module(folder)
        courses.faults += folder.faults
        if document:
            courses.pieces.append(Piece("module", folder.slug, folder.files, document))


def _module_folders(root: Path) -> Iterator[tuple[Path, str | None]]:
    for path in sorted(root.glob("modules/*/*/module.toml")):
        yield path.parent, None
    for path in sorted(root.glob("countries/*/*/*/module.toml")):
        yield path.parent, path.parents[2].name


def _plain_toml(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.toml")) if path.name.count(".") == 1]


def _add(courses: Courses, kind: str, slug: str, files: list[Path], document: dict[str, Any]) -> None:
    sources = {path.name: path.read_text(encoding="utf-8", errors="replace") for path in files if path.exists()}
    courses.pieces.append(Piece(kind, slug, sources, document))
