"""The versions of a piece: who published them when, what changed from one to the other, and going back."""

from flask import current_app, flash, redirect, render_template, request, url_for

from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.core.languages import best
from lms.curriculum import queries
from lms.curriculum.actions.history import restore
from lms.curriculum.messages import PIECES, SIDES
from lms.curriculum.models import Edition
from lms.curriculum.permissions import AUTHORS, DRAFT_READERS
from lms.curriculum.queries import changelog
from lms.curriculum.rules.changes import compared
from lms.curriculum.rules.layout import own_files
from lms.curriculum.rules.titles import title_of
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import actor, only
from lms.web.locale import choices, language
from lms.web.sentences import refusal


@blueprint.get("/author/history/<kind>/<slug>")
@only(*DRAFT_READERS)
def versions(kind: str, slug: str):
    """Every version of a piece, and what changed between two of them: the newest and the one before when none is
    asked for."""
    found = _history(kind, slug)
    by_number = {each.number: each for each in found}
    newest = found[0].number
    after = by_number.get(request.args.get("to", newest, type=int)) or found[0]
    before = by_number.get(request.args.get("from", after.number - 1, type=int))
    return render_template(
        "curriculum/versions.html", kind=kind, slug=slug, piece=PIECES[kind], history=found, before=before, after=after,
        title=title_of(found[0].document, slug, language()), sides=SIDES,
        changes=_changes(before, after) if before else {},
        names=current_app.extensions["account_names"](each.published_by_id for each in found),
        writes=actor().has(*AUTHORS), said=changelog.said_of([each.id for each in found]), best=best,
        choices=choices(), read=current_app.extensions["read_by_trainers"]([each.id for each in found]),
    )  # fmt: skip


@blueprint.post("/author/history/<kind>/<slug>/<int:number>")
@only(*AUTHORS)
def restore_version(kind: str, slug: str, number: int):
    """Put the text of an older version into a draft."""
    _history(kind, slug)
    try:
        made = restore(kind=kind, slug=slug, number=number, by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
        return redirect(url_for(".versions", kind=kind, slug=slug), 303)
    return redirect(url_for(".draft", draft_id=made.id), 303)


def _history(kind: str, slug: str) -> list[Edition]:
    found = queries.history(kind, slug) if kind in PIECES else []
    if not found:
        raise NotThere
    return found


def _changes(before: Edition, after: Edition) -> dict[str, list]:
    """File → what changed in it, of the files that did."""
    old, new = own_files(before.sources), own_files(after.sources)
    every = {name: compared(old.get(name, ""), new.get(name, "")) for name in sorted({*old, *new})}
    return {name: lines for name, lines in every.items() if lines}
