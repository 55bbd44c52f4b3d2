"""The editor of programmes: one block, and the rules and words of the whole."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.curriculum import naming, queries
from lms.curriculum.actions import composing as actions
from lms.curriculum.forms import NewProgrammeForm
from lms.curriculum.messages import BREAKS, METHODS
from lms.curriculum.permissions import AUTHORS
from lms.curriculum.queries import composing
from lms.curriculum.queries.composing import Composed
from lms.curriculum.rules import fields
from lms.curriculum.rules.composing import Sheet
from lms.curriculum.rules.drafts import Reason
from lms.curriculum.typed import Typed, read_block, read_terms
from lms.curriculum.views.blueprint import blueprint
from lms.curriculum.views.composing import common, day_titles, planned
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.get("/author/programmes/<slug>/compose/<variant>/<block>")
@only(*AUTHORS)
def compose_block(slug: str, variant: str, block: str):
    """One block: what it is called, what it teaches, how and with whom."""
    found = composing.composed(slug)
    return _block_page(found, _sheet(found), variant, block)


@blueprint.post("/author/programmes/<slug>/compose/<variant>/<block>")
@only(*AUTHORS)
def compose_block_save(slug: str, variant: str, block: str):
    """Save the block."""
    found = composing.composed(slug)
    made = _sheet(found).copy()
    day, item = _block(made, variant, block)
    wrong = read_block(made, item, request.form, _modules(), METHODS)
    if request.form.get("do") == "plan" and (minutes := planned(item, day, _modules())):
        item["minutes"] = minutes
    if wrong:
        return _block_page(found, made, variant, block, typed=request.form, wrong=wrong), 422
    if not _saved(slug, made):
        return redirect(url_for(".compose_block", slug=slug, variant=variant, block=block), 303)
    return redirect(url_for(".compose", slug=slug, variant=variant), 303)


@blueprint.get("/author/programmes/<slug>/compose/terms")
@only(*AUTHORS)
def compose_terms(slug: str):
    """Rules and words of the whole programme."""
    found = composing.composed(slug)
    return _terms_page(found, _sheet(found))


@blueprint.post("/author/programmes/<slug>/compose/terms")
@only(*AUTHORS)
def compose_terms_save(slug: str):
    """Save them."""
    found = composing.composed(slug)
    made, wrong = read_terms(_sheet(found), request.form, _known(slug))
    if wrong:
        return _terms_page(found, made, typed=request.form, wrong=wrong), 422
    if _saved(slug, made):
        flash(_("Saved in the draft."))
    return redirect(url_for(".compose_terms", slug=slug), 303)


@blueprint.route("/author/programmes/new", methods=["GET", "POST"])
@only(*AUTHORS)
def compose_new():
    """A new programme: from nothing, or as a copy of another."""
    codes = [code for code, about in queries.writing_languages().items() if about.get("required")]
    form = NewProgrammeForm()
    form.copy_of.choices = [("", _("Nothing: one empty day")), *(
        (each.slug, each.title(language())) for each in queries.all_programmes()
    )]  # fmt: skip
    if form.validate_on_submit():
        try:
            draft = actions.begin_programme(
                slug=form.name.data.strip(), titles={code: form.title.data.strip() for code in codes},
                copy_of=form.copy_of.data or None, origin=current_app.config["ORIGIN"],
                evaluation=composing.evaluations()[0], day=day_titles(codes, 1), by=actor().user_id, at=clock.now(),
            )  # fmt: skip
            return redirect(url_for(".compose_terms", slug=draft.slug), 303)
        except Refused as refused:
            if refused.reason not in (Reason.NAME_TAKEN, Reason.NO_SUCH_NAME):
                raise
            form.refuse("name", refusal(refused))
    page = render_template("curriculum/compose_new.html", form=form)
    return page, 422 if form.errors else 200


def _saved(slug: str, made: Sheet) -> bool:
    try:
        actions.compose(slug=slug, sheet=made, seen=request.form.get("seen", ""), by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
        return False
    return True


def _block(sheet: Sheet, variant: str, block: str) -> tuple[dict, dict]:
    """The day and the block itself, the first of this id in the variant. Raises NotThere."""
    for each in sheet.facts["variants"]:
        for day in each["days"] if each["id"] == variant else ():
            for item in day["agenda"]:
                if item.get("block") == block:
                    return day, item
    raise NotThere


def _sheet(found: Composed) -> Sheet:
    if found.sheet is None:
        raise NotThere
    return found.sheet


def _modules() -> dict:
    return {each.slug: each for each in queries.modules()}


def _known(slug: str) -> dict[str, list[str]]:
    """Values to choose from that the program does not know: languages, questionnaires, other programmes."""
    return {
        "default_language": list(queries.writing_languages()),
        "evaluation": composing.evaluations(),
        "modules": [each.slug for each in queries.modules()],
        "programmes": [each for each in composing.programme_documents() if each != slug],
    }


def _block_page(found: Composed, sheet: Sheet, variant: str, block: str, *, typed: Typed | None = None, wrong=()):
    day, item = _block(sheet, variant, block)
    return render_template(
        "curriculum/compose_block.html", **common(found, sheet, typed, wrong), day=day, item=item, variant=variant,
        methods=METHODS,
    )  # fmt: skip


def _terms_page(found: Composed, sheet: Sheet, *, typed: Typed | None = None, wrong=()):
    titles = {each.slug: each.title(language()) for each in queries.all_programmes()}
    return render_template(
        "curriculum/compose_terms.html", **common(found, sheet, typed, wrong), known=_known(found.slug), titles=titles,
        break_names=BREAKS, openers=naming.OPENERS, bearers=fields.FEE,
    )  # fmt: skip
