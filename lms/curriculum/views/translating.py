"""Translating: a text beside its source, what changed there since; and how far each language is."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.errors import Refused
from lms.curriculum import queries
from lms.curriculum.actions import drafts as verbs
from lms.curriculum.forms import TranslationForm
from lms.curriculum.messages import FRESHNESS, PIECES, SIDES
from lms.curriculum.permissions import AUTHORS, DRAFT_READERS
from lms.curriculum.queries.translating import Sheet, progress, sheet
from lms.curriculum.rules.titles import title_of
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.get("/author/languages")
@only(*DRAFT_READERS)
def languages():
    """Programmes as rows, languages as columns: what is up to date, what is older than its source, what is missing."""
    programmes = queries.own_programmes()
    return render_template(
        "curriculum/languages.html", programmes=programmes, writing=queries.writing_languages(),
        progress=progress(programmes), labels=FRESHNESS, source=next(iter(queries.writing_languages())),
        titles={each.slug: each.title(language()) for each in queries.modules()},
    )  # fmt: skip


@blueprint.get("/author/translate/<kind>/<slug>/<file>")
@only(*AUTHORS)
def translate(kind: str, slug: str, file: str):
    """A text, screen beside screen with its source, and what changed there since it was translated."""
    found = sheet(kind, slug, file)
    return _page(kind, slug, file, found, [row.translation for row in found.rows], found.revision, found.base)


@blueprint.post("/author/translate/<kind>/<slug>/<file>")
@only(*AUTHORS)
def save_translation(kind: str, slug: str, file: str):
    """Save it in the draft of the piece, which is begun if there is none."""
    found, form = sheet(kind, slug, file), TranslationForm()
    typed = [text.replace("\r\n", "\n") for text in request.form.getlist("part")]
    if not form.validate_on_submit():
        return _page(kind, slug, file, found, typed, found.revision, found.base), 422
    try:
        made = verbs.begin(kind=kind, slug=slug, by=actor().user_id, at=clock.now())
        verbs.write(
            draft_id=made.id, file=file, text="".join(typed), revision=form.revision.data, base=form.base.data,
            by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        flash(refusal(refused))
        return _page(kind, slug, file, sheet(kind, slug, file), typed, form.revision.data, form.base.data), 409
    flash(_("Saved in the draft."))
    return redirect(url_for(".translate", kind=kind, slug=slug, file=file), 303)


def _page(kind: str, slug: str, file: str, found: Sheet, typed: list[str], revision: int, base: int | None) -> str:
    document = queries.latest(kind, slug).document
    return render_template(
        "curriculum/translate.html", kind=kind, slug=slug, file=file, sheet=found, piece=PIECES[kind], sides=SIDES,
        form=TranslationForm(formdata=None, revision=revision, base=base), writing=queries.writing_languages(),
        title=title_of(document, slug, language()),
        rows=[(row, typed[n] if n < len(typed) else "") for n, row in enumerate(found.rows)],
        more=typed[len(found.rows):],
    )  # fmt: skip
