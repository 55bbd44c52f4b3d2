"""Who agreed to the key messages of a module (E145), written down in its draft."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries
from lms.curriculum.actions import agreements as verbs
from lms.curriculum.forms import AgreementForm, SeenForm
from lms.curriculum.models import Draft
from lms.curriculum.permissions import PUBLISHERS, can_sign
from lms.curriculum.queries import checking, drafts
from lms.curriculum.rules.agreements import sign_of
from lms.curriculum.rules.drafts import WRITABLE
from lms.curriculum.views.blueprint import blueprint
from lms.curriculum.views.drafts import readable
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.get("/author/drafts/<int:draft_id>/agreement")
@only(*PUBLISHERS)
def agreement(draft_id: int):
    """Who agreed so far, and a form for whoever did now."""
    return _page(_of_module(draft_id))


@blueprint.post("/author/drafts/<int:draft_id>/agreement")
@only(*PUBLISHERS)
def write_agreement(draft_id: int):
    """Write it into the draft."""
    found, form = _of_module(draft_id), AgreementForm.of(_codes())
    if form.validate_on_submit() and form.on.data > clock.today():
        form.refuse("on", _("That day is still to come. Please write it down when they have agreed."))
    if form.errors:
        return _page(found, form), 422
    try:
        verbs.write_agreement(
            draft_id=found.id, who={code: form[f"who_{code}"].data.strip() for code in _codes()}, on=form.on.data,
            revision=form.revision.data, base=form.base.data, media=current_app.config["MEDIA"],
            by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.refuse("on", refusal(refused))
        return _page(found, form), 409
    flash(_("Written down. It holds when the draft is signed off and published."))
    return redirect(url_for(".agreement", draft_id=found.id), 303)


@blueprint.post("/author/drafts/<int:draft_id>/agreement/take-out")
@only(*PUBLISHERS)
def take_agreement_out(draft_id: int):
    """Take out what was written down by mistake, or what nobody needs to read any more."""
    found, seen = _of_module(draft_id), SeenForm()
    if not seen.validate_on_submit():
        raise NotThere
    try:
        verbs.take_agreement_out(
            draft_id=found.id, which=request.form.get("which", ""), revision=seen.revision.data, base=seen.base.data,
            by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        flash(refusal(refused))
    else:
        flash(_("Taken out."))
    return redirect(url_for(".agreement", draft_id=found.id), 303)


def _of_module(draft_id: int) -> Draft:
    """A draft of a module: a region's layer takes over what its country agreed to. Raises NotThere."""
    found = readable(draft_id)
    if found.kind != queries.MODULE or found.state not in WRITABLE:
        raise NotThere
    return found


def _codes() -> list[str]:
    return [code for code, about in queries.writing_languages().items() if about.get("required")]


def _page(found: Draft, form: AgreementForm | None = None) -> str:
    seen = {"revision": drafts.revision_of(found.id, verbs.FILE), "base": found.base_id or 0}
    if form:  # shown again: over what stands there now
        for name, value in seen.items():
            form[name].raw_data, form[name].data = None, value
    return render_template(
        "curriculum/agreement.html", draft=found, title=drafts.title(found, language()), codes=_codes(),
        module=checking.module_in_work(found.slug, None, current_app.config["MEDIA"]), seen=seen, sign_of=sign_of,
        signs=can_sign(actor()) and current_app.config["FOUR_EYES"],
        form=form or AgreementForm.of(_codes(), formdata=None, data=seen),
    )  # fmt: skip
