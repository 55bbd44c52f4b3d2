"""Going back to an older version: by publishing its text as a new one."""

from datetime import datetime

from lms.core.errors import NotThere
from lms.curriculum import queries
from lms.curriculum.actions import drafts as verbs
from lms.curriculum.models import Draft
from lms.curriculum.queries import drafts
from lms.curriculum.rules.layout import own_files


def restore(*, kind: str, slug: str, number: int, by: int | None, at: datetime) -> Draft:
    """The draft of a piece with the files of an older edition in it, to go the way of every draft. Raises NotThere,
    Refused when the draft is signed off already."""
    old = next((each for each in queries.history(kind, slug) if each.number == number), None)
    if old is None:
        raise NotThere
    made = verbs.begin(kind=kind, slug=slug, by=by, at=at)
    wanted = own_files(old.sources)
    for file in sorted({*drafts.draft_files(made), *wanted}):
        verbs.write(
            draft_id=made.id, file=file, text=wanted.get(file, ""), revision=drafts.revision_of(made.id, file), by=by,
            at=at,
        )  # fmt: skip
    return made
