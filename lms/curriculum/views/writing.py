"""One file of a draft: written beside its preview, read and commented by reviewers."""

from functools import partial

from flask import current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.curriculum.actions import comments as saying
from lms.curriculum.actions import drafts as verbs
from lms.curriculum.forms import AnswerForm, CommentForm, TextForm
from lms.curriculum.messages import BLOCKS, SIDES, STATES
from lms.curriculum.models import Draft
from lms.curriculum.permissions import AUTHORS, DRAFT_READERS, can_write
from lms.curriculum.queries import checking, comments, drafts
from lms.curriculum.queries.preview import known_facts, preview
from lms.curriculum.rules.blocks import SNIPPETS, with_block
from lms.curriculum.rules.changes import compared
from lms.curriculum.rules.drafts import OPEN, WRITABLE, Reason, belongs
from lms.curriculum.rules.translating import without_old_signs
from lms.curriculum.views.blueprint import blueprint
from lms.curriculum.views.drafts import names_of, readable
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal

SAVE = "save"


@blueprint.get("/author/drafts/<int:draft_id>/files/<file>")
@only(*DRAFT_READERS)
def draft_file(draft_id: int, file: str):
    """A file of a draft: its text to those who write, its preview, what changed in it, and what was said to it."""
    found = _with_file(draft_id, file)
    form = TextForm.of(drafts.text_of(found, file), drafts.revision_of(draft_id, file), found.base_id or 0)
    return _page(found, file, form)


@blueprint.post("/author/drafts/<int:draft_id>/files/<file>")
@only(*AUTHORS)
def write_file(draft_id: int, file: str):
    """Save the text; or only show it, with a block at its end if one was asked for."""
    found, form = _with_file(draft_id, file), TextForm()
    press = request.form.get("press", SAVE)
    if press != SAVE:
        form.text.data = with_block(form.text.data or "", request.form.get("fact", "") if press == "fact" else press,
                                    known_facts(found))  # fmt: skip
        return partial(_page, found, file, form, unsaved=True)
    if form.text.data is None or not form.validate_on_submit():
        return _page(found, file, form, unsaved=True), 422
    try:
        verbs.write(
            draft_id=draft_id, file=file, text=_typed(found, file, form), revision=form.revision.data,
            base=form.base.data, by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        if refused.reason is Reason.OVERTAKEN:
            return _both(found, file, form), 409
        form.refuse("text", refusal(refused))
        return _page(found, file, form, unsaved=True), 422
    flash(_("Saved."))
    return redirect(url_for(".draft_file", draft_id=draft_id, file=file), 303)


@blueprint.post("/author/drafts/<int:draft_id>/files/<file>/preview")
@only(*AUTHORS)
def preview_file(draft_id: int, file: str):
    """What the text would look like, for the page that is being typed on; nothing is saved."""
    found, text = _with_file(draft_id, file), request.form.get("text", "").replace("\r\n", "\n")
    return partial(_preview, found, file, text)


@blueprint.post("/author/drafts/<int:draft_id>/comments")
@only(*DRAFT_READERS)
def comment_draft(draft_id: int):
    """Say something to a draft, to a file of it or to a screen."""
    found, form = readable(draft_id), CommentForm()
    file = form.file.data or ""
    back = url_for(".draft_file", draft_id=draft_id, file=file) if file else url_for(".draft", draft_id=draft_id)
    if not form.validate_on_submit():
        flash(form.text.errors[0] if form.text.errors else _("Please fill this in."))
        return redirect(back, 303)
    try:
        saying.comment(
            draft_id=found.id, text=form.text.data, file=file, screen=form.screen.data or "", by=actor().user_id,
            at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        flash(refusal(refused))
        return redirect(url_for(".draft", draft_id=draft_id), 303)
    flash(_("The authors read it. Their answer will stand below it."))
    return redirect(back, 303)


@blueprint.post("/author/drafts/<int:draft_id>/comments/<int:comment_id>")
@only(*AUTHORS)
def settle_comment(draft_id: int, comment_id: int):
    """Answer a comment and lay it to rest."""
    form = AnswerForm(prefix=f"c{comment_id}")
    try:
        found = saying.settle_comment(
            draft_id=draft_id, comment_id=comment_id, answer=form.answer.data or "", by=actor().user_id, at=clock.now()
        )
    except Refused as refused:
        flash(refusal(refused))
        return redirect(url_for(".draft", draft_id=draft_id), 303)
    if found.file:
        return redirect(url_for(".draft_file", draft_id=draft_id, file=found.file), 303)
    return redirect(url_for(".draft", draft_id=draft_id), 303)


def _with_file(draft_id: int, file: str) -> Draft:
    found = readable(draft_id)
    if not belongs(file, found.kind, found.slug):
        raise NotThere
    return found


def _typed(found: Draft, file: str, form: TextForm) -> str:
    """What was typed, without signs of what the text of before was compared with."""
    seen = drafts.seen_by_writer(found, file, base=form.base.data, revision=form.revision.data)
    return without_old_signs((form.text.data or "").replace("\r\n", "\n"), seen.replace("\r\n", "\n"))


def _both(found: Draft, file: str, form: TextForm) -> str:
    """Both texts side by side: what a colleague changed since this page was opened, and what was typed on it."""
    seen = drafts.seen_by_writer(found, file, base=form.base.data, revision=form.revision.data)
    theirs = drafts.text_of(found, file)
    mine = (form.text.data or "").replace("\r\n", "\n")
    form.revision.raw_data, form.revision.data = None, drafts.revision_of(found.id, file)
    form.base.raw_data, form.base.data = None, found.base_id or 0
    form.refuse("text", refusal(Refused(Reason.OVERTAKEN)))
    return _page(
        found, file, form, unsaved=True, theirs=theirs,
        both={"theirs": compared(seen, theirs), "mine": compared(seen, mine)},
    )  # fmt: skip


def _preview(found: Draft, file: str, text: str):
    shown = preview(found, file, text)
    return jsonify(html=render_template("curriculum/preview_only.html", shown=shown, file=file))


def _page(found: Draft, file: str, form: TextForm, *, unsaved: bool = False, theirs: str = "", both=None) -> str:
    text, before = form.text.data or "", drafts.base_files(found).get(file, "")
    said = [each for each in comments.comments_of(found.id) if each.file == file]
    writes = can_write(actor()) and found.state in WRITABLE
    faults = [] if unsaved or found.state not in OPEN else checking.faults_of_file(
        found, file, current_app.config["MEDIA"]
    )  # fmt: skip
    shown = preview(found, file, text.replace("\r\n", "\n"))
    return render_template(
        "curriculum/draft_file.html", draft=found, file=file, form=form, title=drafts.title(found, language()),
        states=STATES, shown=shown, faults=faults or (shown.faults if shown and unsaved else []), writes=writes,
        unsaved=unsaved, theirs=theirs, both=both, changes=compared(before, drafts.text_of(found, file)),
        sides=SIDES, blocks=BLOCKS, snippets=SNIPPETS, facts=known_facts(found) if writes else {},
        files=drafts.draft_files(found), comments=said, is_open=found.state in OPEN,
        comment=CommentForm.at(file, shown.screens if shown else ()),
        answers={each.id: AnswerForm(formdata=None, prefix=f"c{each.id}") for each in said},
        may_write=can_write(actor()), names=names_of(*(each.made_by_id for each in said),
                                                     *(each.settled_by_id for each in said)),
    )  # fmt: skip
