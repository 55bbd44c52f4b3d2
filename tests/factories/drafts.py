"""Builders of drafts."""

from flask import current_app

from lms.core import clock
from lms.core.actors import Role
from lms.curriculum.actions import drafts as actions
from lms.curriculum.actions import signing
from lms.curriculum.models import Draft, Edition
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


def sign_and_publish(draft: Draft) -> list[Edition]:
    """Hand a draft to an approver, who signs it off; the editions that come of it."""
    by, media = draft.begun_by_id, current_app.config["MEDIA"]
    signing.submit(draft_id=draft.id, media=media, by=by, at=clock.now())
    signer = make_user(role=Role.APPROVER).id
    signing.approve(draft_id=draft.id, stamp=drafts.stamp(draft.id), media=media, by=signer, at=clock.now())
    return signing.publish_draft(draft_id=draft.id, media=media, by=by, at=clock.now())
