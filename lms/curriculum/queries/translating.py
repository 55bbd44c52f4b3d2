"""Reads of what is to be translated: a text beside its source, and how far each language is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lms.core.errors import NotThere
from lms.curriculum.models import Draft
from lms.curriculum.queries import drafts
from lms.curriculum.queries.editions import history
from lms.curriculum.queries.modules import source_files
from lms.curriculum.queries.settings import writing_languages
from lms.curriculum.rules.changes import Met, Row, in_language, language_of, met, side_by_side
from lms.curriculum.rules.drafts import belongs
from lms.curriculum.rules.layout import own_files
from lms.curriculum.rules.programme import Programme
from lms.curriculum.rules.review import Freshness, freshness
from lms.curriculum.rules.translating import source_then


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text beside its source as they are now, in the open draft if there is one."""

    rows: tuple[Row, ...]
    revision: int
    base: int  # the edition it stands on
    draft: Draft | None
    language: str
    source_language: str
    is_written: bool

    @property
    def is_behind(self) -> bool:
        """Whether the source has changed since."""
        return any(row.changes for row in self.rows)


def sheet(kind: str, slug: str, file: str) -> Sheet:
    """A file of a piece beside the same one in the language that all is translated from. Raises NotThere."""
    languages, language = writing_languages(), language_of(file)
    source_language = next(iter(languages))
    if language not in languages or language == source_language or not belongs(file, kind, slug):
        raise NotThere
    editions = history(kind, slug)
    if not editions:
        raise NotThere
    found = drafts.open_draft(kind, slug)
    now = drafts.draft_files(found) if found else own_files(editions[0].sources)
    revision = drafts.revision_of(found.id, file) if found else 0
    source = in_language(file, source_language)
    # What was written in the draft was written beside the source as the draft has it.
    written = [*(own_files(each.sources) for each in reversed(editions)), *([now] if found else [])]
    rows = side_by_side(now.get(source, ""), now.get(file, ""), source_then(written, file, source))
    base = (found.base_id or 0) if found else editions[0].id
    return Sheet(tuple(rows), revision, base, found, language, source_language, file in now)


def overtaken(
    found: Sheet, kind: str, slug: str, file: str, typed: str, *, revision: int, base: int | None
) -> list[Met]:
    """What was typed over the text of that revision and edition, part by part beside what a colleague saved since."""
    seen = drafts.text_seen(kind, slug, file, base=base, revision=revision)
    theirs = "".join(row.translation for row in found.rows)
    return met(
        [row.name for row in found.rows], mine=typed, theirs=theirs.replace("\r\n", "\n"),
        seen=None if seen is None else seen.replace("\r\n", "\n"),
    )  # fmt: skip


def progress(programmes: Iterable[Programme]) -> dict[str, dict[str, dict[Freshness, list[str]]]]:
    """Programme → language → how its texts stand there → the modules that stand so."""
    languages = writing_languages()
    source, found = next(iter(languages)), list(programmes)
    editions = source_files({slug for each in found for slug in each.pins})
    stand = {
        slug: {code: freshness(files, code, source) for code in languages} for slug, files in editions.items()
    }
    return {each.slug: {code: _sorted(each, stand, code) for code in languages} for each in found}


def _sorted(
    found: Programme, stand: Mapping[str, Mapping[str, Freshness]], language: str
) -> dict[Freshness, list[str]]:
    return {
        state: [slug for slug in sorted(found.pins) if stand[slug][language] is state] for state in Freshness
    }
