"""Drafts: what is on its way to be published."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from lms.core.actors import Actor
from lms.core.database import db, get_row
from lms.core.errors import NotThere
from lms.curriculum.models import Draft, DraftDeed, DraftText, Edition
from lms.curriculum.permissions import drafts_visible_to
from lms.curriculum.queries.editions import document, edition, latest_ids
from lms.curriculum.rules.drafts import OPEN, Deed, State
from lms.curriculum.rules.layout import own_files
from lms.curriculum.rules.titles import title_of

SHOWN = 30
KINDS = ("module", "layer", "programme", "phrasebook", "test", "instrument", "country", "settings")


def draft(draft_id: int, *, to_change: bool = False) -> Draft:
    """One draft; `to_change` holds it until the end of the transaction. Raises NotThere."""
    found = get_row(Draft, draft_id, to_change=to_change)
    if found is None:
        raise NotThere
    return found


def open_draft(kind: str, slug: str) -> Draft | None:
    """The draft in which the authors of a piece write now, if there is one."""
    return db.session.scalar(select(Draft).where(Draft.kind == kind, Draft.slug == slug, Draft.state.in_(OPEN)))


def written(draft_id: int) -> dict[str, DraftText]:
    """File → the newest text of every file that was written in a draft."""
    newest = (
        select(func.max(DraftText.id)).where(DraftText.draft_id == draft_id).group_by(DraftText.file)
    )
    found = db.session.scalars(select(DraftText).where(DraftText.id.in_(newest)).order_by(DraftText.file))
    return {each.file: each for each in found}


def base_files(found: Draft) -> dict[str, str]:
    """The files of the edition that a draft began from; none of a new piece."""
    return own_files(found.base.sources) if found.base else {}


def draft_files(found: Draft) -> dict[str, str]:
    """File → text: those of the edition that the draft began from, and what was written over them. An empty text takes
    a file away."""
    over = {file: each.text for file, each in written(found.id).items()}
    return {file: text for file, text in sorted({**base_files(found), **over}.items()) if text.strip()}


def text_of(found: Draft, file: str) -> str:
    """One file as it stands now; "" when there is none."""
    newest = select(DraftText.text).where(DraftText.draft_id == found.id, DraftText.file == file)
    text = db.session.scalar(newest.order_by(DraftText.revision.desc()).limit(1))
    return base_files(found).get(file, "") if text is None else text


def text_at(found: Draft, file: str, revision: int) -> str:
    """One file as it stood when it had been saved so many times."""
    saved = select(DraftText.text).where(
        DraftText.draft_id == found.id, DraftText.file == file, DraftText.revision == revision
    )
    text = db.session.scalar(saved)
    return base_files(found).get(file, "") if text is None else text


def text_seen(kind: str, slug: str, file: str, *, base: int | None, revision: int) -> str | None:
    """One file as it stood for somebody who opened it over the edition `base` when it had been saved so many times in
    the draft of those days, which may be published by now. None when that cannot be told for certain."""
    if not revision:
        found = db.session.get(Edition, base or 0)
        return own_files(found.sources).get(file, "") if found and (found.kind, found.slug) == (kind, slug) else None
    saved = select(DraftText.text).join(Draft, DraftText.draft_id == Draft.id).where(
        Draft.kind == kind, Draft.slug == slug, Draft.base_id == base, DraftText.file == file,
        DraftText.revision == revision,
    )  # fmt: skip
    texts = db.session.scalars(saved).all()
    return texts[0] if len(texts) == 1 else None


def seen_by_writer(found: Draft, file: str, *, base: int | None, revision: int) -> str:
    """The text with which somebody opened the page of a draft: of the edition of those days, when the draft was moved
    to a newer one since."""
    first = None if revision else text_seen(found.kind, found.slug, file, base=base, revision=0)
    return text_at(found, file, revision) if first is None else first


def revision_of(draft_id: int, file: str) -> int:
    """How often a file of a draft was saved: 0 is the text of the edition it began from."""
    newest = select(func.max(DraftText.revision)).where(DraftText.draft_id == draft_id, DraftText.file == file)
    return db.session.scalar(newest) or 0


def worked_on(found: Draft) -> set[int | None]:
    """Who began a draft, wrote in it, or wrote down what it changes and why."""
    writers = db.session.scalars(select(DraftText.written_by_id).where(DraftText.draft_id == found.id).distinct())
    explained = select(DraftDeed.done_by_id).where(_explained(found.id)).distinct()
    return {found.begun_by_id, *writers, *db.session.scalars(explained)}


def stamp(draft_id: int) -> int:
    """Grows whenever a text of a draft is saved, or what it changes and why, or from which day: what an approver saw
    and what is signed must be one."""
    explained = db.session.scalar(select(func.count()).where(_explained(draft_id)))
    return last_saved(draft_id) + explained


def last_saved(draft_id: int) -> int:
    """Grows whenever a text of a draft is saved."""
    return db.session.scalar(select(func.max(DraftText.id)).where(DraftText.draft_id == draft_id)) or 0


def _explained(draft_id: int) -> ColumnElement[bool]:
    return and_(DraftDeed.draft_id == draft_id, DraftDeed.deed == Deed.EXPLAINED)


def overtaken(found: Draft) -> list[str]:
    """Files written in a draft whose published text has changed since the draft was begun."""
    newest = latest_ids(found.kind).get(found.slug)
    if newest in (None, found.base_id):
        return []
    before, now = base_files(found), own_files(edition(newest).sources)
    return [file for file in written(found.id) if before.get(file) != now.get(file)]


def drafts_in_work(actor: Actor) -> list[Draft]:
    """Every open draft that somebody may read, the one begun last in front."""
    found = select(Draft).where(Draft.state.in_(OPEN), drafts_visible_to(actor))
    return list(db.session.scalars(found.order_by(Draft.id.desc())))


def handed_over(kind: str) -> list[Draft]:
    """The drafts of one kind that are with the reviewers or signed off, and not published yet."""
    waiting = select(Draft).where(Draft.kind == kind, Draft.state.in_((State.SUBMITTED, State.APPROVED)))
    return list(db.session.scalars(waiting.order_by(Draft.id.desc())))


def handed_to_reviewers() -> list[tuple[int, int, datetime]]:
    """The drafts that wait with the reviewers and the approver: id, the last deed that handed it over, and when."""
    last = (
        select(DraftDeed.draft_id, func.max(DraftDeed.id).label("deed"))
        .where(DraftDeed.deed == Deed.SUBMITTED).group_by(DraftDeed.draft_id).subquery()
    )  # fmt: skip
    waiting = (
        select(Draft.id, DraftDeed.id, DraftDeed.done_at)
        .join(last, last.c.draft_id == Draft.id).join(DraftDeed, DraftDeed.id == last.c.deed)
        .where(Draft.state == State.SUBMITTED).order_by(DraftDeed.id)
    )  # fmt: skip
    return [tuple(each) for each in db.session.execute(waiting)]


def drafts_ended(actor: Actor) -> list[Draft]:
    """What was published or withdrawn last."""
    found = select(Draft).where(Draft.state.not_in(OPEN), drafts_visible_to(actor))
    return list(db.session.scalars(found.order_by(Draft.id.desc()).limit(SHOWN)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece that may be changed."""

    kind: str
    slug: str
    title: str


def catalogue(language: str) -> list[Entry]:
    """Every piece that is published, kind by kind in the order of their titles."""
    found = (
        Entry(kind, slug, title_of(document(edition_id), slug, language))
        for kind in KINDS for slug, edition_id in latest_ids(kind).items()
    )  # fmt: skip
    return sorted(found, key=lambda each: (KINDS.index(each.kind), each.title))


def title(found: Draft, language: str) -> str:
    """What the piece is called; a new one by its id."""
    return title_of(document(found.base_id), found.slug, language) if found.base_id else found.slug
