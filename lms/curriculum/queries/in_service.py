"""The files of everything that is in service: what `courses/` would hold if all that authors published were in it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import func, select, tuple_

from lms.core.database import db
from lms.curriculum.models import Edition
from lms.curriculum.rules.layout import folder_of, own_files, path_of

_NEWEST = select(func.max(Edition.id)).group_by(Edition.kind, Edition.slug)
# What says where the files of a piece stand. The documents are large: the database looks into them.
_PLACE = ("slug", "stage", "country", "region")
_FILES = select(
    Edition.kind, Edition.slug, Edition.sources, *(Edition.document[each].as_string() for each in _PLACE)
).where(Edition.id.in_(_NEWEST)).order_by(Edition.id)


def newest_editions(kinds: Iterable[str] | None = None) -> list[Edition]:
    """The newest edition of every piece, or of those of some kinds; what was published last comes last."""
    found = select(Edition).where(Edition.id.in_(_NEWEST)).order_by(Edition.id)
    if kinds is not None:
        found = found.where(Edition.kind.in_(tuple(kinds)))
    return list(db.session.scalars(found))


def files_in_service(kinds: Iterable[str] | None = None) -> dict[str, str]:
    """Path → text. Of a file that several pieces share, the one published last holds."""
    found = _FILES if kinds is None else _FILES.where(Edition.kind.in_(tuple(kinds)))
    rows = db.session.execute(found)
    return {
        path: text
        for kind, slug, sources, *place in rows
        for path, text in _files(kind, slug, sources, dict(zip(_PLACE, place, strict=True))).items()
    }


def files_of(edition: Edition) -> dict[str, str]:
    """The own files of an edition: path → text."""
    return _files(edition.kind, edition.slug, edition.sources, edition.document)


def _files(kind: str, slug: str, sources: Mapping[str, str], place: Mapping[str, Any]) -> dict[str, str]:
    folder = folder_of(kind, slug, place)
    return {path_of(folder, kind, file): text for file, text in own_files(sources).items()}


def texts_before_authors() -> dict[str, set[str | None]]:
    """Of the pieces that authors published from a draft: path → every text the file had before their last one; None
    among them when it was not there."""
    found: dict[str, set[str | None]] = {}
    for editions in _authored():
        last = max(n for n, each in enumerate(editions) if each.published_by_id)
        every = [files_of(each) for each in editions]
        for path in {path for files in every for path in files}:
            found.setdefault(path, set()).update(files.get(path) for files in every[:last] or [{}])
    return found


def _authored() -> Iterator[list[Edition]]:
    """The editions of each piece of which somebody has published one, oldest first."""
    pieces = select(Edition.kind, Edition.slug).where(Edition.published_by_id.is_not(None)).distinct()
    named = tuple_(Edition.kind, Edition.slug).in_(pieces)
    rows = db.session.scalars(select(Edition).where(named).order_by(Edition.kind, Edition.slug, Edition.number))
    together: dict[tuple[str, str], list[Edition]] = {}
    for each in rows:
        together.setdefault((each.kind, each.slug), []).append(each)
    yield from together.values()
