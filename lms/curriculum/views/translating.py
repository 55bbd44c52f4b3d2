"""Translating: a text beside its source, what changed there since; and how far each language is."""

from itertools import zip_longest

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.errors import Refused
from lms.curriculum import queries
from lms.curriculum.actions import drafts as verbs
from lms.curriculum.forms import TranslationForm
from lms.curriculum.messages import FRESHNESS, PIECES, SIDES
from lms.curriculum.permissions import AUTHORS, DRAFT_READERS
from lms.curriculum.queries.translating import Sheet, overtaken, progress, sheet
from lms.curriculum.rules.changes import Met, joined_parts
from lms.curriculum.rules.drafts import Reason
from lms.curriculum.rules.titles import title_of
from lms.curriculum.rules.translating import sign_of_part, signed
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
    return _page(kind, slug, file, found, [Met(row.translation) for row in found.rows])


@blueprint.post("/author/translate/<kind>/<slug>/<file>")
@only(*AUTHORS)
def save_translation(kind: str, slug: str, file: str):
    """Save it in the draft of the piece, which is begun if there is none."""
    found, form = sheet(kind, slug, file), TranslationForm()
    typed = [text.replace("\r\n", "\n") for text in request.form.getlist("part")]
    said = request.form.getlist("shown"), request.form.getlist("same")
    before = {row.name: row.translation.replace("\r\n", "\n") for row in found.rows}
    whole, typed = signed(typed, *said, before), signed(typed, *said)
    if not form.validate_on_submit():
        return _page(kind, slug, file, found, list(map(Met, typed))), 422
    seen, text = {"revision": form.revision.data, "base": form.base.data}, joined_parts(whole)
    try:
        verbs.write_first(kind=kind, slug=slug, file=file, text=text, **seen, by=actor().user_id, at=clock.now())
    except Refused as refused:
        found, both = sheet(kind, slug, file), refused.reason is Reason.OVERTAKEN
        parts = overtaken(found, kind, slug, file, joined_parts(typed), **seen) if both else list(map(Met, typed))
        seen = None if both else seen
        return _page(kind, slug, file, found, parts, seen=seen, refused=refusal(refused), both=both), 409
    flash(_("Saved in the draft."))
    return redirect(url_for(".translate", kind=kind, slug=slug, file=file), 303)


def _page(
    kind: str, slug: str, file: str, found: Sheet, parts: list[Met], *, seen: dict | None = None, refused: str = "",
    both=False,
) -> str:  # fmt: skip
    """The page with these parts in its fields. Saving from it writes over what `seen` names, else what `found` shows:
    never over what its reader has not seen."""
    document = queries.latest(kind, slug).document
    over = seen or {"revision": found.revision, "base": found.base}
    return render_template(
        "curriculum/translate.html", kind=kind, slug=slug, file=file, sheet=found, piece=PIECES[kind], sides=SIDES,
        sign_of=sign_of_part, form=TranslationForm(formdata=None, **over), both=both,
        refused=refused, writing=queries.writing_languages(), title=title_of(document, slug, language()),
        rows=list(zip_longest(found.rows, parts[:len(found.rows)], fillvalue=Met(""))), more=parts[len(found.rows):],
    )  # fmt: skip
