"""Drafts and folders, read by the one reader and validator of `courses/` with all that is in service."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import current_app

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.folder import Courses, Piece, read_courses
from lms.curriculum.files.laying import changed_copy, laid_out, texts_in
from lms.curriculum.files.toml import UNREADABLE
from lms.curriculum.models import Draft
from lms.curriculum.queries.drafts import base_files, draft_files, open_draft, written
from lms.curriculum.queries.editions import LAYER, MODULE, PROGRAMME, document, latest_ids, newest, piece_of
from lms.curriculum.queries.in_service import files_in_service, files_of, newest_editions, texts_before_authors
from lms.curriculum.rules.agreements import AGREED, without_lapsed
from lms.curriculum.rules.cures import cure as _l
from lms.curriculum.rules.drafts import State
from lms.curriculum.rules.layout import kept_in_service, path_of, touched_by
from lms.curriculum.rules.module import Module, module_from

SETTINGS, COUNTRY = "settings", "country"
PLAIN = ("programmes", "instruments", "tests")  # folders in which many pieces lie side by side
READ_WRONG = (KeyError, IndexError, ValueError, ArithmeticError, TypeError, AttributeError, RecursionError)
FACTS = "/module.toml"
GROUND = (SETTINGS, COUNTRY)  # what every other piece is checked against


def read_over(folder: Path, media: Path) -> tuple[Courses, list[str]]:
    """The folder as it would be published, and the files in it that are older than what authors have published."""
    before = texts_before_authors()
    if not before:
        return read_courses(folder, media, uploads=_uploads()), []
    changes = kept_in_service(texts_in(folder), files_in_service(), before)
    with changed_copy(folder, changes) as root:
        return read_courses(root, media, uploads=_uploads()), sorted(changes)


def paths_of(found: Draft) -> dict[str, str]:
    """Path → text of a draft's files as they stand now."""
    return {path_of(found.folder, found.kind, file): text for file, text in draft_files(found).items()}


def file_names(found: Draft) -> dict[str, str]:
    """How faults call a draft's files → their names."""
    files = {**base_files(found), **draft_files(found)}
    return {file: file for file in files} | {path_of(found.folder, found.kind, file): file for file in files}


def faults_of_file(found: Draft, file: str, media: Path) -> list[Fault]:
    """What is wrong with one file of a draft."""
    names = (file, path_of(found.folder, found.kind, file))
    return [each for each in faults_of_draft(found, media) if each.file in names]


def with_draft(found: Draft, *kinds: str) -> dict[str, str]:
    """Everything in service, of some kinds or of all, with what was written in a draft over it."""
    texts = _written(found)
    files = files_in_service(kinds or None) | texts
    return {path: text for path, text in files.items() if path not in texts or text.strip()}


def read_draft(found: Draft, media: Path) -> Courses:
    """The piece of a draft, read with what it stands on and nothing more: whole, it takes a second."""
    if found.kind in GROUND:
        return read_with(with_draft(found), media)
    if found.kind == PROGRAMME:
        modules = {slug: document(edition_id) for slug, edition_id in latest_ids(MODULE).items()}
        return read_with(with_draft(found, *GROUND, PROGRAMME), media, modules)
    files = files_in_service(GROUND) | _below(found) | paths_of(found)
    return read_with(files, media)


def read_to_publish(found: Draft, media: Path) -> Courses:
    """The piece of a draft, all that stands on it, and what is checked against these. Modules that it does not touch
    are taken as they are published: read again, they take most of the seconds. Settings and countries touch all."""
    if found.kind in GROUND:
        return read_with(with_draft(found), media)
    if found.kind not in (PROGRAMME, MODULE, LAYER):
        modules = {slug: document(edition_id) for slug, edition_id in latest_ids(MODULE).items()}
        return read_with(with_draft(found, *GROUND, found.kind), media, modules)
    published = {(each.kind, each.slug): each for each in newest_editions((MODULE, LAYER))}
    bases = {slug: each.document.get("base") for (kind, slug), each in published.items() if kind == MODULE}
    touched = touched_by(found.kind, found.slug, bases, [slug for kind, slug in published if kind == LAYER])
    files = files_in_service((*GROUND, PROGRAMME))
    for key, each in published.items():
        files |= {path: text for path, text in files_of(each).items() if key in touched or path.endswith(FACTS)}
    texts = {**files, **_below(found), **_written(found)}
    kept = {key: Piece(*key, each.sources, each.document) for key, each in published.items() if key not in touched}
    return read_with({path: text for path, text in texts.items() if text.strip()}, media, kept=kept)


