"""Drafts: begun, written, sent to the reviewers, signed off. Publishing one is in `actions.publishing`."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.freshness import refuse_if_changed
from lms.curriculum import queries
from lms.curriculum.models import Draft, DraftDeed, DraftText, Edition
from lms.curriculum.queries import drafts
from lms.curriculum.rules.drafts import (
    LONGEST_FILE, WRITABLE, Deed, Reason, State, after, as_written, belongs, is_name,
)  # fmt: skip
from lms.curriculum.rules.layout import PLAIN, folder_of
from lms.curriculum.rules.skeleton import new_module


def begin(*, kind: str, slug: str, by: int | None, at: datetime, folder: str | None = None) -> Draft:
    """The open draft of a piece, or a new one on its newest edition. A piece that there is not yet stands in `folder`.
    Raises NotThere, Refused(NO_SUCH_NAME)."""
    if before := drafts.open_draft(kind, slug):
        return before
    base = _newest(kind, slug)
    place = folder_of(kind, slug, base.document) if base else _new_folder(kind, slug, folder)
    made = Draft(kind=kind, slug=slug, folder=place, base_id=base and base.id, begun_at=at, begun_by_id=by)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # a colleague began it in the same moment
        return drafts.open_draft(kind, slug)
    note_deed(made, Deed.BEGUN, by=by, at=at)
    return made


def begin_module(*, stage: str, country: str, name: str, by: int, at: datetime) -> Draft:
    """A draft of a module that there is not yet, with places to fill in; of a country when one is given. Where there is
    one of that name, its draft. Raises NotThere, Refused(NO_SUCH_NAME)."""
    if stage not in {each["id"] for each in queries.stages()} or (country and country not in queries.country_names()):
        raise NotThere
    code = country.lower()
    slug, folder = (f"{code}-{name}", f"countries/{code}/{stage}") if code else (name, f"modules/{stage}")
    made = begin(kind="module", slug=slug, by=by, at=at, folder=f"{folder}/{name}")
    if made.base is None and not drafts.written(made.id):
        languages = [each for each, about in queries.writing_languages().items() if about.get("required")]
        for file, text in new_module(languages, (at + timedelta(days=365)).date()).items():
            write(draft_id=made.id, file=file, text=text, revision=0, by=by, at=at)
    return made


def write(
    *, draft_id: int, file: str, text: str, revision: int, base: int | None = None, by: int | None, at: datetime
) -> Draft:
    """Save one file of a draft, written by somebody who saw its `revision` over the edition `base` (0: over none, None:
    over the one it has now); an empty text takes the file away. The same text sent twice is saved once. Raises
    NotThere, Refused: OVERTAKEN when a colleague saved the file or took a newer edition as the ground meanwhile."""
    found = drafts.draft(draft_id, to_change=True)
    if found.state not in WRITABLE:
        raise Refused(Reason.CLOSED)
    if not belongs(file, found.kind, found.slug):
        raise Refused(Reason.NO_SUCH_FILE, file=file)
    if len(text) > LONGEST_FILE:
        raise Refused(Reason.TOO_LONG, most=LONGEST_FILE)
    now, newest = drafts.text_of(found, file), drafts.revision_of(draft_id, file)
    plain = as_written(text, now)
    if plain == now:
        return found
    if revision != newest or base not in (None, found.base_id or 0):
        raise Refused(Reason.OVERTAKEN)
    db.session.add(
        DraftText(draft_id=draft_id, file=file, revision=newest + 1, text=plain, written_at=at, written_by_id=by)
    )
    db.session.flush()
    return found


def write_first(*, kind: str, slug: str, by: int | None, at: datetime, **text: Any) -> Draft:
    """Write a text as `write` does into the open draft of a piece, which is begun for it when there is none: both, or
    neither."""
    with db.session.begin_nested():
        return write(draft_id=begin(kind=kind, slug=slug, by=by, at=at).id, **text, by=by, at=at)


def say_why(
    *, draft_id: int, words: Mapping[str, str], effective_on: date | None, seen: str | None = None, by: int,
    at: datetime,
) -> Draft:
    """Write down in words what a draft changes and why, by language, and from which day it is to be taught: trainers
    read it once it is published (E61). Refused: CLOSED, and CHANGED_MEANWHILE when a colleague wrote it since it was
    looked at."""
    found = drafts.draft(draft_id, to_change=True)
    if found.state not in WRITABLE:
        raise Refused(Reason.CLOSED)
    said = {code: text.strip() for code, text in words.items() if text.strip()} or None
    refuse_if_changed(seen, now=found.why, wanted=(said, effective_on))
    if (said, effective_on) != found.why:
        found.change_note, found.effective_on = said, effective_on
        note_deed(found, Deed.EXPLAINED, by=by, at=at)
    return found


def renew(*, draft_id: int, by: int, at: datetime) -> Draft:
    """Go on from the newest edition: what was written in the draft holds over it, everything else is taken from it.
    Refused(CLOSED)."""
    found = drafts.draft(draft_id, to_change=True)
    if found.state not in WRITABLE:
        raise Refused(Reason.CLOSED)
    newest = _newest(found.kind, found.slug)
    if newest and newest.id != found.base_id:
        found.base_id, found.state = newest.id, after(State(found.state), Deed.RENEWED).value
        note_deed(found, Deed.RENEWED, by=by, at=at)
    return found


def note_deed(found: Draft, deed: Deed, *, by: int | None, at: datetime, note: str = "") -> None:
    """Add a line to a draft's trail."""
    db.session.add(DraftDeed(draft_id=found.id, deed=deed.value, note=note or None, done_at=at, done_by_id=by))
    db.session.flush()


def _newest(kind: str, slug: str) -> Edition | None:
    try:
        return queries.latest(kind, slug)
    except NotThere:
        return None


def _new_folder(kind: str, slug: str, folder: str | None) -> str:
    place = PLAIN.get(kind, folder)
    if place is None or kind == "settings":
        raise NotThere
    if not is_name(slug):
        raise Refused(Reason.NO_SUCH_NAME, name=slug)
    return place
