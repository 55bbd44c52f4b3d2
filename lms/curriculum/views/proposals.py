"""Changes that trainers propose from what they teach, and the authors' backlog of them."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.curriculum import actions, queries
from lms.curriculum.actions import comments
from lms.curriculum.forms import ProposalForm, SettleForm
from lms.curriculum.messages import OCCASIONS, OUTCOMES
from lms.curriculum.permissions import AUTHORS
from lms.curriculum.queries import proposals as backlog
from lms.curriculum.rules.proposals import Occasion, Outcome
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.route("/teach/modules/<slug>/propose", methods=["GET", "POST"])
@only(Role.TRAINER)
def propose(slug: str):
    """Propose a change to a module, and read what became of one's earlier ones."""
    module, form = queries.newest_module(slug), ProposalForm()
    if form.validate_on_submit():
        actions.propose_change(
            module_slug=module.slug, text=form.text.data, language=language(), occasion=Occasion(form.occasion.data),
            by=actor().user_id, at=clock.now(),
        )  # fmt: skip
        flash(_("Thank you. The authors read it, and their answer will stand here."))
        return redirect(url_for(".propose", slug=slug), 303)
    page = render_template(
        "curriculum/propose.html", module=module, form=form, outcomes=OUTCOMES,
        own=backlog.own_proposals(actor().user_id, slug),
    )  # fmt: skip
    return page, 422 if form.errors else 200


@blueprint.get("/author/proposals")
@only(*AUTHORS)
def proposals():
    """What trainers propose, module by module, and what was settled last."""
    return _page()


@blueprint.post("/author/proposals/<int:proposal_id>")
@only(*AUTHORS)
def settle(proposal_id: int):
    """Take a proposal, or say why not."""
    form = SettleForm(prefix=f"p{proposal_id}")
    if form.validate_on_submit():
        try:
            actions.settle_proposal(
                proposal_id=proposal_id, outcome=Outcome(form.outcome.data), answer=form.answer.data or "",
                by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            flash(refusal(refused))
        return redirect(url_for(".proposals"), 303)
    return _page({proposal_id: form}), 422


@blueprint.post("/author/proposals/<int:proposal_id>/draft")
@only(*AUTHORS)
def take_proposal(proposal_id: int):
    """Take a proposal into the draft of its module, where it stands as a comment."""
    answer = SettleForm(prefix=f"p{proposal_id}").answer.data or ""
    try:
        made = comments.take_proposal(proposal_id=proposal_id, answer=answer, by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
        return redirect(url_for(".proposals"), 303)
    flash(_("It stands in the draft of this module now, as a comment."))
    return redirect(url_for(".draft", draft_id=made.id), 303)


def _page(sent: dict[int, SettleForm] | None = None) -> str:
    waiting, settled = backlog.open_proposals(), backlog.settled_proposals()
    fresh = {each.id: SettleForm(formdata=None, prefix=f"p{each.id}") for each in waiting}
    return render_template(
        "curriculum/proposals.html", waiting=waiting, settled=settled, forms={**fresh, **(sent or {})},
        titles={each.slug: each.title(language()) for each in queries.modules()}, occasions=OCCASIONS,
        outcomes=OUTCOMES,
    )  # fmt: skip
