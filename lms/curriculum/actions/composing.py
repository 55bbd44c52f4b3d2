"""Saving what the editor of programmes made: the files of the programme, changed here and there, in its draft."""

from collections.abc import Mapping
from datetime import datetime

from lms.core.errors import NotThere, Refused
from lms.core.freshness import Reason as Freshness
from lms.curriculum import queries
from lms.curriculum.actions.drafts import begin, write
from lms.curriculum.files.rewriting import rewrite
from lms.curriculum.models import Draft
from lms.curriculum.queries import composing, drafts
from lms.curriculum.rules.beginning import first_facts, first_words
from lms.curriculum.rules.composing import Sheet, Titles, copied
from lms.curriculum.rules.drafts import Reason


def compose(*, slug: str, sheet: Sheet, seen: str, by: int | None, at: datetime) -> Draft | None:
    """Write a programme as its author composed it, over what was `seen`. What did not change keeps its bytes; where
    nothing did, no draft is begun. Raises NotThere, Refused: CHANGED_MEANWHILE when a colleague was quicker, CLOSED
    when the draft was signed off."""
    now = composing.composed(slug)
    texts = _texts(slug, sheet, now.files)
    if not texts:
        return now.draft
    if seen != now.sign:
        raise Refused(Freshness.CHANGED_MEANWHILE)
    return _write(begin(kind=queries.PROGRAMME, slug=slug, by=by, at=at), texts, by=by, at=at)


def begin_programme(
    *, slug: str, titles: Titles, copy_of: str | None, origin: str, evaluation: str, day: Titles, by: int | None,
    at: datetime,
) -> Draft:  # fmt: skip
    """A programme that there is not yet: a copy of another, or one empty day. `day` is what that is called. Raises
    Refused: NAME_TAKEN, NO_SUCH_NAME."""
    if slug in queries.latest_ids(queries.PROGRAMME) or drafts.open_draft(queries.PROGRAMME, slug):
        raise Refused(Reason.NAME_TAKEN, name=slug)
    draft = begin(kind=queries.PROGRAMME, slug=slug, by=by, at=at)
    if copy_of:
        found = composing.composed(copy_of)
        if found.sheet is None:
            raise NotThere
        files = {file.replace(copy_of, slug, 1): text for file, text in found.files.items()}
        return _write(draft, {**files, **_texts(slug, copied(found.sheet, titles), files)}, by=by, at=at)
    sheet = Sheet(
        first_facts(origin=origin, evaluation=evaluation, language=next(iter(titles))),
        {language: first_words(title, day.get(language, "")) for language, title in titles.items()},
    )
    return _write(draft, _texts(slug, sheet, {}), by=by, at=at)


def _texts(slug: str, sheet: Sheet, files: Mapping[str, str]) -> dict[str, str]:
    """The files that say something else now."""
    said = {f"{slug}.toml": sheet.facts}
    said |= {f"{slug}.{language}.toml": words for language, words in sheet.words.items()}
    texts = {file: rewrite(files.get(file, ""), data) for file, data in said.items()}
    return {file: text for file, text in texts.items() if text != files.get(file, "")}


def _write(draft: Draft, texts: Mapping[str, str], *, by: int | None, at: datetime) -> Draft:
    for file, text in texts.items():
        write(draft_id=draft.id, file=file, text=text, revision=drafts.revision_of(draft.id, file), by=by, at=at)
    return draft
