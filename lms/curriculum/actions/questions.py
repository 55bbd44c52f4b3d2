"""Questions out of a file into the draft of a module."""

from collections.abc import Mapping
from datetime import datetime

from lms.core.database import db
from lms.core.errors import Refused
from lms.curriculum.actions.drafts import begin, write
from lms.curriculum.models import Draft
from lms.curriculum.queries.editions import piece_of
from lms.curriculum.rules.drafts import Reason


def take_questions(
    *, slug: str, region: str | None = None, base_id: int, files: Mapping[str, tuple[str, int]], by: int | None,
    at: datetime,
) -> Draft:  # fmt: skip
    """Write question files into the draft of a module, or of its layer for a region: all of them, or none. `files` are
    name → (text, revision that was seen), made over the edition `base_id`, 0 over none. Raises NotThere,
    Refused: OVERTAKEN when somebody wrote meanwhile."""
    kind, name = piece_of(slug, region)
    with db.session.begin_nested():
        draft = begin(kind=kind, slug=name, by=by, at=at)
        if (draft.base_id or 0) != base_id:
            raise Refused(Reason.OVERTAKEN)
        for file, (text, revision) in files.items():
            write(draft_id=draft.id, file=file, text=text, revision=revision, by=by, at=at)
    return draft
