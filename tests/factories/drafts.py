"""Builders of drafts."""

from lms.core import clock
from lms.core.actors import Role
from lms.curriculum.actions import drafts as actions
from lms.curriculum.models import Draft
from lms.curriculum.queries import drafts
from tests.factories.accounts import make_user


def make_draft(*, kind: str = "module", slug: str = "money", by: int | None = None, **texts: str) -> Draft:
    """A draft of an author with some of its files written anew: `tg_md="…"` is `tg.md`."""
    writer = by or make_user(role=Role.AUTHOR).id
    made = actions.begin(kind=kind, slug=slug, by=writer, at=clock.now())
    for name, text in texts.items():
        file = name.replace("_", ".")
        actions.write(
            draft_id=made.id, file=file, text=text, revision=drafts.revision_of(made.id, file), by=writer,
            at=clock.now(),
        )  # fmt: skip
    return made
