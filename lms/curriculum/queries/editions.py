"""Published editions, whatever they are of. One never changes, so what was parsed once is kept in memory."""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from flask import current_app
from sqlalchemy import bindparam, select

from lms.core.database import db
from lms.core.errors import NotThere
from lms.core.ready import Ready
from lms.curriculum.models import Edition
from lms.curriculum.rules.ageing import Notes, past, with_notes
from lms.curriculum.rules.document import programme_from
from lms.curriculum.rules.module import Module, module_from
from lms.curriculum.rules.programme import Programme
from lms.curriculum.rules.review import behind
from lms.curriculum.rules.tests import QuestionSet, test_from

MODULE, PROGRAMME, COUNTRY, INSTRUMENT, TEST = "module", "programme", "country", "instrument", "test"
BOOK = "phrasebook"  # its slug is its language
LAYER = "layer"  # a module as those bound for one region read it; its slug is “module@region”
BUILD = {MODULE: module_from, LAYER: module_from, PROGRAMME: programme_from, TEST: test_from}
# Asked whenever something newest is wanted: put together once. Of a slug the newest edition comes last.
_EDITIONS = Ready(
    select(Edition.slug, Edition.id).where(Edition.kind == bindparam("kind")).order_by(Edition.slug, Edition.number)
)
# Kind → newest ids, for one request: commands go on for long while others publish, and remember nothing.
_NEWEST: ContextVar[dict[str, dict[str, int]] | None] = ContextVar("newest", default=None)


def edition(edition_id: int) -> Edition:
    """One edition. Raises NotThere."""
    found = db.session.get(Edition, edition_id)
    if found is None:
        raise NotThere
    return found


def piece_of(slug: str, region: str | None = None) -> tuple[str, str]:
    """Kind and slug of what is published of a module: of its layer for a region when one is given."""
    return (LAYER, f"{slug}@{region}") if region else (MODULE, slug)


def latest(kind: str, slug: str) -> Edition:
    """The newest edition of one piece of content. Raises NotThere."""
    found = newest(kind, slug)
    if found is None:
        raise NotThere
    return found


def newest(kind: str, slug: str) -> Edition | None:
    """The same; None when nothing of it was published yet."""
    return db.session.scalar(
        select(Edition).where(Edition.kind == kind, Edition.slug == slug).order_by(Edition.number.desc()).limit(1)
    )


def latest_ids(kind: str) -> dict[str, int]:
    """Slug → id of the newest edition, of everything of one kind. A page asks the database once for each kind."""
    known = _NEWEST.get()
    if known is None:
        return _latest_ids(kind)
    if kind not in known:
        known[kind] = _latest_ids(kind)
    return dict(known[kind])


def _latest_ids(kind: str) -> dict[str, int]:
    db.session.flush()  # what was just published
    return dict(_EDITIONS.rows(kind=kind))


def begin_page() -> None:
    """A request begins: until it ends, what is newest is asked once."""
    _NEWEST.set({})


def end_page(_error: BaseException | None = None) -> None:
    """It ended."""
    _NEWEST.set(None)


def look_again() -> None:
    """Something was published: ask anew what is newest."""
    (_NEWEST.get() or {}).clear()


def history(kind: str, slug: str) -> list[Edition]:
    """All editions of one piece of content, the newest first."""
    return list(
        db.session.scalars(
            select(Edition).where(Edition.kind == kind, Edition.slug == slug).order_by(Edition.number.desc())
        )
    )


def document_of(kind: str, slug: str) -> dict[str, Any]:
    """The document of the newest edition of one piece of content. Raises NotThere."""
    return document(newest_id(kind, slug))


def newest_id(kind: str, slug: str) -> int:
    """The id of the newest edition of one piece of content. Raises NotThere."""
    found = db.session.execute(
        select(Edition.id)
        .where(Edition.kind == kind, Edition.slug == slug)
        .order_by(Edition.number.desc())
        .limit(1)
    ).scalar()
    if found is None:
        raise NotThere
    return found


def id_on(kind: str, slug: str, before: datetime) -> int:
    """The id of the edition that was the newest before a moment, or the first if none was there yet. Raises
    NotThere."""
    found = db.session.execute(
        select(Edition.id, Edition.published_at)
        .where(Edition.kind == kind, Edition.slug == slug)
        .order_by(Edition.number.desc())
    ).all()
    if not found:
        raise NotThere
    return next((each.id for each in found if each.published_at < before), found[-1].id)


def _database() -> str:
    # Ids are only unique within one database, and tests use several in one process.
    return current_app.config["SQLALCHEMY_DATABASE_URI"]


def document(edition_id: int) -> dict[str, Any]:
    """What pages read of an edition. Raises NotThere."""
    return _document(_database(), edition_id)


def parsed(edition_id: int, *kinds: str) -> Programme | Module | QuestionSet:
    """The programme, module or test of an edition of one of these kinds. Raises NotThere."""
    return _kept(_database(), edition_id, *kinds)


@lru_cache(maxsize=512)
def _document(_of_database: str, edition_id: int) -> dict[str, Any]:
    return edition(edition_id).document


@lru_cache(maxsize=512)
def _kept(of_database: str, edition_id: int, *kinds: str) -> Programme | Module | QuestionSet:
    found = edition(edition_id)
    if found.kind not in kinds:
        raise NotThere
    return BUILD[found.kind](_document(of_database, edition_id), edition_id=edition_id, number=found.number)


def said_on(found: Module, today: date, notes: Notes, *languages: str) -> Mapping[str, Any]:
    """The words of a module as `said`, with a note at each fact whose date is over today, and above each screen that is
    older than the one it was translated from. Put together once a day."""
    spoken = found.spoken(*languages)
    if not past(found.facts, today) and not behind_in(found, spoken):
        return found.said(*languages)
    return _noted(_database(), found.edition_id, spoken, languages[0], today, notes)


@lru_cache(maxsize=256)
def _noted(of_database: str, edition_id: int, spoken: str, _page: str, today: date, notes: Notes) -> Mapping[str, Any]:
    found = _kept(of_database, edition_id, MODULE, LAYER)
    words, said = found.words[spoken], {name: notes.aged(found, name) for name in past(found.facts, today)}
    older = dict.fromkeys(behind_in(found, spoken), notes.behind(found, _source_language()))
    return {**words, "screens": [
        {**each, "html": "".join((older.get(each["id"], ""), with_notes(each["html"], said)))}
        for each in words["screens"]
    ]}  # fmt: skip


def behind_in(found: Module, language: str) -> frozenset[str]:
    """The screens of a module that say something else in the language all is translated from than when they were
    written in `language`. A first edition has none."""
    return _behind(_database(), found.edition_id, language) if found.number > 1 else frozenset()


@lru_cache(maxsize=1024)
def _behind(_of_database: str, edition_id: int, language: str) -> frozenset[str]:
    read = edition(edition_id)
    files = db.session.scalars(
        select(Edition.sources)
        .where(Edition.kind == read.kind, Edition.slug == read.slug, Edition.number <= read.number)
        .order_by(Edition.number)
    )
    return behind(list(files), language, _source_language())


def _source_language() -> str:
    return next(iter(document_of("settings", "languages")))


def forget() -> None:
    """Empty the memory of parsed editions: for tests, whose databases are rolled back and use ids again."""
    _document.cache_clear()
    _kept.cache_clear()
    _noted.cache_clear()
    _behind.cache_clear()