def _written(found: Draft) -> dict[str, str]:
    return {path_of(found.folder, found.kind, file): each.text for file, each in written(found.id).items()}


def module_in_work(slug: str, region: str | None, media: Path) -> Module | None:
    """A module, or its layer for a region, as its open draft says it; None when there is no draft, or one that cannot
    be read yet or is not said alike in all languages."""
    kind, name = piece_of(slug, region)
    if (found := open_draft(kind, name)) is None:
        return None
    try:
        said = document_in_work(found, media)
        made = module_from(said, edition_id=0, number=0) if said else None
        alike = made and len({tuple(each["id"] for each in said["screens"]) for said in made.words.values()}) == 1
        return made if alike else None
    except READ_WRONG:
        return None


def document_in_work(found: Draft, media: Path, agreed: Mapping[str, Any] | None = None) -> dict[str, Any] | None:
    """The document of a module's draft as it would be published now, and had somebody `agreed` to its key messages;
    None when it cannot be read."""
    try:
        piece = read_draft(found, media).of(found.kind).get(found.slug)
    except READ_WRONG:
        return None
    if piece is None:
        return None
    more = {AGREED: [*piece.document.get(AGREED, ()), agreed]} if agreed else {}
    before = latest_ids(piece.kind).get(piece.slug)
    return without_lapsed({**piece.document, **more}, document(before) if before else None, None)


def module_to_sign(found: Draft, media: Path) -> Module | None:
    """The module as a draft says it that waits for a signature or has one; None of any other piece or state."""
    if found.kind not in (MODULE, LAYER) or found.state not in (State.SUBMITTED, State.APPROVED):
        return None
    slug, _sign, region = found.slug.partition("@")
    return module_in_work(slug, region or None, media)


def faults_of_draft(found: Draft, media: Path) -> list[Fault]:
    """What is wrong with the files of a draft. Settings and countries stand below all others, so of them everything."""
    try:
        faults = read_draft(found, media).faults
    except READ_WRONG as error:  # so that it can still be opened and mended
        said = _l("Mend what is missing or unknown: %(what)s.", what=error)
        return [Fault(path_of(found.folder, found.kind, file), 0, said) for file in written(found.id)]
    if found.kind in GROUND:
        return faults
    own = set(paths_of(found)) | {path_of(found.folder, found.kind, file) for file in base_files(found)}
    names = own | {path.rpartition("/")[2] for path in own}
    return [each for each in faults if each.file in names or each.file.rpartition("/")[0] == found.folder not in PLAIN]


def read_with(
    files: dict[str, str], media: Path, known: dict | None = None, kept: dict[tuple[str, str], Piece] | None = None
) -> Courses:
    """Texts out of the database, read as a folder."""
    with laid_out(files) as root:
        return read_courses(root, media, known, uploads=_uploads(), kept=kept)


def _uploads() -> Path:
    return Path(current_app.config["UPLOADS"])


def _below(found: Draft) -> dict[str, str]:
    """The modules that the one of a draft is laid over."""
    if found.kind not in (MODULE, LAYER):
        return {}
    own, below, seen = paths_of(found), {}, set()
    slug = found.slug.partition("@")[0]
    while slug and slug not in seen:  # an author may lay modules over each other in a ring
        seen.add(slug)
        published = newest(MODULE, slug)
        files = files_of(published) if published else {}
        below |= files
        facts = next((path for path in files if path.endswith(FACTS)), f"{found.folder}{FACTS}")
        slug = _base_in({**files, **own}.get(facts, ""))
    return below


def _base_in(text: str) -> str:
    try:
        return str(tomllib.loads(text).get("base", ""))
    except UNREADABLE:
        return ""
