"""What changed in the versions of modules, in words, and from which day on (E61)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from lms.core.database import db
from lms.curriculum.models import Draft, Edition
from lms.curriculum.queries.editions import MODULE
from lms.curriculum.queries.modules import module
from lms.curriculum.rules.changes import changed_screens
from lms.curriculum.rules.module import Module


@dataclass(frozen=True, slots=True)
class Change:
    """A newer version of a module: the edition, and what its authors said of it."""

    edition_id: int
    before_id: int
    published_at: datetime
    words: Mapping[str, str]
    effective_on: date | None

    @property
    def module(self) -> Module:
        """The module as it is since."""
        return module(self.edition_id)

    def screens(self, language: str) -> list[Mapping[str, Any]]:
        """The screens that say something else than before."""
        after, before = self.module, module(self.before_id)
        spoken = after.spoken(language)
        return changed_screens(before.words[spoken], after.words[spoken]) if spoken in before.words else []


def changes_in(slugs: Collection[str], *, since: datetime) -> list[Change]:
    """The newer versions of these modules that were published since a moment, the newest first."""
    rows = db.session.execute(
        select(Edition.id, Edition.slug, Edition.number, Edition.published_at, Draft.change_note, Draft.effective_on)
        .outerjoin(Draft, Draft.edition_id == Edition.id)
        .where(Edition.kind == MODULE, Edition.slug.in_(tuple(slugs)))
        .order_by(Edition.number)
    ).all()
    ids = {(slug, number): edition_id for edition_id, slug, number, *_ in rows}
    found = [
        Change(edition_id, ids[slug, number - 1], published_at, words or {}, effective_on)
        for edition_id, slug, number, published_at, words, effective_on in rows
        if number > 1 and published_at >= since
    ]
    return sorted(found, key=lambda each: (each.published_at, each.edition_id), reverse=True)


def count_changes(slugs: Collection[str], *, since: datetime, read: Select[tuple[int]]) -> int:
    """How many of them there are whose edition is not among those that were `read`."""
    newer = select(func.count()).where(
        Edition.kind == MODULE, Edition.slug.in_(tuple(slugs)), Edition.number > 1, Edition.published_at >= since,
        Edition.id.not_in(read),
    )  # fmt: skip
    return db.session.scalar(newer) or 0


def said_of(edition_ids: Collection[int]) -> dict[int, Draft]:
    """The drafts out of which these editions were made, by edition: what their authors said of them."""
    rows = db.session.scalars(select(Draft).where(Draft.edition_id.in_(tuple(edition_ids))).order_by(Draft.id))
    return {each.edition_id: each for each in rows}
